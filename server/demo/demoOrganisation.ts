/**
 * Who acts in the demo community: units, people with their posts, party branches, as the community
 * lead would keep them in a table. Every name is made up.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { addDays } from '#lib/domain/calendar.ts';
import { buildingName } from '#lib/domain/doorId.ts';
import { openChance } from './chance.ts';
import type { Chance } from './chance.ts';
import { demoCommunity, demoPlaces } from './demoCommunity.ts';
import { names } from './demoData.ts';

export interface DemoUnit {
	code: string;
	name: string;
	kind: string;
	estates: string[];
	/** Names of categories or of whole groups. */
	categories: string[];
}

export const demoUnits: readonly DemoUnit[] = [
	{
		code: 'wy-xingkang',
		name: '兴康物业',
		kind: '物业',
		estates: ['兴康小区', '兴康南院', '兴康平房院'],
		categories: []
	},
	{ code: 'wy-herun', name: '和润物业', kind: '物业', estates: ['和润家园'], categories: [] },
	{
		code: 'wy-jiahe',
		name: '嘉和物业',
		kind: '物业',
		estates: ['青松园', '电业大院'],
		categories: []
	},
	{ code: 'bm-ranqi', name: '燃气公司', kind: '部门', estates: [], categories: ['燃气'] },
	{
		code: 'bm-chengguan',
		name: '城管执法中队',
		kind: '部门',
		estates: [],
		categories: ['市容与违建', '停车与充电']
	},
	{ code: 'bm-reli', name: '供热公司', kind: '部门', estates: [], categories: ['供暖不热/停暖'] },
	{
		code: 'zy-xingkang',
		name: '志愿服务队',
		kind: '志愿服务队',
		estates: [],
		categories: ['文体与活动']
	},
	{
		code: 'yl-yinling',
		name: '银龄互助队',
		kind: '银龄互助',
		estates: [],
		categories: ['一老一小与帮扶']
	}
];

export interface DemoPerson {
	account: string;
	name: string;
	post: string;
	/** Grids, buildings or a unit, as people write them. */
	scope: string;
	from: string;
	until: string;
}

const gridWorkers = ['苏日娜', '刘艳', '韩志明', '图雅', '白海燕'];
/** How many heads look after one building only; the others after two. */
const singleBuildings: ReadonlySet<string> = new Set(['和润家园 1', '和润家园 2']);

export interface DemoHead {
	account: string;
	grid: number;
	estate: string;
	buildings: string[];
}

/** 63 buildings, 35 heads; one head's buildings stand in one estate and grid. */
export const demoHeads: readonly DemoHead[] = headsOf();

/** Codes of the estates, as the importer gets them from their pinyin. */
export const estateCodes: Readonly<Record<string, string>> = {
	兴康小区: 'xk',
	兴康南院: 'xkny',
	电业大院: 'dydy',
	兴康平房院: 'xkpfy',
	青松园: 'qsy',
	和润家园: 'hrjy'
};

/** Who looks after a building. */
export function headOf(buildingKey: string, grid: string): DemoHead | undefined {
	const [code = '', building = ''] = buildingKey.split('/');
	return demoHeads.find(
		(head) =>
			estateCodes[head.estate] === code &&
			head.grid === Number(grid.slice(-2)) &&
			head.buildings.includes(building)
	);
}

export function demoPeople(today: Day): DemoPerson[] {
	const chance = openChance('who acts in the demo');
	const taken = new Set(gridWorkers);
	const always = { from: '', until: '' };
	const one = (account: string, post: string, scope: string, age: 'elder' | 'adult' = 'adult') => ({
		...{ account, post, scope, ...always },
		name: newName(chance, age, taken)
	});
	const heads = demoHeads.map((head) => one(head.account, '楼栋长', scopeOf(head), 'elder'));
	const [first, second] = heads;
	const standIn =
		first && second
			? [{ ...second, scope: first.scope, from: addDays(today, -3), until: addDays(today, 11) }]
			: [];
	return [
		...gridWorkers.map((name, at) => ({
			...{ account: `wangge${at + 1}`, name, post: '网格员', ...always },
			scope: demoCommunity.grids[at]?.label ?? ''
		})),
		...[1, 2].map((number) => one(`shequ${number}`, '社区工作者', '')),
		one('shuji', '社区书记', ''),
		one('jiedao', '街道工作人员', demoCommunity.street),
		one('zhan', '同步站管理员', ''),
		...demoUnits.slice(0, 3).map(({ name }, at) => one(`wuye${at + 1}`, '物业', name)),
		...demoUnits.slice(3, 6).map(({ name }, at) => one(`bumen${at + 1}`, '部门', name)),
		...heads,
		...standIn,
		...[1, 2, 3].map((number) => one(`xinxiyuan${number}`, '流动信息员', ''))
	];
}

/** 社区党委—网格党支部—楼栋党小组; the six 党员中心户 are marked in the register. */
export const demoBranches: readonly { name: string; scope: string }[] = [
	{ name: '兴康社区党委', scope: '兴康社区' },
	{ name: '第一网格党支部', scope: '第1网格' },
	{ name: '第二网格党支部', scope: '第2网格' },
	{ name: '第四网格党支部', scope: '第4网格' },
	{ name: '兴康小区3号楼党小组', scope: '兴康小区3号楼' },
	{ name: '青松园1号楼党小组', scope: '青松园1号楼' }
];

function headsOf(): DemoHead[] {
	const heads: DemoHead[] = [];
	const seen = new Set<string>();
	for (const { grid, estate, building } of demoPlaces()) {
		const key = `${estate} ${building}`;
		if (seen.has(key)) continue;
		seen.add(key);
		const last = heads.at(-1);
		const fits =
			last?.grid === grid &&
			last.estate === estate &&
			last.buildings.length === 1 &&
			!singleBuildings.has(`${estate} ${last.buildings[0] ?? ''}`);
		if (fits) last.buildings.push(building);
		else
			heads.push({ account: `louzhang${heads.length + 1}`, grid, estate, buildings: [building] });
	}
	return heads;
}

function scopeOf({ estate, buildings }: DemoHead): string {
	return buildings.map((building) => buildingName(estate, building)).join('、');
}

function newName(chance: Chance, age: 'elder' | 'adult', taken: Set<string>): string {
	for (;;) {
		const given = names[age][chance.percent(60) ? 'female' : 'male'];
		const name = chance.pick(names.surnames.common) + chance.pick(given);
		if (taken.has(name)) continue;
		taken.add(name);
		return name;
	}
}
