import { describe, expect, test } from 'vitest';
import type { VisitOutcome } from './documents.ts';
import { sampleDoor, sampleNow } from './sampleDocuments.ts';
import type { VisitIntent } from './visit.ts';
import {
	asLastTime,
	checkVisit,
	countsAsMet,
	countsForCadence,
	isFailedAttempt,
	metNoChange,
	nobodyHome
} from './visit.ts';

const met = metNoChange(sampleDoor, 'ordinary', {});
const refusalOf = (change: Partial<VisitIntent>) => {
	const checked = checkVisit({ ...met, ...change }, { now: sampleNow });
	return checked.ok ? undefined : checked.refusal;
};

describe('checkVisit', () => {
	test('[V8] one tap is a whole visit: met without change, or nobody home', () => {
		for (const intent of [met, nobodyHome(sampleDoor, 'high')]) {
			expect(checkVisit(intent, { now: sampleNow })).toEqual({ ok: true, value: intent });
		}
		expect(nobodyHome(sampleDoor, 'high')).toMatchObject({ type: 'care', outcome: 'no_answer' });
		expect(met).toMatchObject({ type: 'routine', unchanged: true, leftSlip: false });
	});

	test('[V9] no change repeats what was last seen and claims nothing that nobody checked', () => {
		const lastChecks = { mood: { state: 'attention', note: '想孩子' } } as const;
		expect(metNoChange(sampleDoor, 'high', lastChecks).careChecks).toEqual(lastChecks);
		expect(metNoChange(sampleDoor, 'high', {}).careChecks).toEqual({});
		expect(metNoChange(sampleDoor, 'ordinary', lastChecks).careChecks).toEqual({});
		expect(asLastTime(lastChecks)).not.toBe(lastChecks);
	});

	test('[V10] where nobody was met, nothing is unchanged and nobody was checked on', () => {
		const shut: VisitOutcome[] = ['no_answer', 'refused', 'vacant', 'moved'];
		for (const outcome of shut) {
			expect(refusalOf({ outcome })).toEqual({ kind: 'not_met', field: 'unchanged' });
			const careChecks = { health: { state: 'fine', note: '' } } as const;
			expect(refusalOf({ outcome, unchanged: false, careChecks })).toEqual({
				kind: 'not_met',
				field: 'careChecks'
			});
		}
	});

	test('[V11] what needs attention says what', () => {
		const careChecks = { safety: { state: 'attention', note: ' ' } } as const;
		expect(refusalOf({ careChecks })).toEqual({ kind: 'note_missing', field: 'safety' });
		const abnormal = { outcome: 'abnormal', unchanged: false } as const;
		expect(refusalOf(abnormal)).toEqual({ kind: 'note_missing', field: 'note' });
		expect(refusalOf({ ...abnormal, note: '屋里有水声，无人应门' })).toBeUndefined();
	});

	test('[V12] a slip is left only at a door that stayed shut', () => {
		expect(refusalOf({ leftSlip: true })).toEqual({ kind: 'slip' });
		const shut = { outcome: 'no_answer', unchanged: false, leftSlip: true } as const;
		expect(refusalOf(shut)).toBeUndefined();
		expect(refusalOf({ ...shut, mode: 'phone' })).toEqual({ kind: 'slip' });
	});

	test('[V13] a promise lies ahead, within a year; another time agreed says which', () => {
		const promise = { kind: 'promise', field: 'nextVisitOn' };
		expect(refusalOf({ nextVisitOn: '2026-11-22' })).toEqual(promise);
		expect(refusalOf({ nextVisitOn: '2028-01-01' })).toEqual(promise);
		expect(refusalOf({ nextVisitOn: '2026-11-23' })).toBeUndefined();
		const later = { outcome: 'rescheduled', unchanged: false } as const;
		expect(refusalOf(later)).toEqual({ kind: 'time_missing' });
		expect(refusalOf({ ...later, bestTime: '晚上七点后' })).toBeUndefined();
	});

	test('[V14] no identity number is written down', () => {
		const idNumber = { kind: 'id_number', field: 'note' };
		// A number with a right check digit, of nobody: area 000000 does not exist.
		const number = '000000194910010012';
		expect(refusalOf({ note: `证号${number}` })).toEqual(idNumber);
		const wide = number.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
		expect(refusalOf({ note: wide })).toEqual(idNumber);
		expect(refusalOf({ note: '水表号 000000194910010015' })).toBeUndefined();
	});

	test('[V15] a field of no such value is refused by name, spaces around a note are taken off', () => {
		expect(refusalOf({ door: '3-2-501' })).toEqual({ kind: 'shape', field: 'door' });
		expect(refusalOf({ note: 'x'.repeat(4_001) })).toEqual({ kind: 'shape', field: 'note' });
		const checked = checkVisit({ ...met, note: '  好 \n' }, { now: sampleNow });
		expect(checked.ok && checked.value.note).toBe('好');
	});
});

describe('what restarts the cadence', () => {
	test('[V16] a call is enough for general care, not for key, and high is met in person', () => {
		const call = { outcome: 'met', mode: 'phone' } as const;
		expect(countsAsMet(call, 'ordinary')).toBe(true);
		expect(countsAsMet(call, 'general')).toBe(true);
		expect(countsAsMet(call, 'key')).toBe(false);
		expect(countsAsMet({ ...call, mode: 'video' }, 'key')).toBe(true);
		expect(countsAsMet({ ...call, mode: 'video' }, 'high')).toBe(false);
		expect(countsAsMet({ outcome: 'met_family', mode: 'door' }, 'high')).toBe(true);
	});

	test('[V17] a vacant door is seen to, a shut one is tried again', () => {
		const at = (outcome: VisitOutcome) => ({ outcome, mode: 'door' }) as const;
		expect(countsForCadence(at('vacant'), 'ordinary')).toBe(true);
		expect(countsAsMet(at('vacant'), 'ordinary')).toBe(false);
		for (const outcome of ['no_answer', 'refused', 'rescheduled'] as const) {
			expect(isFailedAttempt(outcome)).toBe(true);
			expect(countsForCadence(at(outcome), 'high')).toBe(false);
		}
		for (const outcome of ['met', 'met_family', 'vacant', 'moved', 'abnormal'] as const) {
			expect(isFailedAttempt(outcome)).toBe(false);
		}
	});
});
