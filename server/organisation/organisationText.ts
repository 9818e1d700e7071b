/** The account of an organisation's table as the keeper reads it before she confirms. */
import type { Unit } from '#lib/domain/loopDocuments.ts';
import type { Role, RoleGrant } from '#lib/domain/feeds.ts';
import type { Counted, OrganisationReport } from './organisationPlan.ts';
import type { RowReason, RowRefusal } from './organisationRows.ts';
import type { Places } from './places.ts';

export const roleWords: Readonly<Record<Role, string>> = {
	grid_worker: '网格员',
	building_head: '楼栋长',
	informant: '流动信息员',
	handler_property: '物业',
	handler_dept: '处置单位',
	community_staff: '社区工作者',
	community_lead: '社区书记',
	street_staff: '街道',
	station_keeper: '同步站管理员'
};

const reasons: Readonly<Record<RowReason, string>> = {
	kind_unknown: '看不出这一行是单位、人员还是党组织',
	id_number: '含有身份证号，整行不取',
	unit_name_missing: '没有单位名称',
	unit_class_unknown: '单位类别要写物业、部门、志愿服务队、银龄互助、社区或街道',
	unit_code_bad: '代码只用小写字母、数字和横线，例如 wy-herun',
	unit_repeated: '单位重复',
	estate_unknown: '花名册里没有这个小区',
	category_unknown: '没有这个诉求类别',
	phone_bad: '电话读不懂',
	person_name_bad: '姓名不像姓名',
	account_bad: '账号只用字母、数字、点、横线和下划线，最多 40 个字符',
	account_other_person: '同一个账号写了两个姓名',
	account_of_program: '这个账号是给程序用的，不能给人',
	role_unknown:
		'岗位不认识；可写网格员、楼栋长、流动信息员、物业、部门、社区工作者、社区书记、街道、同步站管理员',
	scope_missing: '没有写范围',
	scope_unknown: '找不到这个范围（网格、楼栋或单位）',
	unit_wrong_kind: '社区、街道的人请写社区工作者、社区书记或街道岗位',
	day_bad: '日期读不懂，例如 2026-11-30',
	days_reversed: '“止”早于“起”',
	branch_name_missing: '没有党组织名称',
	text_too_long: '名称太长',
	post_repeated: '同一个人的同一个岗位写了两次'
};

/** More than fit a screen are only counted. */
const linesShown = 60;

/** How a grant is called, with the days of a stand-in. */
export function grantWords(places: Places): (grant: RoleGrant, units: readonly Unit[]) => string {
	return ({ role, scope, from, until }, units) => {
		const code = scope.split('/')[1];
		const unit = units.find((one) => `${places.community.id}/${one.code}` === scope)?.name;
		const place = unit ?? (role === 'informant' ? '' : places.nameOf(scope));
		const days = from || until ? `（代班 ${from ?? ''}～${until ?? ''}）` : '';
		return `${roleWords[role]} ${place || (role === 'informant' ? '' : (code ?? scope))}${days}`.trim();
	};
}

export function organisationText(report: OrganisationReport): string {
	const { units, posts, branches, accounts, refused } = report;
	const fresh = accounts.filter(({ isNew }) => isNew);
	const changed = accounts.filter(({ isNew }) => !isNew);
	return [
		`共 ${report.rows} 行`,
		'',
		'将要写入',
		counted('单位', units),
		counted('岗位', posts),
		counted('党组织', branches),
		...section(
			`新账号（${fresh.length} 个，密码由系统生成，写入后显示一次）`,
			fresh.map(({ name, displayName, gains }) => `${name} ${displayName}：${gains.join('、')}`)
		),
		...section(
			`变更的账号（${changed.length} 个）`,
			changed.map(({ name, displayName, gains, loses }) =>
				[
					`${name} ${displayName}`,
					...(gains.length > 0 ? [`增加 ${gains.join('、')}`] : []),
					...(loses.length > 0 ? [`收回 ${loses.join('、')}`] : [])
				].join('：')
			)
		),
		...section('表中没有、将从通讯录去掉的', [...units.gone, ...posts.gone, ...branches.gone]),
		...section(
			`不能导入的行（${refused.length} 行，涉及的账号和单位保持原样）`,
			refused.map(sentenceOf)
		)
	].join('\n');
}

export function sentenceOf({ sheet, row, reason, word }: RowRefusal): string {
	return `“${sheet}”第 ${row} 行：${reasons[reason]}${word === '' ? '' : `（${word}）`}`;
}

function counted(name: string, { fresh, changed, unchanged, gone }: Counted): string {
	return `  ${name}：新增 ${fresh}，变更 ${changed}，不变 ${unchanged}，去掉 ${gone.length}`;
}

function section(title: string, lines: readonly string[]): string[] {
	if (lines.length === 0) return [];
	const shown = lines.slice(0, linesShown).map((line) => `  ${line}`);
	const more = lines.length - shown.length;
	return ['', title, ...shown, ...(more > 0 ? [`  另有 ${more} 条`] : [])];
}
