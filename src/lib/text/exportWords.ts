/** Words of the screens where tables for departments are made. Words inside the tables: domain/exports. */
import type { ExportSource } from '#lib/domain/exports/exportFields.ts';
import type { PeriodCode } from '#lib/domain/exports/exportPeriod.ts';
import { formatNumber } from './dates.ts';
import { inLanguage } from './language.ts';

interface ExportWords {
	title: string;
	under: string;
	which: string;
	own: string;
	builtIn: string;
	edit: string;
	copy: string;
	make: string;
	sources: Record<ExportSource, string>;
	period: string;
	periods: Record<PeriodCode | 'days', string>;
	from: string;
	until: string;
	periodWrong: string;
	register: string;
	full: string;
	fullHint: string;
	maskedHint: string;
	lookMasked: string;
	preview: string;
	rows: (count: number) => string;
	firstRows: (shown: number, count: number) => string;
	noRows: string;
	noColumns: (count: number) => string;
	looking: string;
	needsStation: string;
	again: string;
	run: string;
	running: string;
	logged: string;
	done: (rows: number) => string;
	save: string;
	share: string;
	fileName: (name: string, from: string, until: string) => string;
	troubles: Record<string, string>;
	failed: string;
	draft: (name: string) => string;
	editor: {
		title: string;
		newTitle: string;
		name: string;
		namePlaceholder: string;
		source: string;
		columns: string;
		column: (at: number) => string;
		header: string;
		content: string;
		fixed: string;
		fixedText: string;
		up: string;
		down: string;
		remove: string;
		add: string;
		newHeader: string;
		save: string;
		saved: string;
		shared: string;
		retire: string;
		retired: string;
		nameMissing: string;
		headerMissing: string;
		columnsMissing: string;
	};
}

export const exportWords: ExportWords = inLanguage<ExportWords>({
	zh: {
		title: '导出表格',
		under: '记一次，要什么表就导什么表',
		which: '要哪张表',
		own: '社区共用',
		builtIn: '常用表',
		edit: '修改',
		copy: '改成自己的',
		make: '新做一张表',
		sources: {
			visits: '走访',
			care_visits: '探访关爱',
			households: '住户',
			residents: '居民',
			concerns: '诉求',
			hotline: '转办单'
		},
		period: '时间',
		periods: {
			week: '最近 7 天',
			month: '本月',
			last_month: '上月',
			year: '今年',
			days: '自选'
		},
		from: '从',
		until: '到',
		periodWrong: '请选好起止日期，最长两年。',
		register: '台账不分时间，按今天的情况导出。',
		full: '导出完整姓名和电话',
		fullHint: '只在确有需要时勾选，会记入操作记录。',
		lookMasked: '预览总是遮盖的，表里是完整的。',
		maskedHint: '姓名写成“王**”，电话写成“138****1234”，门牌保留。',
		preview: '预览',
		rows: (count) => `共 ${formatNumber(count)} 行`,
		firstRows: (shown, count) => `共 ${formatNumber(count)} 行，先看前 ${formatNumber(shown)} 行`,
		noRows: '这段时间没有记录。换一段时间看看。',
		noColumns: (count) => `共 ${formatNumber(count)} 行。加了列，这里就看得到表的样子。`,
		looking: '正在取表…',
		needsStation: '全社区的住户和走访在同步站，导这张表要连上网络。',
		again: '再试一次',
		run: '生成表格',
		running: '正在生成…',
		logged: '谁、什么时候、导了什么，会写在表头，也会记下来。',
		done: (rows) => `表格好了，共 ${formatNumber(rows)} 行。`,
		save: '保存文件',
		share: '发给别人',
		fileName: (name, from, until) =>
			from === until ? `${name} ${until}.xlsx` : `${name} ${from} 至 ${until}.xlsx`,
		troubles: {
			too_many_rows: '行数太多，请把时间选短一些，分几次导。',
			not_allowed: '这个账号不能导这张表。',
			station_unreachable: '连不上同步站。请到有网络的地方再试。',
			signed_out: '登录已过期。请回“我的”重新登录，再来导出。'
		},
		failed: '这次没有生成。请再试一次。',
		draft: (name) => (name === '' ? '新做的表' : `表样 ${name}`),
		editor: {
			title: '修改表样',
			newTitle: '新做一张表',
			name: '表名',
			namePlaceholder: '例如：民政局走访月报',
			source: '用哪些记录',
			columns: '表里的各列',
			column: (at) => `第 ${at} 列`,
			header: '表头',
			content: '填什么',
			fixed: '固定文字',
			fixedText: '每行都写',
			up: '前移',
			down: '后移',
			remove: '删去这一列',
			add: '加一列',
			newHeader: '新的一列',
			save: '存下表样',
			saved: '表样存下了',
			shared: '存下后，社区和各网格都能用。',
			retire: '不再使用',
			retired: '这张表样已收起',
			nameMissing: '请写表名。',
			headerMissing: '有一列还没有表头。',
			columnsMissing: '请至少加一列。'
		}
	},
	en: {
		title: 'Export tables',
		under: 'Recorded once, told in any table',
		which: 'Which table',
		own: 'Shared here',
		builtIn: 'Common tables',
		edit: 'Change',
		copy: 'Make it ours',
		make: 'New table',
		sources: {
			visits: 'Visits',
			care_visits: 'Care visits',
			households: 'Households',
			residents: 'Residents',
			concerns: 'Concerns',
			hotline: 'Orders from outside'
		},
		period: 'Period',
		periods: {
			week: 'Last 7 days',
			month: 'This month',
			last_month: 'Last month',
			year: 'This year',
			days: 'Days'
		},
		from: 'From',
		until: 'Until',
		periodWrong: 'Choose a first and a last day, two years apart at most.',
		register: 'A register has no period: it is told as it stands today.',
		full: 'With full names and phones',
		fullHint: 'Only where it is needed. It is noted in the audit trail.',
		lookMasked: 'The preview is masked in any case; the table is not.',
		maskedHint: 'Names are written 王**, phones 138****1234; doors stay.',
		preview: 'Preview',
		rows: (count) => `${formatNumber(count)} rows`,
		firstRows: (shown, count) =>
			`${formatNumber(count)} rows, the first ${formatNumber(shown)} of them`,
		noRows: 'Nothing was recorded in these days. Try others.',
		noColumns: (count) => `${formatNumber(count)} rows. Add columns to see the table here.`,
		looking: 'Fetching the table…',
		needsStation:
			'Residents and visits of the whole community are at the station: this table needs the network.',
		again: 'Try again',
		run: 'Make the table',
		running: 'Making it…',
		logged: 'Who made it, when and of what stands above the table, and is noted.',
		done: (rows) => `The table is ready: ${formatNumber(rows)} rows.`,
		save: 'Save the file',
		share: 'Share',
		fileName: (name, from, until) =>
			from === until ? `${name} ${until}.xlsx` : `${name} ${from} – ${until}.xlsx`,
		troubles: {
			too_many_rows: 'Too many rows. Choose fewer days and make it in parts.',
			not_allowed: 'This account may not make this table.',
			station_unreachable: 'The station cannot be reached. Try again where there is a network.',
			signed_out: 'You are signed out. Sign in again under “Me” and come back.'
		},
		failed: 'It was not made this time. Please try again.',
		draft: (name) => (name === '' ? 'New table' : `Table ${name}`),
		editor: {
			title: 'Change the table',
			newTitle: 'New table',
			name: 'Name',
			namePlaceholder: 'e.g. Monthly visits for civil affairs',
			source: 'Made of',
			columns: 'Its columns',
			column: (at) => `Column ${at}`,
			header: 'Header',
			content: 'Filled with',
			fixed: 'A fixed text',
			fixedText: 'In every row',
			up: 'Move forward',
			down: 'Move back',
			remove: 'Remove this column',
			add: 'Add a column',
			newHeader: 'New column',
			save: 'Keep the table',
			saved: 'The table is kept',
			shared: 'Once kept, the community and all its grids can use it.',
			retire: 'No longer used',
			retired: 'The table was put away',
			nameMissing: 'Please give it a name.',
			headerMissing: 'One column has no header yet.',
			columnsMissing: 'Please add at least one column.'
		}
	}
});

/** What a table holds, by the code that the audit trail keeps. */
export function wordOfSource(source: string | number | undefined): string {
	const words: Record<string, string> = exportWords.sources;
	return words[String(source)] ?? String(source);
}
