/**
 * Which column of a table of who acts in a community means what. The table may be one with a column
 * for the kind of row, or one sheet for each kind; what nobody knows is not read.
 */
import { cellText } from '#lib/domain/rosterCells.ts';

export type OrganisationField =
	| 'kind'
	| 'name'
	| 'class'
	| 'code'
	| 'phone'
	| 'estates'
	| 'categories'
	| 'person'
	| 'account'
	| 'post'
	| 'scope'
	| 'from'
	| 'until';

export type RowKind = 'unit' | 'person' | 'branch';

export interface OrganisationHeader {
	/** Position of the header among the rows that were looked at. */
	row: number;
	columns: ReadonlyMap<OrganisationField, number>;
	/** What every row is where no column says so. */
	kind: RowKind | undefined;
}

const aliases: Readonly<Record<OrganisationField, string>> = {
	kind: '类型 种类 行类型 记录类型',
	name: '名称 单位 单位名称 党组织 党组织名称 组织名称',
	class: '类别 单位类别 单位类型 性质',
	code: '代码 单位代码 编码',
	phone: '电话 值班电话 联系电话 手机 手机号 联系方式',
	estates: '小区 服务小区 负责小区 管理小区',
	categories: '诉求类别 办理事项 受理类别 负责事项',
	person: '姓名 人员 人员姓名',
	account: '账号 登录账号 用户名 登录名',
	post: '岗位 职务 角色 身份',
	scope: '范围 负责范围 管理范围 所在单位 网格或楼栋',
	from: '起 开始 开始日期 起始日期 代班开始',
	until: '止 结束 结束日期 截止日期 代班结束'
};

const fieldByAlias: ReadonlyMap<string, OrganisationField> = new Map(
	(Object.entries(aliases) as [OrganisationField, string][]).flatMap(([field, names]) =>
		names.split(' ').map((name) => [name, field] as const)
	)
);

/** Titles stand above the header. */
const headerWithin = 10;

/** The header among the first rows; undefined where the sheet is of something else. */
export function findOrganisationHeader(
	sheet: string,
	rows: readonly (readonly unknown[])[]
): OrganisationHeader | undefined {
	for (const [row, cells] of rows.slice(0, headerWithin).entries()) {
		const columns = new Map<OrganisationField, number>();
		cells.forEach((cell, at) => {
			const field = fieldByAlias.get(plainHeader(cellText(cell)));
			if (field !== undefined && !columns.has(field)) columns.set(field, at);
		});
		const kind = columns.has('kind') ? undefined : (kindOf(sheet) ?? kindByColumns(columns));
		if (columns.size >= 2 && (kind !== undefined || columns.has('kind'))) {
			return { row, columns, kind };
		}
	}
	return undefined;
}

/** What a cell, or the name of a sheet, says that a row is. */
export function kindOf(written: string): RowKind | undefined {
	if (/^(?:单位|处置单位|办理单位)/.test(written)) return 'unit';
	if (/^(?:人员|岗位|人)/.test(written)) return 'person';
	return /^(?:党组织|党)/.test(written) ? 'branch' : undefined;
}

function kindByColumns(columns: ReadonlyMap<OrganisationField, number>): RowKind | undefined {
	if (columns.has('account') || columns.has('post')) return 'person';
	if (columns.has('class')) return 'unit';
	return columns.has('name') && columns.has('scope') ? 'branch' : undefined;
}

/** `* 姓名（必填）：` is 姓名. */
function plainHeader(written: string): string {
	return written.normalize('NFKC').replace(/\([^)]*\)|[*:\s]/g, '');
}
