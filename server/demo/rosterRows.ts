/**
 * The demo roster as the rows of a spreadsheet, in the shape communities keep: a title, a header, a
 * row that explains it, one person per row, columns that must not come in, and rows that nobody
 * could place. What is forbidden is filled with words, never with anything that looks real.
 */
import type { RosterRefusal } from '#lib/domain/rosterRow.ts';
import { openSpelling } from './addressSpelling.ts';
import { openChance } from './chance.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { DemoRoster } from './demoRoster.ts';
import { demoSeed } from './demoRoster.ts';
import type { Cell, PersonRow } from './sheetColumns.ts';
import { columns } from './sheetColumns.ts';

const rosterTitle = `${demoCommunity.name}人口台账（演示数据，人名电话均为虚构）`;

/** Rows that nobody could place, and why each of them is refused. */
export const refusedRows: readonly {
	/** Where they stand among the rows of people. */
	before: number;
	cells: Readonly<Record<string, string>>;
	refusal: RosterRefusal['kind'];
}[] = [
	{
		before: 40,
		cells: { 所属网格: '第1网格', 小区名称: '兴康小区', 门牌地址: '7号楼', '姓名 *': '王小演' },
		refusal: 'room_missing'
	},
	{
		before: 800,
		cells: { 所属网格: '第1网格', 小区名称: '兴康小区', 门牌地址: '1幢-10幢', '姓名 *': '李小演' },
		refusal: 'address_range'
	},
	{
		before: 1_900,
		cells: {
			所属网格: '第2网格',
			小区名称: '兴康小区',
			门牌地址: '14号楼1单元101',
			'姓名 *': '15400'
		},
		refusal: 'name_unreadable'
	},
	{
		before: 3_000,
		cells: {
			所属网格: '东片',
			小区名称: '电业大院',
			门牌地址: '2号楼1单元101',
			'姓名 *': '赵小演'
		},
		refusal: 'grid_unreadable'
	},
	{
		before: 4_200,
		cells: { 所属网格: '第3网格', 小区名称: '兴康南院', 门牌地址: '501室', '姓名 *': '周小演' },
		refusal: 'building_missing'
	},
	{
		before: 5_500,
		cells: { 所属网格: '第4网格', 门牌地址: '不清楚', '姓名 *': '吴小演' },
		refusal: 'address_unreadable'
	}
];

/** Title, header, explanation, then people and doors. */
export function demoRosterRows(roster: DemoRoster, seed = demoSeed): Cell[][] {
	const chance = openChance(`${seed} rows`);
	const spelling = openSpelling(chance);
	const people = roster.households.flatMap((household) => {
		const residents = household.residents.length > 0 ? household.residents : [undefined];
		return residents.map((resident) => ({ household, resident }));
	});
	const rows = people.map(({ household, resident }, at) => {
		const address = spelling(household);
		const row: PersonRow = { number: at + 1, household, resident, address, chance };
		return columns.map(({ cell }) => blankToNull(cell(row)));
	});
	sprinkle(rows);
	for (const { before, cells } of [...refusedRows].reverse()) {
		rows.splice(
			before,
			0,
			columns.map(({ header }) => cells[header] ?? null)
		);
	}
	return [
		[rosterTitle, ...Array.from({ length: columns.length - 1 }, () => null)],
		columns.map(({ header }) => header),
		columns.map(({ explanation }) => explanation),
		...rows
	];
}

/** What an importer has to leave out of rows that it takes; the identity number is of nobody. */
export const leftOut = { controlLabels: 2, idNumbersInNotes: 1, unreadablePhones: 3 } as const;

function sprinkle(rows: Cell[][]): void {
	const at = (header: string) => columns.findIndex((column) => column.header === header);
	const put = (row: number, header: string, value: string) => {
		const cells = rows[row];
		if (cells) cells[at(header)] = value;
	};
	const untagged = rows
		.map((cells, row) => ({ cells, row }))
		.filter(({ cells }) => cells[at('重点类别')] === null && cells[at('姓名 *')] !== null);
	const rowOf = (number: number) => untagged[number]?.row ?? 0;
	put(rowOf(500), '重点类别', '管控对象（演示）');
	put(rowOf(2_500), '重点类别', '上访户（演示）');
	put(rowOf(1_500), '备注', '证号000000194910010012（演示）');
	put(rowOf(600), '联系电话（多个用；隔开）', '见楼长');
	put(rowOf(1_600), '联系电话（多个用；隔开）', '154000');
	put(rowOf(2_600), '联系电话（多个用；隔开）', '微信联系');
}

function blankToNull(cell: Cell): Cell {
	return cell === '' ? null : cell;
}
