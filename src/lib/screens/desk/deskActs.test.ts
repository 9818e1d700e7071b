import { expect, test } from 'vitest';
import { eventCarries } from '#lib/domain/eventCarries.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import type { ActValue } from './deskActs.ts';
import { deskActs, emptyAct, lackOf, standInActs, stepOf } from './deskActs.ts';

const all = [...deskActs, ...standInActs];
const actOf = (type: (typeof all)[number]['type']) => all.find((act) => act.type === type)!;
const filled: ActValue = {
	note: '  说明  ',
	until: '2026-12-30',
	stage: 'community_second',
	agreed: 'no',
	units: ['bm-chengguan', 'bm-ranqi'],
	onsite: 'yes',
	solved: 'yes',
	satisfaction: 4,
	door: '150105001019-01/xk/3-2-501',
	firstResponse: 'call',
	unit: 'bm-chengguan'
};
const nothing = { pictures: [], sounds: [] };

test('[U87] a filled form carries what its event must carry, and nothing it may not', () => {
	for (const act of all) {
		expect(lackOf(act, filled), act.type).toBeUndefined();
		const { must, may } = eventCarries[act.type];
		const { type, note, ...carried } = stepOf(act, filled, nothing);
		expect(type).toBe(act.type);
		expect(note).toBe('说明');
		const allowed: readonly string[] = [...must, ...may];
		for (const extra of Object.keys(carried)) expect(allowed, act.type).toContain(extra);
		for (const extra of must) expect(Object.keys(carried), act.type).toContain(extra);
	}
});

test('[U87] [U218] what is missing is said by its field, and nothing is written', () => {
	const missing = (type: (typeof all)[number]['type'], change: Partial<ActValue> = {}) =>
		lackOf(actOf(type), { ...emptyAct, ...change });
	const lacks = (field: string, words: string) => ({ field, words });
	expect(missing('decline')).toEqual(lacks('note', deskWords.noteMissing));
	expect(missing('suspend')).toEqual(lacks('until', deskWords.untilMissing));
	expect(missing('blow_whistle')).toEqual(lacks('units', deskWords.unitsMissing));
	expect(missing('follow_up')).toEqual(lacks('solved', deskWords.answerMissing));
	expect(missing('mediate', { stage: 'community_second' })).toEqual(
		lacks('agreed', deskWords.agreementMissing)
	);
	expect(missing('respond')).toEqual(lacks('firstResponse', deskWords.responseMissing));
	expect(missing('not_reached')).toBeUndefined();
	expect(missing('nudge')).toBeUndefined();
});

test('[U87] a follow-up without marks carries none, and the letters of acts are their own', () => {
	const step = stepOf(actOf('follow_up'), { ...emptyAct, solved: 'no' }, nothing);
	expect(step).toEqual({ type: 'follow_up', note: '', solved: false });
	const letters = deskActs.map(({ key }) => key).filter((key) => key !== '' && key !== 'G');
	expect(new Set(letters).size).toBe(letters.length);
	for (const taken of ['J', 'K', 'P', 'S']) expect(letters).not.toContain(taken);
});
