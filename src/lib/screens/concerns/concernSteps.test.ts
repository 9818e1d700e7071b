import { expect, test } from 'vitest';
import { stepsFor } from './concernSteps.ts';

const worker = {
	account: 'wangge1',
	roles: [{ role: 'grid_worker' as const, scope: '150105001019-01' }]
};

test('[U15] only steps that would have an effect are offered', () => {
	expect(stepsFor({ state: 'reported', handler: '' }, worker)).toEqual(['selfHandle', 'withdraw']);
	expect(stepsFor({ state: 'self_handling', handler: 'wangge1' }, worker)).toContain('resolve');
	expect(stepsFor({ state: 'closed', handler: 'wangge1' }, worker)).toEqual([]);
});

test('[U15] what somebody else handles is not hers to resolve', () => {
	expect(stepsFor({ state: 'self_handling', handler: 'wangge2' }, worker)).not.toContain('resolve');
	expect(stepsFor({ state: 'in_progress', handler: 'property' }, worker)).toEqual([]);
});
