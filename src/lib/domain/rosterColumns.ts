/**
 * Which column of a community's spreadsheet means what, and which are never taken (DOMAIN 2.9). A
 * forbidden column is recognised by its name, so that its cells need not be looked at.
 */
export type RosterField =
	| 'estate'
	| 'grid'
	| 'building'
	| 'unit'
	| 'floor'
	| 'room'
	| 'address'
	| 'tenure'
	| 'headName'
	| 'relation'
	| 'name'
	| 'gender'
	| 'birthDate'
	| 'age'
	| 'phone'
	| 'residencyType'
	| 'ethnicity'
	| 'tags'
	| 'emergencyContact'
	| 'partyHub'
	| 'preferredLanguage'
	| 'bestTime'
	| 'notes';

/** Why a column is not taken; words for people are in text/ and the importer's report. */
export type DropReason =
	| 'id_number'
	| 'religion'
	| 'biometric'
	| 'bank'
	| 'political'
	| 'marital'
	| 'health'
	| 'control'
	| 'hukou'
	/** Nobody said what it means. */
	| 'unknown';

interface RosterColumn {
	/** Position in the row, from 0. */
	at: number;
	/** As written in the header. */
	header: string;
}

export interface RosterHeader {
	/** Position of the header among the rows that were looked at. */
	row: number;
	fields: ReadonlyMap<RosterField, RosterColumn>;
	dropped: readonly (RosterColumn & { reason: DropReason })[];
}

const aliases: Readonly<Record<RosterField, string>> = {
	estate: '小区 小区名称 现住小区/建筑 小区/建筑名称 小区名',
	grid: '网格 所属网格 网格名称 网格号 网格编号',
	building: '楼栋 楼号 楼栋号 栋号 幢 楼',
	unit: '单元 单元号',
	floor: '楼层 层',
	room: '房号 房间号 室 户室 门牌 门牌号 房屋名称 室号',
	address: '门牌地址 现住地址 居住地址 家庭住址 现住详址 地址 住址',
	tenure: '房屋性质 使用性质 使用方式 居住性质 是否出租',
	headName: '户主 户主姓名',
	relation: '与户主关系 与其他人员关系 家庭关系',
	name: '姓名 居民姓名 人员姓名',
	gender: '性别',
	birthDate: '出生日期 出生年月 生日 出生年份',
	age: '年龄',
	phone: '联系电话 电话 手机 手机号 手机号码 联系方式',
	residencyType: '人员类型 人口性质 人口类型 是否人户分离 人户一致标志',
	ethnicity: '民族',
	tags: '重点类别 特殊人群 人员属性 关爱类型 备注标签 关爱标签',
	emergencyContact: '紧急联系人',
	partyHub: '党员中心户 是否党员中心户',
	preferredLanguage: '常用语言 使用语言',
	bestTime: '方便时间 在家时间',
	notes: '备注'
};

/** In this order; a name that fits several is dropped for the first. */
const forbidden: readonly [DropReason, RegExp][] = [
	['id_number', /身份证|身份号|证件号|公民身份|护照/],
	['religion', /宗教|信仰/],
	['biometric', /照片|图片|人脸|指纹|头像|虹膜|DNA/i],
	['bank', /银行|账号|卡号/],
	['political', /政治面貌|党派|入党/],
	['marital', /婚姻|婚育|生育/],
	['health', /健康|病史|疾病|残疾证|血型/],
	['control', /重点人员|管控|矫正|刑释|刑满|吸毒|戒毒|上访|信访|精神|艾滋|犯罪|前科|涉/],
	['hukou', /户籍|户口/]
];

const fieldByAlias: ReadonlyMap<string, RosterField> = new Map(
	(Object.entries(aliases) as [RosterField, string][]).flatMap(([field, names]) =>
		names.split(' ').map((name) => [plainHeader(name), field] as const)
	)
);

/** Titles and dates of the table stand above the header. */
const headerWithin = 10;
/** Fewer known columns are no header, but a row that happens to hold a word. */
const knownAtLeast = 3;

/** The header among the first rows; undefined where the sheet is no roster. */
export function findHeader(rows: readonly (readonly string[])[]): RosterHeader | undefined {
	let best: RosterHeader | undefined;
	rows.slice(0, headerWithin).forEach((cells, row) => {
		const header = readHeader(cells, row);
		if (header.fields.size > (best?.fields.size ?? knownAtLeast - 1)) best = header;
	});
	return best;
}

export function readHeader(cells: readonly string[], row = 0): RosterHeader {
	const fields = new Map<RosterField, RosterColumn>();
	const dropped: (RosterColumn & { reason: DropReason })[] = [];
	cells.forEach((header, at) => {
		const name = plainHeader(header);
		if (name === '') return;
		const reason = forbidden.find(([, pattern]) => pattern.test(name))?.[0];
		const field = fieldByAlias.get(name);
		if (reason === undefined && field !== undefined && !fields.has(field)) {
			fields.set(field, { at, header });
		} else {
			dropped.push({ at, header, reason: reason ?? 'unknown' });
		}
	});
	return { row, fields, dropped };
}

const instruction =
	/必填|选填|填写|可不填|可填|说明|示例|例如|如[:：]|格式|下拉|用.{0,4}(?:隔开|分隔)|请勿/;

/** The row under the header that tells how to fill in the columns, not who lives where. */
export function isExplanationRow(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	const telling = filled.filter((cell) => instruction.test(cell));
	return telling.length >= 2 && telling.length * 3 >= filled.length;
}

/** `* 姓名（必填）：` is 姓名. */
function plainHeader(written: string): string {
	return written
		.normalize('NFKC')
		.replace(/\([^)]*\)|[*:\s]/g, '')
		.trim();
}
