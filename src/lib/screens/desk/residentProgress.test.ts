import { expect, test } from 'vitest';
import { eventCarries } from '#lib/domain/eventCarries.ts';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import type { ConcernHistoryLine } from '#lib/projections/rows.ts';
import { progressWords } from '#lib/text/progressWords.ts';
import { residentProgress } from './residentProgress.ts';
import { sampleConcern } from './sampleConcern.ts';

const today = '2026-11-26';
const line = (
	type: ConcernEventType,
	change: Partial<ConcernHistoryLine> = {}
): ConcernHistoryLine => ({
	id: type,
	type,
	author: 'shequ1',
	capturedAt: '2026-11-21T02:00:00.000Z',
	note: '内部的话',
	effect: true,
	...change
});
const unitNameOf = (code: string) => (code === 'wy-herun' ? '和润物业' : '');
const textsOf = (history: ConcernHistoryLine[]) =>
	residentProgress({ ...sampleConcern, history }, unitNameOf, today).map(({ text }) => text);

test('[U90] no account and no word that staff wrote stands in what a resident sees', () => {
	const types = Object.keys(eventCarries) as ConcernEventType[];
	const marks = { handler: 'louzhang7', handlers: ['bm-secret'], contact: '13800001111' };
	const said = textsOf(types.map((type) => line(type, marks))).join('\n');
	for (const secret of ['shequ1', 'louzhang7', 'bm-secret', '1380', '内部的话', 'wangge1']) {
		expect(said).not.toContain(secret);
	}
});

test('[U90] what offices ask each other is left out, and what had no effect', () => {
	expect(textsOf([line('nudge'), line('request_suspend'), line('request_whistle')])).toEqual([
		progressWords.raised
	]);
	expect(textsOf([line('resolve', { effect: false })])).toHaveLength(1);
});

test('[U90] the way of a matter is told in order, with the unit and the resident’s own answer', () => {
	expect(
		textsOf([
			line('receive'),
			line('receive'),
			line('dispatch', { handler: 'wy-herun' }),
			line('respond', { firstResponse: 'onsite' }),
			line('resolve'),
			line('follow_up', { solved: true, satisfaction: 5 })
		])
	).toEqual([
		progressWords.raised,
		'社区受理',
		'交给和润物业',
		'已到现场',
		'办好了',
		'回访：解决了，满意'
	]);
	expect(textsOf([line('dispatch', { handler: 'louzhang7' })])[1]).toContain(
		progressWords.someUnit
	);
});
