import { beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { AccessStore } from '../access/accessStore.ts';
import { grantsOfToday } from '../access/grantsOfToday.ts';
import { openMemoryAccessStore } from '../access/memoryAccessStore.ts';
import { hashPassword } from '../access/passwords.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import { readSheetAs } from '../admin/readSheet.ts';
import { SheetRefused } from '../admin/sheetRefusal.ts';
import { fileSentence } from '../admin/sheetWords.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { readOrganisationRows } from './organisationReading.ts';
import { openOrganiser } from './organiser.ts';
import type { Organiser, OrganisationProposal } from './organiser.ts';
import { organisationText, sentenceOf } from './organisationText.ts';

const id = '150105001019';
const community = {
	...{ id, name: '兴康社区', street: '人民路街道', phone: '', demo: false },
	grids: [1, 2].map((n) => ({ id: `${id}-0${n}`, label: `第${n}网格` }))
};
const cheap = { logN: 4, r: 8, p: 1 };
type Rows = string[][];
interface Table {
	单位?: Rows;
	人员?: Rows;
	党组织?: Rows;
}
const headers = {
	单位: ['单位名称*', '类别', '电话', '小区', '诉求类别', '代码'],
	人员: ['姓名', '账号', '岗位', '范围', '电话', '起', '止'],
	党组织: ['范围', '名称（全称）']
};

async function xlsx(table: Table): Promise<Uint8Array> {
	const sheets = (Object.keys(headers) as (keyof Table)[]).flatMap((sheet) => {
		const rows = table[sheet];
		if (!rows) return [];
		const data = [[`兴康社区${sheet}表`], headers[sheet], ...rows].map((cells) =>
			cells.map((value) => ({ value }))
		);
		return [{ sheet, data }];
	});
	return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

/** As the worker does; only where the worker itself is meant it takes part. */
async function read(file: Uint8Array) {
	try {
		return accepted(await readOrganisationRows(Buffer.from(file)));
	} catch (error) {
		if (error instanceof SheetRefused) return refused(error.refusal);
		throw error;
	}
}

describe('the organisation’s table', () => {
	let ledger: DocumentStore;
	let access: AccessStore;
	let raw: AccessStore;
	let organiser: Organiser;
	let notes: string[];
	let nowMs = Date.parse('2026-11-23T02:00:00.000Z');

	beforeEach(async () => {
		const storage = openMemoryStorage();
		await storage.create(`ledger-${id}`);
		ledger = (await storage.open(`ledger-${id}`))!;
		const doors = [
			['01', '兴康小区', 'xk', '3'],
			['01', '兴康小区', 'xk', '4'],
			['01', '兴康小区', 'xk', '5'],
			['02', '和润家园', 'hrjy', '1'],
			['02', '兴康平房院', 'xkpfy', '2排']
		].map(([grid, estate, code, building]) => {
			const door = `${id}-${grid}/${code}/${building}-1-101`;
			const where = { _id: `door:${door}`, door, grid: `${id}-${grid}`, estate: estate! };
			return sampleDocument('door', sha256, { ...where, building: building! });
		});
		await ledger.write(doors.map(editOf), { newEdits: false });
		raw = openMemoryAccessStore();
		access = grantsOfToday(raw, () => nowMs);
		access.saveCommunity(community);
		notes = [];
		organiser = openOrganiser({
			...{ storage, access, cost: cheap, nowMs: () => nowMs, community: () => community },
			read,
			allAccounts: () => raw.accounts(),
			audit: { note: (event, _by, facts) => notes.push(`${event} ${String(facts?.account)}`) }
		});
	});

	async function propose(table: Table): Promise<OrganisationProposal> {
		const proposal = await organiser.propose(await xlsx(table));
		if (!proposal.ok) throw new Error(proposal.refusal.kind);
		return proposal.value;
	}
	async function take(table: Table) {
		nowMs += 60_000;
		const { id: named, report } = await propose(table);
		const confirmation = await organiser.confirm(named);
		if (confirmation.kind !== 'done') throw new Error(confirmation.kind);
		return { report, passwords: confirmation.passwords };
	}
	const newest = async () =>
		(await documentsOf(ledger, 'organisation')).sort((a, b) => (a.clock < b.clock ? 1 : -1))[0]!;
	const grantsOf = (name: string) => access.account(name)?.grants;
	const refusals = async (table: Table) => (await propose(table)).report.refused.map(sentenceOf);

	const units: Rows = [
		['和润物业', '物业公司', '0471-0000001', '和润家园', '', ''],
		['燃气公司', '部门', '', '', '燃气', 'bm-ranqi'],
		['银龄互助队', '银龄互助', '', '', '一老一小与帮扶、文体与活动', '']
	];
	const people: Rows = [
		['苏日娜', 'wangge1', '网格员', '第1网格', '', '', ''],
		['马玉梅', 'louzhang1', '楼栋长', '兴康小区3号楼、5栋', '', '', ''],
		['马玉梅', 'louzhang1', '楼栋长', '和润家园1号楼', '', '2026-11-20', '2026年12月5日'],
		['徐雅', 'wuye1', '物业经理', '和润物业', '', '', ''],
		['田辉', 'bumen1', '部门', 'bm-ranqi', '', '', ''],
		['唐玲', 'xin1', '流动信息员', '', '', '', ''],
		['郑娜', 'shuji', '社区党委书记', '', '', '', ''],
		['曾晨', 'jiedao', '街道', '', '', '', ''],
		['曾涛', 'shequ1', '社区工作者', '', '', '', '']
	];
	const branches: Rows = [
		['兴康社区', '兴康社区党委'],
		['第1网格', '第一网格党支部'],
		['和润家园1号楼', '和润家园1号楼党小组']
	];
	const table = { 单位: units, 人员: people, 党组织: branches };

	test('[O60] [O63] is read from a sheet for each kind; one account holds many posts', async () => {
		const { report } = await take(table);
		expect(report.refused).toEqual([]);
		const { units: kept, posts, branches: party } = await newest();
		expect(
			kept.map(({ code, kind, estates, categories }) => [code, kind, estates, categories])
		).toEqual([
			['wy-herun', 'property', ['hrjy'], []],
			['bm-ranqi', 'department', [], ['utility.gas']],
			['yl-yinlinghuzhudui', 'care_group', [], ['care', 'culture']]
		]);
		expect(posts).toHaveLength(10);
		expect(party).toEqual([
			{ scope: id, name: '兴康社区党委' },
			{ scope: `${id}-01`, name: '第一网格党支部' },
			{ scope: `${id}-02/hrjy/1`, name: '和润家园1号楼党小组' }
		]);
		expect(grantsOf('louzhang1')).toEqual([
			{ role: 'building_head', scope: `${id}-01/xk/3` },
			{ role: 'building_head', scope: `${id}-01/xk/5` },
			{
				...{ role: 'building_head', scope: `${id}-02/hrjy/1` },
				...{ from: '2026-11-20', until: '2026-12-05' }
			}
		]);
		expect(grantsOf('wuye1')).toEqual([{ role: 'handler_property', scope: `${id}/wy-herun` }]);
		expect(grantsOf('bumen1')).toEqual([{ role: 'handler_dept', scope: `${id}/bm-ranqi` }]);
		expect(grantsOf('xin1')).toEqual([{ role: 'informant', scope: `${id}/xin1` }]);
		expect(grantsOf('jiedao')).toEqual([{ role: 'street_staff', scope: '150105001' }]);
		expect(grantsOf('shuji')).toEqual([{ role: 'community_lead', scope: id }]);
	});

	test('[O60] [I16] is read in the worker, within its limits', async () => {
		const file = await xlsx(table);
		const rows = await readSheetAs('organisation', file);
		expect(rows).toEqual(await read(file));
		expect(rows).toMatchObject({ ok: true });
		expect(await readSheetAs('organisation', file, { limitMs: 1 })).toMatchObject({
			refusal: { kind: 'took_too_long' }
		});
	});

	test('[O60] is read from one table whose rows say what they are', async () => {
		const data = [
			['类型', '名称', '类别', '姓名', '账号', '职务', '负责范围'],
			['必填，例如人员', '选填', '选填', '选填', '选填', '选填', '选填'],
			['单位', '和润物业', '物业', '', '', '', ''],
			['人员', '', '', '徐雅', 'wuye1', '物业', '和润物业'],
			['党组织', '第二网格党支部', '', '', '', '', '2网格']
		].map((cells) => cells.map((value) => ({ value })));
		const file = new Uint8Array(await writeExcelFile([{ sheet: 'Sheet1', data }]).toBuffer());
		const proposal = await organiser.propose(file);
		expect(proposal).toMatchObject({ ok: true, value: { report: { rows: 3, refused: [] } } });
		if (proposal.ok) await organiser.confirm(proposal.value.id);
		const { units: kept, posts, branches: party } = await newest();
		expect([kept.length, posts.length, party[0]?.scope]).toEqual([1, 1, `${id}-02`]);
	});

	test('[O61] nothing is written before a yes, and the same table again changes nothing', async () => {
		const proposal = await propose(table);
		expect(proposal.changesNothing).toBe(false);
		expect(organisationText(proposal.report)).toContain('新账号（8 个');
		expect(await documentsOf(ledger, 'organisation')).toEqual([]);
		expect(access.accounts()).toEqual([]);
		expect(await organiser.confirm('another')).toEqual({ kind: 'unknown' });
		await organiser.confirm(proposal.id);
		const before = [...access.accounts()];
		const again = await propose({ ...table, 人员: people.slice().reverse() });
		expect(again.changesNothing).toBe(true);
		expect(await organiser.confirm(again.id)).toEqual({ kind: 'done', passwords: [] });
		expect(await documentsOf(ledger, 'organisation')).toHaveLength(1);
		expect(access.accounts()).toEqual(before);
	});

	test('[O61] what changed meanwhile is shown before it is written', async () => {
		const proposal = await propose(table);
		const grants = [{ role: 'grid_worker' as const, scope: `${id}-02` }];
		access.saveAccount(
			{ name: 'wangge1', displayName: '别人', grants, demo: false },
			await hashPassword('long enough', cheap)
		);
		expect(await organiser.confirm(proposal.id)).toMatchObject({ kind: 'changed' });
		expect(await documentsOf(ledger, 'organisation')).toEqual([]);
	});

	test.each<[string, string, Table]>([
		[
			'scope',
			'找不到这个范围（网格、楼栋或单位）（兴康小区9号楼）',
			{ 人员: [['甲乙', 'a1', '楼长', '兴康小区9号楼']] }
		],
		['role', '岗位不认识', { 人员: [['甲乙', 'a1', '会计', '']] }],
		['no scope', '没有写范围', { 人员: [['甲乙', 'a1', '网格员', '']] }],
		['account', '账号只用字母', { 人员: [['甲乙', 'a 1/2', '社区工作者', '']] }],
		['name', '姓名不像姓名（138）', { 人员: [['138', 'a1', '社区工作者', '']] }],
		['day', '日期读不懂', { 人员: [['甲乙', 'a1', '网格员', '1', '', '下个月', '']] }],
		[
			'days',
			'“止”早于“起”',
			{ 人员: [['甲乙', 'a1', '网格员', '1', '', '2026-12-02', '2026-12-01']] }
		],
		['estate', '花名册里没有这个小区（月亮湾）', { 单位: [['甲物业', '物业', '', '月亮湾']] }],
		['category', '没有这个诉求类别（修飞船）', { 单位: [['甲局', '部门', '', '', '修飞船']] }],
		['class', '单位类别要写物业', { 单位: [['甲局', '其他']] }],
		['code', '代码只用小写字母', { 单位: [['甲局', '部门', '', '', '', '甲局']] }],
		['phone', '电话读不懂', { 单位: [['甲局', '部门', '问老王']] }],
		['place of a branch', '找不到这个范围', { 党组织: [['月球', '月球党支部']] }]
	])(
		'[O62] a row with a wrong %s is refused with its number and reason',
		async (_of, words, wrong) => {
			const [sentence, ...others] = await refusals(wrong);
			expect(others).toEqual([]);
			expect(sentence).toMatch(/^“(单位|人员|党组织)”第 3 行：/);
			expect(sentence).toContain(words);
		}
	);

	test('[O62] two names under one account, and one post twice, are refused; the rest goes on', async () => {
		const sentences = await refusals({
			人员: [
				['甲乙', 'a1', '社区工作者', ''],
				['丙丁', 'a1', '网格员', '第1网格'],
				['甲乙', 'a1', '社区工作者', '']
			]
		});
		expect(sentences).toEqual([
			'“人员”第 4 行：同一个账号写了两个姓名（甲乙）',
			'“人员”第 5 行：同一个人的同一个岗位写了两次（兴康社区）'
		]);
	});

	test('[O62] a row that is refused takes nothing from its account or unit', async () => {
		await take(table);
		const broken = people.map((row) =>
			row[1] === 'wuye1' ? ['徐雅', 'wuye1', '物业', '没有的物业', '', '', ''] : row
		);
		const worse = units.map((row) =>
			row[0] === '和润物业' ? ['和润物业', '？', '', '', ''] : row
		);
		const { report } = await take({ ...table, 人员: broken, 单位: worse });
		expect(report.refused).toHaveLength(2);
		expect(grantsOf('wuye1')).toEqual([{ role: 'handler_property', scope: `${id}/wy-herun` }]);
		const { units: kept, posts } = await newest();
		expect(kept.map(({ code }) => code)).toContain('wy-herun');
		expect(posts.map(({ account }) => account)).toContain('wuye1');
	});

	test('[O64] buildings are named as people write them, and only those of the register', async () => {
		const written = '兴康小区3-5号楼、兴康平房院2排，和润家园1#';
		const { report } = await take({ 人员: [['甲乙', 'a1', '单元长', written]] });
		expect(report.refused).toEqual([]);
		expect(grantsOf('a1')?.map(({ scope }) => scope.slice(13))).toEqual([
			'01/xk/3',
			'01/xk/4',
			'01/xk/5',
			'02/xkpfy/2排',
			'02/hrjy/1'
		]);
	});

	test('[O65] who is out of the table loses what the table gave, and nothing else', async () => {
		const grants = [{ role: 'station_keeper' as const, scope: id }];
		access.saveAccount(
			{ name: 'zhan', displayName: '站', grants, demo: false },
			await hashPassword('long enough', cheap)
		);
		await take(table);
		const { report } = await take({ ...table, 人员: people.slice(0, -2) });
		expect(organisationText(report)).toContain('jiedao 曾晨：收回 街道 人民路街道');
		expect(grantsOf('jiedao')).toEqual([]);
		expect(grantsOf('shequ1')).toEqual([]);
		expect(grantsOf('zhan')).toEqual(grants);
		expect(notes).toContain('grants_changed jiedao');
		expect(notes.filter((note) => note.endsWith('zhan'))).toEqual([]);
	});

	test('[O65] who moved has the new place and not the old one', async () => {
		await take(table);
		const moved = people.map((row) =>
			row[1] === 'wangge1' ? ['苏日娜', 'wangge1', '网格员', '第2网格', '', '', ''] : row
		);
		await take({ ...table, 人员: moved });
		expect(grantsOf('wangge1')).toEqual([{ role: 'grid_worker', scope: `${id}-02` }]);
	});

	test('[O63] [O65] a stand-in to come, or that ended, is no change; who moved hands in meanwhile', async () => {
		const days = (from: string, until: string): Rows => [
			...people,
			['曾涛', 'shequ1', '网格员', '第2网格', '', from, until]
		];
		await take({ ...table, 人员: days('2026-12-20', '2026-12-31') });
		const grid = { role: 'grid_worker', scope: `${id}-02` };
		expect(grantsOf('shequ1')).not.toContainEqual(expect.objectContaining(grid));
		const later = { ...table, 人员: days('2026-12-20', '2026-12-31') };
		expect((await propose(later)).changesNothing).toBe(true);
		nowMs = Date.parse('2026-12-21T02:00:00.000Z');
		expect(grantsOf('shequ1')).toContainEqual(expect.objectContaining(grid));
		nowMs = Date.parse('2027-01-02T02:00:00.000Z');
		expect(grantsOf('shequ1')).not.toContainEqual(expect.objectContaining(grid));
		expect((await propose(later)).changesNothing).toBe(true);
		const moved = people.map((row) => (row[1] === 'wangge1' ? row.with(3, '第2网格') : row));
		await take({ ...table, 人员: moved });
		expect(access.account('wangge1')?.ended).toEqual([
			{ role: 'grid_worker', scope: `${id}-01`, until: '2027-01-01' }
		]);
		expect((await propose({ ...table, 人员: moved })).changesNothing).toBe(true);
		nowMs = Date.parse('2026-11-23T02:00:00.000Z');
	});

	test('[O66] new accounts get a password of their own, once; nobody’s is changed', async () => {
		const { passwords } = await take(table);
		expect(passwords).toHaveLength(8);
		expect(new Set(passwords.map(({ password }) => password)).size).toBe(8);
		expect(passwords.every(({ password }) => /^[a-z0-9]{12}$/.test(password))).toBe(true);
		const hash = access.passwordHash('wuye1');
		const more = [...people, ['新来', 'shequ2', '社区工作者', '', '', '', '']];
		const second = await take({ ...table, 人员: more });
		expect(second.passwords.map(({ name }) => name)).toEqual(['shequ2']);
		expect(access.passwordHash('wuye1')).toBe(hash);
		expect(notes.filter((note) => note.startsWith('account_added'))).toHaveLength(9);
	});

	test('[O67] an identity number takes the whole row with it, and the directory can be read', async () => {
		const [sentence] = await refusals({
			人员: [['甲乙', 'a1', '楼栋长', '兴康小区3号楼 150105194105063429']]
		});
		expect(sentence).toContain('含有身份证号，整行不取');
		await take(table);
		const document = await newest();
		expect(parseDocument(document).ok).toBe(true);
		expect(document).toMatchObject({ author: 'station', device: 'station', grid: `${id}-00` });
		expect(Object.keys(document)).not.toContain('deviceSeq');
	});

	test('[O67] an account for programs is nobody’s', async () => {
		access.saveAccount(
			{ name: 'robot', displayName: 'robot', grants: [], couch: 'member', demo: false },
			await hashPassword('long enough', cheap)
		);
		expect(await refusals({ 人员: [['甲乙', 'robot', '社区工作者', '']] })).toEqual([
			'“人员”第 3 行：这个账号是给程序用的，不能给人（robot）'
		]);
	});

	test('[O68] a code once given stays with the unit’s name', async () => {
		await take({ 单位: [['和润物业', '物业', '', '', '', 'wy-first']] });
		await take({
			单位: [
				['和润物业', '物业'],
				['新和润物业', '物业']
			]
		});
		expect((await newest()).units.map(({ code }) => code)).toEqual(['wy-first', 'wy-xinherun']);
	});

	test('[O60] a file that is something else, or too long for the directory, is one sentence', async () => {
		const other = await writeExcelFile([[{ value: '会议记录' }]], {}).toBuffer();
		const strange = await organiser.propose(new Uint8Array(other));
		expect(strange).toMatchObject({ ok: false, refusal: { kind: 'no_organisation' } });
		const many = Array.from({ length: 101 }, (_, at) => [`第${at}公司`, '部门']);
		const long = await organiser.propose(await xlsx({ 单位: many }));
		expect(long).toMatchObject({ ok: false, refusal: { kind: 'too_many_entries' } });
		for (const one of [strange, long]) {
			if (!one.ok) expect(fileSentence(one.refusal)).toMatch(/^[^\n]{5,90}$/);
		}
	});
});
