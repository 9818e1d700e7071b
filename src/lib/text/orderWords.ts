/** Words of the screen that takes in orders of 12345 and the city's platform. */
import type { OrderField } from '#lib/domain/orders/orderColumns.ts';
import type { OrderNote, OrderTrouble } from '#lib/domain/orders/readOrders.ts';
import { formatNumber } from './dates.ts';
import { inLanguage } from './language.ts';

interface OrderWords {
	title: string;
	under: string;
	choose: string;
	chooseHint: string;
	reading: string;
	other: string;
	system: string;
	mapping: string;
	mappingKnown: string;
	mappingNew: string;
	change: string;
	column: string;
	leftOut: string;
	personal: string;
	fields: Record<OrderField, string>;
	numberColumn: string;
	textColumn: string;
	noHeader: string;
	preview: string;
	outcomes: Record<'raise' | 'known' | 'wrong', string>;
	none: string;
	line: (line: number) => string;
	due: (day: string) => string;
	known: (number: string) => string;
	troubles: Record<OrderTrouble, string>;
	notes: Record<OrderNote, string>;
	more: (count: number) => string;
	raise: (count: number) => string;
	raising: (done: number, all: number) => string;
	nothing: string;
	done: (count: number) => string;
	stopped: (count: number) => string;
	refused: (line: number, why: string) => string;
	see: string;
	/** By what is wrong with a file (sheets/sheetFile.ts). */
	file: Record<'empty' | 'old_or_locked' | 'too_large' | 'too_many_rows' | 'damaged', string>;
	profile: (system: string) => string;
	outside: string;
	outsideDue: string;
}

export const orderWords: OrderWords = inLanguage<OrderWords>({
	zh: {
		title: '导入转办单',
		under: '12345、城市平台的工单，导进来一起办',
		choose: '选工单文件',
		chooseHint: 'Excel（.xlsx）或 CSV 文件，一次最多 2000 行。',
		reading: '正在读文件…',
		other: '换一个文件',
		system: '哪里来的单',
		mapping: '各列对应什么',
		mappingKnown: '这种表以前导过，按上次的对应关系。',
		mappingNew: '第一次导这种表，请看看对应得对不对。存下后下次不用再选。',
		change: '改对应关系',
		column: '表里的列',
		leftOut: '不带入',
		personal: '个人信息，不带入',
		fields: {
			'outside.number': '单号',
			'outside.system': '来单平台',
			'outside.due': '办结时限',
			text: '诉求内容',
			place: '地点',
			category: '类别',
			confidential: '是否保密'
		},
		numberColumn: '请指明哪一列是单号，重复的单靠它认出来。',
		textColumn: '请指明哪一列是诉求内容。',
		noHeader: '没找到表头。请看看第一行是不是列名，例如“工单编号、诉求内容、地址”。',
		preview: '每一行会怎样',
		outcomes: { raise: '将登记', known: '已有', wrong: '有问题' },
		none: '这一类没有。',
		line: (line) => `第 ${line} 行`,
		due: (day) => `${day} 前办结`,
		known: (number) =>
			number === '' ? '已经登记过，不再登记。' : `已经登记为 ${number}，不再登记。`,
		troubles: {
			number_missing: '没有单号，不能登记。请在原表补上。',
			number_long: '单号超过 60 个字，请核对是不是选错了列。',
			number_twice: '同一个文件里前面已有这个单号。',
			text_missing: '没有诉求内容，不能登记。'
		},
		notes: {
			door_found: '已对上门牌',
			building_found: '已对上楼栋',
			place_words: '没对上门牌，按文字记',
			place_missing: '没写地址',
			category_unknown: '类别没对上，先归“其他”，原分类写在内容里',
			due_unreadable: '时限看不懂，原话写在内容里',
			id_dropped: '身份证号已去掉',
			shortened: '内容太长，末尾没有带入'
		},
		more: (count) => `还有 ${formatNumber(count)} 行`,
		raise: (count) => `登记 ${formatNumber(count)} 件`,
		raising: (done, all) => `正在登记 ${formatNumber(done)} / ${formatNumber(all)}`,
		nothing: '没有要登记的单。',
		done: (count) => `登记好了，共 ${formatNumber(count)} 件。`,
		stopped: (count) =>
			`登记了 ${formatNumber(count)} 件就停下了。再点一次会接着登记，已登记的不会重复。`,
		refused: (line, why) => `第 ${line} 行没有登记：${why}`,
		see: '去看诉求',
		file: {
			empty: '这个文件是空的。',
			old_or_locked: '这是旧版 .xls 或加了密码的文件。请在表格软件里另存为 .xlsx 再导。',
			too_large: '文件超过 5 MB。请分成几个文件再导。',
			too_many_rows: '超过 2000 行。请分成几个文件再导。',
			damaged: '这个文件打不开，可能没有传完整。请重新下载再导。'
		},
		profile: (system) => `${system} 回单`,
		outside: '外部单号',
		outsideDue: '要求办结'
	},
	en: {
		title: 'Take in orders',
		under: 'Orders of 12345 and the city platform run through the same loop',
		choose: 'Choose a file',
		chooseHint: 'Excel (.xlsx) or CSV, at most 2,000 rows at a time.',
		reading: 'Reading the file…',
		other: 'Another file',
		system: 'Sent by',
		mapping: 'What each column says',
		mappingKnown: 'This kind of table was taken in before; the mapping of then holds.',
		mappingNew: 'The first table of this kind: please look whether it fits. Next time it is known.',
		change: 'Change the mapping',
		column: 'Column',
		leftOut: 'Left out',
		personal: 'Personal, left out',
		fields: {
			'outside.number': 'Number',
			'outside.system': 'Platform',
			'outside.due': 'Due',
			text: 'Text',
			place: 'Place',
			category: 'Category',
			confidential: 'Confidential'
		},
		numberColumn: 'Please say which column is the number; it tells which orders are here already.',
		textColumn: 'Please say which column is the text.',
		noHeader:
			'No headers were found. Is the first row one of names, such as 工单编号, 诉求内容, 地址?',
		preview: 'What becomes of each row',
		outcomes: { raise: 'To raise', known: 'Here already', wrong: 'With a problem' },
		none: 'None of these.',
		line: (line) => `Row ${line}`,
		due: (day) => `due ${day}`,
		known: (number) =>
			number === ''
				? 'Here already; not raised again.'
				: `Here already as ${number}; not raised again.`,
		troubles: {
			number_missing: 'It has no number. Please add one in the table.',
			number_long: 'The number has more than 60 characters. Is it the right column?',
			number_twice: 'The number stands further up in the same file.',
			text_missing: 'It has no text.'
		},
		notes: {
			door_found: 'door found',
			building_found: 'building found',
			place_words: 'no door fits, kept as words',
			place_missing: 'no address',
			category_unknown: 'category unknown: “other” for now, its own name is kept in the text',
			due_unreadable: 'due day unreadable, kept in the text',
			id_dropped: 'identity number left out',
			shortened: 'too long, its end was left out'
		},
		more: (count) => `${formatNumber(count)} more rows`,
		raise: (count) => `Raise ${formatNumber(count)}`,
		raising: (done, all) => `Raising ${formatNumber(done)} of ${formatNumber(all)}`,
		nothing: 'There is nothing to raise.',
		done: (count) => `Done: ${formatNumber(count)} raised.`,
		stopped: (count) =>
			`${formatNumber(count)} were raised, then it stopped. Press again to go on; none is raised twice.`,
		refused: (line, why) => `Row ${line} was not raised: ${why}`,
		see: 'See the concerns',
		file: {
			empty: 'The file is empty.',
			old_or_locked: 'An old .xls, or a file with a password. Please save it as .xlsx.',
			too_large: 'More than 5 MB. Please divide it into several files.',
			too_many_rows: 'More than 2,000 rows. Please divide it into several files.',
			damaged: 'The file cannot be opened; perhaps it is incomplete. Please download it again.'
		},
		profile: (system) => `${system} results`,
		outside: 'Number outside',
		outsideDue: 'Due outside'
	}
});
