import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { tierOf } from '#lib/domain/care.ts';
import { doorIdOf } from '#lib/domain/doorId.ts';
import { doorPattern } from '#lib/domain/ids.ts';
import { findHeader, isExplanationRow } from '#lib/domain/rosterColumns.ts';
import type { RosterEntry } from '#lib/domain/rosterRow.ts';
import { readRosterRow } from '#lib/domain/rosterRow.ts';
import { demoAccounts } from './accounts.ts';
import { demoCommunity } from './demoCommunity.ts';
import { makeDemoRoster } from './demoRoster.ts';
import { demoRosterRows, leftOut, refusedRows } from './rosterRows.ts';
import { demoRosterXlsx } from './rosterSpreadsheet.ts';

const today = '2026-11-23';
const roster = makeDemoRoster(today);
const rows = demoRosterRows(roster);
const residents = roster.households.flatMap((household) => household.residents);
const header = findHeader(rows.map((row) => row.map(String)))!;
const read = rows.slice(header.row + 2).map((cells) => readRosterRow(cells, { header, today }));
const taken = read.flatMap((entry): RosterEntry[] => (entry.ok ? [entry.value] : []));
const doorOf = ({ address, grid }: RosterEntry) =>
	doorIdOf(`${demoCommunity.id}-0${grid}`, `e${address.estate.length}`, address) + address.estate;
const count = (things: readonly string[]) => {
	const counts: Record<string, number> = {};
	for (const thing of things) counts[thing] = (counts[thing] ?? 0) + 1;
	return counts;
};

describe('the demo community', () => {
	test('has the name and code of the public table, and the figures of the article', () => {
		expect(demoCommunity).toMatchObject({
			id: '150105001019',
			name: '兴康社区',
			street: '人民路街道',
			district: '赛罕区'
		});
		const buildings = new Set(roster.households.map((h) => `${h.estate} ${h.building}`));
		const minority = residents.filter(({ ethnicity }) => ethnicity !== '汉族');
		expect({
			grids: demoCommunity.grids.length,
			buildings: buildings.size,
			heads: roster.buildingHeads.length,
			households: roster.households.length,
			residents: residents.length,
			minorities: new Set(minority.map(({ ethnicity }) => ethnicity)).size,
			minorityPercent: ((100 * minority.length) / residents.length).toFixed(2),
			hubs: roster.households.filter(({ partyHub }) => partyHub).length
		}).toEqual({
			grids: 5,
			buildings: 63,
			heads: 35,
			households: 2758,
			residents: 7041,
			minorities: 10,
			minorityPercent: '24.57',
			hubs: 6
		});
	});

	test('has 35 building heads for its 63 buildings, each in one grid', () => {
		const buildings = roster.buildingHeads.flatMap((head) => head.buildings);
		expect(new Set(buildings).size).toBe(63);
		const names = new Set(residents.map(({ name }) => name));
		for (const head of roster.buildingHeads) expect(names).toContain(head.name);
	});

	test('spreads evenly over grids, with vacant and rented doors, houses and shops', () => {
		expect(count(roster.households.map(({ grid }) => String(grid)))).toEqual({
			1: 550,
			2: 550,
			3: 550,
			4: 552,
			5: 556
		});
		expect(count(roster.households.map(({ type }) => type))).toEqual({
			flat: 2626,
			bungalow: 36,
			shop: 96
		});
		const tenures = count(roster.households.map(({ tenure }) => tenure));
		expect(tenures).toMatchObject({ vacant: 112, business: 96 });
		expect(tenures.rented).toBeGreaterThan(300);
	});

	test('is the same for the same seed and another for another', () => {
		expect(makeDemoRoster(today)).toEqual(roster);
		expect(makeDemoRoster(today, 'other').households).not.toEqual(roster.households);
	});

	test('has one grid worker per grid', () => {
		expect(demoAccounts.map(({ name }) => name)).toEqual([
			'wangge1',
			'wangge2',
			'wangge3',
			'wangge4',
			'wangge5'
		]);
		expect(demoAccounts.map(({ grants }) => grants)).toEqual(
			demoCommunity.grids.map(({ id }) => [{ role: 'grid_worker', scope: id }])
		);
	});
});

describe('its spreadsheet', () => {
	test('[I1] [I3] has a title, a header and a row that explains it', () => {
		expect(header.row).toBe(1);
		expect(isExplanationRow(rows[2]!.map(String))).toBe(true);
		expect(isExplanationRow(rows[3]!.map((cell) => String(cell ?? '')))).toBe(false);
	});

	test('[I2] has columns that must not come in', () => {
		expect(header.dropped.map(({ header: name, reason }) => [name, reason])).toEqual([
			['序号', 'unknown'],
			['身份证号', 'id_number'],
			['政治面貌', 'political'],
			['婚姻状况', 'marital'],
			['是否重点人员', 'control']
		]);
	});

	test('[I12] has exactly the rows to be refused that are documented', () => {
		const refusals = read.flatMap((entry) => (entry.ok ? [] : [entry.refusal.kind]));
		expect(refusals).toEqual(refusedRows.map(({ refusal }) => refusal));
	});

	test('[D20] [I4] read row by row it is the whole community', () => {
		const people = taken.flatMap(({ resident }) => (resident ? [resident] : []));
		expect(new Set(taken.map(doorOf)).size).toBe(2758);
		expect(people).toHaveLength(7041);
		const minority = people.filter(({ ethnicity }) => ethnicity !== '01');
		expect(((100 * minority.length) / people.length).toFixed(2)).toBe('24.57');
		for (const entry of taken.slice(0, 500)) {
			const door = doorIdOf(`${demoCommunity.id}-0${entry.grid}`, 'xk', entry.address);
			expect(door).toMatch(doorPattern);
		}
	});

	test('[I10] its care tags are those of a community of seven thousand', () => {
		const tags = taken.flatMap(({ resident }) => resident?.careTags ?? []);
		expect(count(tags)).toEqual({
			elder_alone_80: 46,
			elder_empty_nest_80: 76,
			critical_illness_elder: 12,
			elder_alone: 118,
			elder_disabled: 34,
			extreme_poverty: 4,
			lost_only_child: 9,
			orphan: 1,
			child_hardship: 7,
			disabled: 96,
			low_income: 63,
			left_behind: 5,
			veteran: 88,
			pregnant_infant: 41
		});
		const tiers = new Map<string, string[]>();
		for (const entry of taken) {
			const door = doorOf(entry);
			tiers.set(door, [...(tiers.get(door) ?? []), ...(entry.resident?.careTags ?? [])]);
		}
		expect(count([...tiers.values()].map(tierOf)).high).toBe(96);
	});

	test('[I5] [I6] has blank genders and phones, points in names, and several phones', () => {
		const people = taken.flatMap(({ resident }) => (resident ? [resident] : []));
		const share = (some: unknown[]) => (100 * some.length) / people.length;
		expect(share(people.filter(({ gender }) => gender === 'unknown'))).toBeGreaterThan(2);
		expect(share(people.filter(({ phone }) => phone === ''))).toBeGreaterThan(10);
		expect(people.filter(({ name }) => name.includes('·')).length).toBeGreaterThan(20);
		expect(taken.filter(({ household }) => household.phones.length > 1).length).toBeGreaterThan(50);
	});

	test('[I8] [I10] [I11] what rows may not bring is left out and counted', () => {
		const kinds = count(taken.flatMap(({ notTaken }) => notTaken.map(({ kind }) => kind)));
		expect(kinds).toEqual({
			control_label: leftOut.controlLabels,
			id_number_in_note: leftOut.idNumbersInNotes,
			phone_unreadable: leftOut.unreadablePhones
		});
		expect(JSON.stringify(taken)).not.toContain('演示');
	});

	test('[D20] doors are written in many ways', () => {
		const addresses = rows.slice(3).map((row) => String(row[3]));
		const ways = [
			/^\d+号楼\d单元\d+$/,
			/#楼/,
			/^\d+-\d+-\d+$/,
			/^[一二三四五六七八九十]+号楼/,
			/栋/,
			/号楼 /,
			/＃/
		];
		for (const way of [...ways, /排/, /底商/]) {
			expect(addresses.filter((address) => way.test(address)).length, String(way)).toBeGreaterThan(
				20
			);
		}
	});

	test('[I9] is an XLSX file that reads back as it was written', async () => {
		const [sheet] = await readXlsxFile(await demoRosterXlsx(today));
		expect(sheet?.data.length).toBe(rows.length);
		expect(sheet?.data[1]).toEqual(rows[1]);
		const again = (sheet?.data ?? [])
			.slice(header.row + 2)
			.map((cells) => readRosterRow(cells, { header, today }));
		expect(again).toEqual(read);
	});
});
