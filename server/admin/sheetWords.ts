/** The importer's words to the keeper: why a file, a column, a row or a value is not taken. */
import { assertNever } from '#lib/domain/outcome.ts';
import type { DropReason } from '#lib/domain/rosterColumns.ts';
import type { NotTaken } from '#lib/domain/rosterRow.ts';
import type { RowRefusal } from './rosterRows.ts';
import type { SheetRefusal } from './sheetRefusal.ts';

export function fileSentence(refusal: SheetRefusal): string {
	switch (refusal.kind) {
		case 'empty':
			return '这个文件是空的。';
		case 'file_too_large':
			return `文件超过 ${refusal.mostMb} MB，不像一个社区的花名册。请拆分后再导入。`;
		case 'not_a_spreadsheet':
			return '这不是 .xlsx 表格（只改扩展名不行）。请在 Excel 或 WPS 里“另存为 .xlsx”后再导入。';
		case 'locked_or_old':
			return '文件设了密码，或是旧版 .xls。请去掉密码并“另存为 .xlsx”后再导入。';
		case 'damaged':
			return '文件已损坏，读不出来。请在 Excel 或 WPS 里重新保存一份再导入。';
		case 'inflates_too_far':
			return `文件解开后超过 ${refusal.mostMb} MB，或压缩得不合常理，已拒绝读取。`;
		case 'too_many_parts':
			return '文件里的部件太多，不像一份表格，已拒绝读取。';
		case 'dangerous':
			return '文件里有表格不该有的声明（DOCTYPE/ENTITY），可能有害，已拒绝读取。';
		case 'too_many_rows':
			return `表格超过 ${refusal.most} 行。请拆分后再导入；若实际没有这么多，请删掉末尾的空白行再保存。`;
		case 'too_many_columns':
			return `表格超过 ${refusal.most} 列，不像花名册。请检查后再导入。`;
		case 'took_too_long':
			return `读了 ${refusal.seconds} 秒还没有读完，已放弃。请拆分或重新保存后再导入。`;
		case 'too_much_memory':
			return '表格太大，读取时内存不够，已放弃。请拆分后再导入。';
		case 'no_roster':
			return '没有找到花名册的表头：至少要有地址（如“楼栋、单元、房号”或“门牌地址”）和姓名这样的列名。';
		case 'no_organisation':
			return '没有找到组织表的表头：要有“单位、人员、党组织”这样的工作表，或一列“类型”，列名如“名称、姓名、账号、岗位、范围、电话”。';
		case 'no_circle':
			return '没有找到生活圈的表头：至少要有“名称”和“距离（米）”两列，另可有类别、地址、方向、营业时间、电话。';
		case 'too_many_entries':
			return `${entryWords[refusal.what]}超过 ${refusal.most} 条，放不下。请检查后再导入。`;
		default:
			return assertNever(refusal);
	}
}

const entryWords = { units: '单位', posts: '岗位', branches: '党组织', places: '地方' } as const;

export const columnReasons: Readonly<Record<DropReason, string>> = {
	id_number: '身份证件号，任何情况下都不进系统',
	religion: '宗教信仰，敏感个人信息',
	biometric: '照片等生物识别信息',
	bank: '银行账户',
	political: '政治面貌，与走访服务无关',
	marital: '婚姻状况，与走访服务无关',
	health: '健康状况，敏感个人信息',
	control: '管控类标签，不属于服务',
	hukou: '户籍信息，只需知道现住何处',
	unknown: '不认识这一列'
};

export const rowReasons: Readonly<Record<RowRefusal, string>> = {
	address_missing: '没有地址',
	address_range: '一格里写了多户，请一户一行',
	building_missing: '看不出是哪栋楼',
	room_missing: '看不出是哪一户',
	address_unreadable: '地址读不懂',
	name_unreadable: '姓名不像姓名',
	grid_unreadable: '网格看不出是第几个',
	grid_missing: '没有写网格',
	grid_unknown: '本社区没有这个网格',
	door_in_other_grid: '同一户已在别的网格',
	person_repeated: '同一户里重复的人'
};

export const notTakenWords: Readonly<Record<NotTaken['kind'], string>> = {
	phone_unreadable: '电话读不懂，未取',
	control_label: '管控类标签，未取',
	unknown_label: '不认识的标签，未取',
	id_number_in_note: '备注里有身份证号，整条备注未取',
	ethnicity_unknown: '民族不在国标里，未取',
	too_long: '文字太长，只取前面部分'
};
