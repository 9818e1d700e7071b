/**
 * The columns of the demo spreadsheet, and what stands in them. What is forbidden is filled with
 * words, never with anything that looks real.
 */
import type { Chance } from './chance.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { DemoHousehold, DemoResident } from './demoRoster.ts';

export type Cell = string | number | Date | null;

export interface SheetColumn {
	header: string;
	explanation: string;
	width: number;
	cell: (row: PersonRow) => Cell;
}

export interface PersonRow {
	number: number;
	household: DemoHousehold;
	/** undefined for a door where nobody lives. */
	resident: DemoResident | undefined;
	address: string;
	chance: Chance;
}

/** Stands in every forbidden cell. */
const invented = '（演示）';

export const columns: readonly SheetColumn[] = [
	{ header: '序号', explanation: '自动编号', width: 6, cell: ({ number }) => number },
	{
		header: '所属网格',
		explanation: '必填，如：第1网格',
		width: 10,
		cell: ({ household }) => demoCommunity.grids[household.grid - 1]?.label ?? ''
	},
	{
		header: '小区名称',
		explanation: '必填',
		width: 12,
		cell: ({ household }) => household.estate
	},
	{
		header: '门牌地址',
		explanation: '必填，如：3号楼2单元501',
		width: 20,
		cell: ({ address }) => address
	},
	{
		header: '房屋性质',
		explanation: '选填：自住、出租、空置、商用',
		width: 10,
		cell: ({ household }) => tenureWords[household.tenure] ?? ''
	},
	{
		header: '户主姓名',
		explanation: '选填',
		width: 12,
		cell: ({ household }) => household.headName
	},
	{
		header: '姓名 *',
		explanation: '必填；空置、商铺可不填',
		width: 12,
		cell: ({ resident }) => resident?.name ?? ''
	},
	{
		header: '与户主关系',
		explanation: '选填，如：本人、配偶、子',
		width: 10,
		cell: ({ resident }) => resident?.relation ?? ''
	},
	{ header: '性别', explanation: '选填', width: 6, cell: genderCell },
	{ header: '出生日期', explanation: '选填，格式：1941-03-05', width: 13, cell: birthCell },
	{
		header: '身份证号',
		explanation: '必填，18位',
		width: 12,
		cell: ({ resident }) => (resident ? invented : '')
	},
	{
		header: '联系电话（多个用；隔开）',
		explanation: '选填',
		width: 24,
		cell: ({ household, resident, chance }) =>
			phonesCell(resident?.phone ?? household.phone, chance)
	},
	{ header: '人员类型', explanation: '选填：常住、流动', width: 10, cell: residencyCell },
	{
		header: '民族',
		explanation: '选填',
		width: 10,
		cell: ({ resident }) => resident?.ethnicity ?? ''
	},
	{
		header: '政治面貌',
		explanation: '选填',
		width: 10,
		cell: ({ resident }) => (resident ? invented : '')
	},
	{
		header: '婚姻状况',
		explanation: '选填',
		width: 10,
		cell: ({ resident }) => (resident ? invented : '')
	},
	{
		header: '重点类别',
		explanation: '选填，多个用；隔开，如：独居老人',
		width: 20,
		cell: ({ resident }) => resident?.tags.join('；') ?? ''
	},
	{
		header: '是否重点人员',
		explanation: '选填',
		width: 10,
		cell: ({ resident }) => (resident ? invented : '')
	},
	{
		header: '党员中心户',
		explanation: '选填：是、否',
		width: 10,
		cell: ({ household }) => (household.partyHub ? '是' : '')
	},
	{
		header: '方便时间',
		explanation: '选填',
		width: 14,
		cell: ({ household, resident }) =>
			resident === household.residents[0] ? household.bestTime : ''
	},
	{
		header: '常用语言',
		explanation: '选填',
		width: 10,
		cell: ({ household, resident }) =>
			resident === household.residents[0] && household.speaksMongolian ? '蒙古语' : ''
	},
	{
		header: '备注',
		explanation: '选填',
		width: 24,
		cell: ({ household, resident }) => resident?.note ?? household.note
	}
];

const tenureWords: Readonly<Record<string, string>> = {
	own: '自住',
	rented: '出租',
	vacant: '空置',
	business: '商用'
};

export const columnWidths = columns.map(({ width }) => ({ width }));
function genderCell({ resident, chance }: PersonRow): Cell {
	if (!resident || chance.percent(4)) return '';
	return resident.gender === 'male' ? '男' : '女';
}

/** As typed by several hands; some never asked. */
function birthCell({ resident, chance }: PersonRow): Cell {
	if (!resident || chance.percent(3)) return '';
	const { bornOn } = resident;
	const throwOf = chance.between(1, 100);
	if (throwOf <= 55) return bornOn;
	if (throwOf <= 70) return new Date(`${bornOn}T00:00:00.000Z`);
	if (throwOf <= 85) return bornOn.replaceAll('-', '');
	const [year = '', month = ''] = bornOn.split('-');
	return throwOf <= 95 ? `${year}年${Number(month)}月` : `${year}.${Number(month)}`;
}

function phonesCell(phone: string, chance: Chance): Cell {
	if (phone === '' || !chance.percent(6)) return phone;
	const second = `154${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;
	return `${phone}${chance.pick(['；', '，', '/', '、'])}${second}`;
}

function residencyCell({ household, resident, chance }: PersonRow): Cell {
	if (!resident) return '';
	if (household.tenure === 'rented') return '流动';
	if (chance.percent(4)) return '人户分离';
	return chance.percent(2) ? '' : '常住';
}
