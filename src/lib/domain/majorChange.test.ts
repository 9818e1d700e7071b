import { describe, expect, test } from 'vitest';
import { dueOf } from './care.ts';
import type { AmendmentDocument, AmendmentValue, ResidentFields } from './documents.ts';
import { isMajorOutcome, majorChangeOf } from './majorChange.ts';
import { sampleEntry } from './sampleDocuments.ts';

const base: ResidentFields = {
	...{ name: '王秀兰', relation: '户主', gender: 'female', birthYear: 1940, phone: '' },
	...{ residency: 'resident', careTags: ['veteran'], ethnicity: '', emergencyContact: '' },
	...{ note: '', moved: false, deceased: false }
};
let written = 0;
const amendment = (
	set: Record<string, AmendmentValue>,
	capturedAt = '2026-11-20T02:00:00.000Z'
): AmendmentDocument => {
	written += 1;
	const clock = `${capturedAt}-${String(written).padStart(4, '0')}`;
	const fields = { subjectKind: 'resident' as const, subject: '01', set, saw: {} };
	return {
		...sampleEntry('amendment'),
		...fields,
		_id: `amendment:01:${written}`,
		capturedAt,
		clock
	} as never;
};
const changed = (...amendments: AmendmentDocument[]) => majorChangeOf(base, amendments);

describe('a major change', () => {
	test('[V21] is a death, a move, another residency, or living alone and grave illness from now on', () => {
		const at = '2026-11-20T02:00:00.000Z';
		expect(changed(amendment({ deceased: true }))).toBe(at);
		expect(changed(amendment({ moved: true }))).toBe(at);
		expect(changed(amendment({ residency: 'absent' }))).toBe(at);
		expect(changed(amendment({ careTags: ['veteran', 'elder_alone'] }))).toBe(at);
		expect(changed(amendment({ careTags: ['critical_illness_elder'] }))).toBe(at);
	});

	test('[V21] is not a new phone, a tag of another kind, or what nobody knew before', () => {
		expect(changed()).toBe('');
		expect(changed(amendment({ phone: '13800000000' }), amendment({ note: '有狗' }))).toBe('');
		expect(changed(amendment({ careTags: ['veteran', 'low_income'] }))).toBe('');
		expect(changed(amendment({ careTags: [] }))).toBe('');
		const unknown = { ...base, residency: 'unknown' as const };
		expect(majorChangeOf(unknown, [amendment({ residency: 'floating' })])).toBe('');
	});

	test('[V21] that was taken back is none, and saying it again does not set the clock back', () => {
		expect(changed(amendment({ moved: true }), amendment({ moved: false }))).toBe('');
		const again = amendment({ deceased: true }, '2026-11-25T02:00:00.000Z');
		expect(changed(amendment({ deceased: true }), again)).toBe('2026-11-20T02:00:00.000Z');
	});

	test('[V21] is what a worker calls abnormal at the door, and nothing less', () => {
		expect(isMajorOutcome('abnormal')).toBe(true);
		expect(isMajorOutcome('no_answer')).toBe(false);
	});

	test('[V22] is a reason of its own until the high tier was met, and none for the others', () => {
		const facts = {
			...{ lastMetAt: '2026-11-19T02:00:00.000Z', lastAttemptAt: '', promisedOn: '' },
			...{ knownSince: '', majorChangeAt: '2026-11-20T02:00:00.000Z' }
		};
		const now = '2026-11-20T03:00:00.000Z';
		const high = dueOf({ ...facts, tier: 'high' }, now);
		expect(high).toMatchObject({ reason: 'change', dueOn: '2026-11-21' });
		const met = { ...facts, lastMetAt: '2026-11-20T04:00:00.000Z' };
		expect(dueOf({ ...met, tier: 'high' }, now).reason).toBe('care');
		expect(dueOf({ ...facts, tier: 'key' }, now).reason).toBe('care');
		const shut = { ...facts, lastAttemptAt: '2026-11-20T02:30:00.000Z' };
		expect(dueOf({ ...shut, tier: 'high' }, now).reason).toBe('change');
	});
});
