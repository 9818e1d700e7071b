/**
 * What a code is called in a cell of a table. Screens in Chinese say the same, but for the few that
 * text/codeWords.ts names itself.
 */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type {
	CareBlock,
	ConcernNature,
	ConcernSource,
	Gender,
	Residency,
	Tenure,
	Urgency,
	VisitMode,
	VisitOutcome,
	VisitType
} from '#lib/domain/documents.ts';

export const genderCells: Readonly<Record<Gender, string>> = {
	male: '男',
	female: '女',
	unknown: ''
};

export const tenureCells: Readonly<Record<Tenure, string>> = {
	own: '自住',
	rented: '出租',
	vacant: '空置',
	business: '商用',
	other: '其他',
	unknown: ''
};

export const residencyCells: Readonly<Record<Residency, string>> = {
	resident: '常住',
	floating: '流动',
	registered_elsewhere: '人户分离',
	absent: '空挂户',
	unknown: ''
};

export const visitTypeCells: Readonly<Record<VisitType, string>> = {
	routine: '日常走访',
	care: '探访关爱',
	verify: '信息核实',
	follow_up: '回访',
	mediate: '调解走访',
	notice: '通知送达',
	survey: '需求调研',
	emergency: '应急走访',
	patrol: '楼栋巡查'
};

export const visitModeCells: Readonly<Record<VisitMode, string>> = {
	door: '上门',
	phone: '电话',
	video: '视频',
	proxy: '他人代述',
	encounter: '偶遇'
};

export const outcomeCells: Readonly<Record<VisitOutcome, string>> = {
	met: '见到本人',
	met_family: '见到家人',
	no_answer: '敲门未遇',
	refused: '婉拒',
	rescheduled: '另约时间',
	vacant: '空置',
	moved: '已搬离',
	abnormal: '异常'
};

export const careBlocks: readonly { block: CareBlock; zh: string }[] = [
	{ block: 'health', zh: '健康' },
	{ block: 'mood', zh: '精神' },
	{ block: 'safety', zh: '安全' },
	{ block: 'hygiene', zh: '卫生' },
	{ block: 'living', zh: '居住环境' }
];

export const natureCells: Readonly<Record<ConcernNature, string>> = {
	report: '报事',
	help: '求助',
	complaint: '投诉',
	consult: '咨询',
	suggest: '建议',
	praise: '表扬'
};

export const urgencyCells: Readonly<Record<Urgency, string>> = {
	red: '紧急',
	yellow: '重点',
	green: '一般'
};

export const sourceCells: Readonly<Record<ConcernSource, string>> = {
	visit: '入户走访',
	patrol: '网格巡查',
	building_head: '楼栋长',
	informant: '信息员',
	resident: '居民来访来电',
	meeting: '议事会',
	hotline: '12345 热线',
	property: '物业'
};

export const stateCells: Readonly<Record<ConcernStateCode, string>> = {
	reported: '已上报',
	received: '已受理',
	self_handling: '网格自办',
	dispatched: '已派单',
	accepted: '已接单',
	returned: '已退单',
	in_progress: '处理中',
	suspended: '挂起',
	whistled: '已吹哨',
	joined: '部门已报到',
	mediating: '调解中',
	deliberating: '议事中',
	resolved: '已办结待回访',
	reopened: '重办',
	closed: '已结案',
	declined: '不予受理',
	merged: '已合并',
	split: '已拆分',
	referred_out: '已转出',
	withdrawn: '已撤回'
};

export const satisfactionCells: readonly string[] = [
	'',
	'不满意',
	'不太满意',
	'一般',
	'比较满意',
	'满意'
];
