/** The words of the station page, for a community office worker who keeps the station. */
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { formatBytes, formatInstant, formatNumber } from './dates.ts';
import { wordOfSource } from './exportWords.ts';
import { failureWords } from './reasonWords.ts';
import { keeperWordsEn } from './english/keeperWords.ts';
import { documentKindWordsZh } from './codeWords.ts';
import { inLanguage } from './language.ts';

/** An act of the audit trail in words, with what it was about. */
type ActWord = (facts: Record<string, string | number>) => string;

const keeperWordsZh = {
	title: '同步站',
	noDesk: '这个账号还没有自己的页面。',
	refresh: '刷新',
	state: '总的情况',
	asOf: (clock: string) => `${clock} 的情况`,
	signedOut: '登录已过期。重新登录后继续。',
	unreachable: '连不上同步站。请看看网络，或同步站是否开着。',
	stale: '连不上同步站，下面是上一次看到的情况。',
	lights: { green: '正常', yellow: '请留意', red: '有故障' },
	calm: '没有要处理的事。',
	care: {
		troubled: '转送遇到故障，会自己再试。一直这样，请看日志或联系技术人员。',
		late: (ms: number) => `转送落后 ${formatNumber(Math.round(ms / 60_000))} 分钟。`,
		setAside: (count: number) => `${formatNumber(count)} 条记录无法转送。同步站更新后再看。`,
		quarantine: (count: number) => `隔离区有 ${formatNumber(count)} 条等您处理。`,
		gaps: (missing: number, devices: number) =>
			`${formatNumber(devices)} 部手机共缺 ${formatNumber(missing)} 个号。请联系手机的主人。`,
		room: (free: number) => `磁盘只剩 ${formatBytes(free)}。请清理或换大一点的盘。`,
		upstream: (count: number) =>
			`上级没有接受 ${formatNumber(count)} 条。详情：npm run station -- upstream`,
		backup: '上次备份已超过一周。请再备份一次。'
	},
	quarantine: '隔离区',
	quarantineHint: '被拒绝的记录都原样留在这里。没有书记授权，看不到写了什么。',
	quarantineEmpty: '没有等待处理的记录。',
	decidedBefore: '处理过的',
	kinds: {
		...documentKindWordsZh,
		unknown: '认不出的记录'
	} satisfies Record<DocumentKind | 'unknown', string> as Record<string, string>,
	reasons: {
		shape: '写法不对',
		schema_newer: '手机比同步站新',
		author: '不是本账号写的',
		device: '不是本手机写的',
		role: '岗位不能写这一类',
		scope: '不属于这个网格',
		revision: '内容与版本号对不上',
		generation: '被改写过',
		deleted: '要求删除',
		too_large: '太长',
		poison: '有无法保存的字符',
		exists: '同一编号已有另一条'
	} as Record<string, string>,
	unknownReason: '没有收下',
	number: (deviceSeq: number | null) =>
		deviceSeq === null ? '' : `第 ${formatNumber(deviceSeq)} 号`,
	from: (account: string, device: string) => `${account} 的手机 ${device.slice(-6)}`,
	arrived: '已在台账',
	decisions: { accepted: '已收下', repaired: '已更正收下', returned: '已退回' },
	decided: (word: string, by: string, at: string, now: string) =>
		`${word}，${by}，${formatInstant(at, now)}`,
	look: '看内容',
	hide: '收起内容',
	accept: '收下',
	acceptAsk: '原样收进台账？',
	acceptHint: '收下以后各部手机都会看到，不能撤回。',
	giveBack: '退回',
	giveBackAsk: '退回给写它的人？',
	giveBackHint: '手机上显示「需处理」和原因，请本人重写。原件仍留在隔离区。',
	repair: '更正后收下',
	repairField: (field: string) => `更正「${field}」这一项`,
	repairDrop: (field: string) => `「${field}」这一项谁也不认识，去掉它，其余原样收下。`,
	repairHint: '更正的是一份副本，署名仍是原来的人；原件留在隔离区。',
	repairJson: '这一项不是文字。请按原来的格式写。',
	needsGrant: '谁写的有疑问，先请书记授权看过内容，才能收下。',
	detail: '细节',
	mayRepair: '有一项写法不对，不能原样收下。书记授权后，可以更正这一项再收下。',
	cannotAccept: '手机读不懂它，不能原样收下。',
	grant: '内容授权',
	grantHint: '看记录内容要社区书记同意。请书记在这里输入自己的账号和密码。',
	lead: '书记账号',
	leadPassword: '书记密码',
	minutes: '授权多久',
	minutesOption: (count: number) => `${count} 分钟`,
	give: '授权查看',
	giving: '正在核对…',
	granted: (by: string, until: string, now: string) =>
		`${by} 已授权，到 ${formatInstant(until, now)} 为止。`,
	endGrant: '提前结束',
	devices: '手机',
	devicesSeen: (today: number, known: number) =>
		`24 小时内来过 ${formatNumber(today)} 部，一共 ${formatNumber(known)} 部`,
	devicesEmpty: '还没有手机来过。',
	nobodys: '没有来过的手机',
	listening: '在线',
	metAt: (at: string, now: string) => `${formatInstant(at, now)} 会合`,
	neverMet: '没有会合过',
	app: (version: string) => (version === '' ? '版本不明' : `版本 ${version}`),
	holds: '手机里还有',
	holdsNothing: '全部送达',
	holdsUnknown: '没有说',
	holdsWaiting: (count: number) => `${formatNumber(count)} 条待发送`,
	holdsRefused: (count: number) => `${formatNumber(count)} 条需处理`,
	holdsPictures: (count: number) => `${formatNumber(count)} 个照片或录音`,
	gap: (count: number, numbers: readonly number[]) =>
		`缺 ${formatNumber(count)} 个号：${numbers.join('、')}${count > numbers.length ? '…' : ''}`,
	feeds: '网格',
	feedDocuments: (count: number) => `${formatNumber(count)} 条`,
	feedLag: (count: number) => (count === 0 ? '已转送' : `${formatNumber(count)} 条待转送`),
	router: '转送',
	routerFine: '跟得上',
	routerBehind: (count: number) => `${formatNumber(count)} 条待转送`,
	lines: '在线的手机',
	machine: '这台机器',
	databases: '数据库',
	used: '数据占用',
	free: '磁盘剩余',
	backup: '上次备份',
	backupNever: '还没有备份',
	backupDone: (at: string, now: string, bytes: number) =>
		`${formatInstant(at, now)}，${formatBytes(bytes)}`,
	upstream: '上报区里',
	upstreamStates: {
		off: '没有启动',
		current: '已全部传到',
		sending: '正在传送',
		waiting: '等待重试'
	},
	upstreamMet: '上次传到',
	version: '同步站版本',
	unknown: '不明',
	audit: '操作记录',
	auditHint: '每一条都与前一条相扣，改动会被发现。核对：npm run station -- audit',
	acts: {
		sign_in: () => '登录',
		grant: ({ lead, minutes }) => `得到 ${String(lead)} 授权 ${String(minutes)} 分钟`,
		grant_refused: () => '请求授权，没有通过',
		grant_ended: () => '结束授权',
		look: () => '看了一条被拒记录的内容',
		accept: () => '收下一条被拒记录',
		repair: () => '更正后收下一条被拒记录',
		return: () => '退回一条被拒记录',
		account_added: ({ account }) => `添加账号 ${String(account)}`,
		export: ({ source, rows, masked }) =>
			`导出${wordOfSource(source)} ${String(rows)} 行${masked === 0 ? '（含完整姓名电话）' : ''}`,
		password_changed: ({ account }) => `更换 ${String(account)} 的密码`
	} as Record<string, ActWord>,
	refusals: {
		no_grant: '现在没有授权。请书记先授权。',
		not_lead: '书记账号或密码不对，没有授权。',
		decided: '这一条已经处理过了。',
		fits_nowhere: '它放不进任何网格，请退回。',
		still_wrong: '更正后仍有一处不对，没有收下。'
	} as Record<string, string>
};

/** Words for whatever the station said no with to its keeper. */
export function wordsOfKeeperRefusal(kind: string): string {
	const known = keeperWords.refusals[kind];
	if (known !== undefined) return known;
	const failures = failureWords as Record<string, { what: string }>;
	return failures[kind]?.what ?? failureWords.unexpected.what;
}

export const keeperWords = inLanguage({ zh: keeperWordsZh, en: keeperWordsEn });
