import { expect, test } from 'vitest';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import { stepButtons } from './stepButtons.ts';

const fresh = { respondedAt: '', category: 'repair.elevator', state: 'dispatched' } as const;
const namesOf = (open: ConcernEventType[], concern: Parameters<typeof stepButtons>[1] = fresh) => {
	const { main, more } = stepButtons(open, concern);
	return { main: main.map(({ name }) => name), more: more.map(({ name }) => name) };
};

test('[U15] only steps that would have an effect, and are hers, are offered', () => {
	expect(namesOf([])).toEqual({ main: [], more: [] });
	expect(namesOf(['return', 'accept'])).toEqual({ main: ['accept', 'return'], more: [] });
	expect(namesOf(['follow_up', 'receive', 'retract'])).toEqual({ main: [], more: [] });
});

test('[U63] a first response is said once, by call or on the spot, before anything is resolved', () => {
	expect(namesOf(['respond', 'return']).main).toEqual(['respond_call', 'respond_onsite', 'return']);
	const responded = { ...fresh, respondedAt: '2026-11-23T02:00:00.000Z' };
	expect(namesOf(['respond', 'progress', 'resolve'], responded).main).toEqual([
		'resolve',
		'progress'
	]);
});

test('[U63] one big button stands in the bar; the pair of first responses is one question', () => {
	const looks = stepButtons(['join', 'resolve', 'progress'], fresh).main.map(({ look }) => look);
	expect(looks).toEqual(['primary', 'soft', 'soft']);
	const pair = stepButtons(['respond'], fresh).main.map(({ look }) => look);
	expect(pair).toEqual(['primary', 'primary']);
});

test('[U63] what stops the work is one tap further away, and mediation too unless it is a quarrel', () => {
	expect(namesOf(['resolve', 'mediate', 'request_suspend', 'request_whistle'])).toEqual({
		main: ['resolve'],
		more: ['mediate', 'request_suspend', 'request_whistle']
	});
	expect(namesOf(['mediate'], { ...fresh, category: 'dispute.neighbor' }).main).toEqual([
		'mediate'
	]);
});
