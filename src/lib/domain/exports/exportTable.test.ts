// A table says what was recorded in a department's words and order, and no more of people than it may.
import { describe, expect, test } from 'vitest';
import type { ResidentFields } from '#lib/domain/documents.ts';
import { sampleDoor } from '#lib/domain/sampleDocuments.ts';
import { builtInProfiles } from './builtInProfiles.ts';
import type { ConcernToTell } from './concernRow.ts';
import { concernRow } from './concernRow.ts';
import { exportFields, fieldOf } from './exportFields.ts';
import type { ExportSource } from './exportFields.ts';
import { periodOf, isPeriod, isWithinPeriod } from './exportPeriod.ts';
import type { ExportRow } from './exportRow.ts';
import { exportTable } from './exportTable.ts';
import type { Home } from './homeCells.ts';
import { householdRow, residentRow } from './homeCells.ts';
import { safeCell } from './safeCell.ts';
import { visitRow } from './visitRow.ts';

const resident: ResidentFields = {
	...{ name: '王小明', relation: '户主', gender: 'male', birthYear: 1941, phone: '13812341234' },
	...{ residency: 'resident', careTags: ['elder_alone_80'], ethnicity: '02' },
	...{ emergencyContact: '女儿王芳 13912345678', note: '', moved: false, deceased: false }
};
const home: Home = {
	door: sampleDoor,
	address: {
		...{ estate: '兴康小区', building: '3', unit: '2', floor: 5, room: '501', type: 'flat' }
	},
	household: {
		...{ headName: '王小明', phones: ['13812341234', '0471-1234567'], tenure: 'own' },
		...{ partyHub: false, preferredLanguage: 'zh', bestTime: '晚上', note: '王小明腿脚不便' }
	},
	residents: [resident]
};
const visit = visitRow({
	home,
	worker: '林芳',
	visit: {
		...{ type: 'care', mode: 'door', outcome: 'met', unchanged: false },
		note: '王小明说暖气不热，电话 138 1234 1234',
		careChecks: {
			health: { state: 'fine', note: '' },
			safety: { state: 'attention', note: '燃气管老化' }
		},
		...{ photos: [], leftSlip: false, nextVisitOn: '2026-12-04' },
		capturedAt: '2026-11-26T16:30:00.000Z'
	},
	concerns: [
		{ text: '暖气不热', state: 'dispatched', resolution: '', confidentialReporter: false },
		{ text: '楼上吵', state: 'reported', resolution: '', confidentialReporter: true }
	]
});
const concern: ConcernToTell = {
	...{ category: 'dispute.neighbor', nature: 'complaint', urgency: 'green', source: 'hotline' },
	...{ text: '楼上吵', confidentialReporter: true, state: 'resolved', number: '兴康-2026-0007' },
	outside: { system: '12345', number: 'HH2026112700001', dueOn: '2026-11-30' },
	...{ households: [sampleDoor], order: '', resolution: '已劝导', receivedAt: '' },
	...{ dispatchedAt: '', respondedAt: '', resolvedAt: '2026-11-27T01:00:00.000Z', closedAt: '' },
	...{ capturedAt: '2026-11-26T01:00:00.000Z', grid: '150105001019-01', satisfaction: 4 }
};
const told = concernRow({
	concern,
	...{ place: '兴康小区3号楼2单元501', publicPlace: '兴康小区3号楼', handler: '兴康社区' },
	followUp: { at: '2026-11-27T02:00:00.000Z', solved: true, note: '好多了' },
	names: []
});
const rowsOf: Record<ExportSource, ExportRow> = {
	...{ visits: visit, care_visits: visit, households: householdRow(home) },
	...{ residents: residentRow(home, home.residents[0]!), concerns: told, hotline: told }
};

function cell(source: ExportSource, field: string, masked = true) {
	const columns = [{ header: 'x', field, fixed: '' }];
	return exportTable({ source, columns }, [rowsOf[source]], { masked }).rows[0]?.[0];
}

describe('what stands in a table', () => {
	test('[E1] headers, order, fixed texts and words are those of the profile', () => {
		const columns = [
			{ header: '结果', field: 'outcome', fixed: '' },
			{ header: '单位', field: '', fixed: '兴康社区' },
			{ header: '几时', field: 'at', fixed: '' }
		];
		expect(exportTable({ source: 'visits', columns }, [visit], { masked: true })).toEqual({
			headers: ['结果', '单位', '几时'],
			rows: [['见到本人', '兴康社区', '2026-11-27 00:30']]
		});
		expect(cell('visits', 'family')).toBe('自住；1 人；80岁以上独居老人');
		expect(cell('care_visits', 'safety')).toBe('需关注：燃气管老化');
		expect(cell('care_visits', 'attention')).toBe('安全：燃气管老化');
		expect(cell('visits', 'next')).toBe('2026-12-04 再访');
		expect(cell('visits', 'people')).toBe(1);
		expect(cell('hotline', 'state')).toBe('已办结待回访');
		expect(cell('hotline', 'satisfaction')).toBe('比较满意');
		expect(cell('hotline', 'outside.number')).toBe('HH2026112700001');
	});

	test('[E2] masked, a name is a surname, a phone its ends, and the door stays', () => {
		expect(cell('visits', 'head')).toBe('王**');
		expect(cell('visits', 'phones')).toBe('138****1234、0471****4567');
		expect(cell('visits', 'address')).toBe('兴康小区3号楼2单元501');
		expect(cell('visits', 'note')).toBe('王**说暖气不热，电话 138****1234');
		expect(cell('households', 'note')).toBe('王**腿脚不便');
		expect(cell('residents', 'name')).toBe('王**');
		expect(cell('residents', 'emergency')).toBe('139****5678');
		expect(cell('visits', 'head', false)).toBe('王小明');
		expect(cell('residents', 'emergency', false)).toBe('女儿王芳 13912345678');
	});

	test.each([true, false])('[E3] an identity number is in no table, masked: %s', (masked) => {
		const number = '11010519491231002X';
		const row = { ...visit, cells: { ...visit.cells, note: `证件 ${number}`, worker: number } };
		const columns = [
			{ header: 'a', field: 'note', fixed: '' },
			{ header: 'b', field: 'worker', fixed: '' }
		];
		const made = exportTable({ source: 'visits', columns }, [row], { masked });
		expect(JSON.stringify(made)).not.toContain(number);
		expect(made.rows[0]?.[0]).toContain('证件号已去掉');
	});

	test('[E4] a text that could be a formula stays words, and reads the same', () => {
		for (const text of [
			'=HYPERLINK("http://x")',
			'@SUM(A1)',
			'+cmd|calc',
			'-2+3+cmd',
			'\t=1+1',
			'\r=1'
		]) {
			const safe = safeCell(text);
			expect(safe).not.toMatch(/^[=@+\-\t\r]/);
			expect(safe.replace('\u200b', '')).toBe(text.trim());
		}
		for (const text of ['-', '+86 138', '-1', '王小明', 'a=b']) expect(safeCell(text)).toBe(text);
		const columns = [{ header: '=1+1', field: '', fixed: '=2+2' }];
		const made = exportTable({ source: 'visits', columns }, [visit], { masked: true });
		expect([made.headers[0], made.rows[0]?.[0]]).toEqual(['\u200b=1+1', '\u200b=2+2']);
	});

	test('[E5] a masked table tells neither door nor words of who asked not to be known', () => {
		expect(cell('concerns', 'place')).toBe('兴康小区3号楼');
		expect(cell('concerns', 'text')).toBe('（反映人要求保密）');
		expect(cell('concerns', 'said')).toBe('（反映人要求保密）');
		// Its number says which it is, and what was done goes back.
		expect(cell('hotline', 'resolution')).toBe('已劝导');
		expect(cell('concerns', 'place', false)).toBe('兴康小区3号楼2单元501');
		expect(cell('visits', 'asked')).toBe('暖气不热');
	});

	test('[E6] every field of a source has a cell, and the built-in tables name only fields', () => {
		for (const [source, fields] of Object.entries(exportFields)) {
			const { cells } = rowsOf[source as ExportSource];
			expect(fields.filter(({ field }) => cells[field] === undefined)).toEqual([]);
			expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length);
		}
		for (const { source, columns } of builtInProfiles) {
			expect(columns.filter(({ field }) => fieldOf(source, field) === undefined)).toEqual([]);
		}
		expect(builtInProfiles.map(({ name }) => name)).toEqual([
			...['民情日记', '走访明细', '探访关爱台账', '12345 转办单', '居民台账', '诉求台账']
		]);
	});

	test('[E7] a field that this program does not know gives an empty cell', () => {
		expect(cell('visits', 'from_next_year')).toBe('');
	});

	test('[E8] a period has both its days, is not turned round and not without end', () => {
		expect(periodOf('last_month', '2026-03-31')).toEqual({
			from: '2026-02-01',
			until: '2026-02-28'
		});
		const day = { from: '2026-11-27', until: '2026-11-27' };
		expect(isPeriod(day)).toBe(true);
		expect(isPeriod({ from: '2026-11-27', until: '2026-11-26' })).toBe(false);
		expect(isPeriod({ from: '2000-01-01', until: '2026-11-27' })).toBe(false);
		// Half past midnight in Hohhot is still the day before in Greenwich.
		expect(isWithinPeriod('2026-11-26T16:30:00.000Z', day)).toBe(true);
	});
});
