import { expect, test } from 'vitest';
import { saidBy } from './satisfactions.ts';

test('[U177] what the resident picked is recorded as she picked it, and below 3 is not solved', () => {
	const said = [1, 2, 3, 4, 5].map(saidBy);
	expect(said.map(({ satisfaction }) => satisfaction)).toEqual([1, 2, 3, 4, 5]);
	expect(said.map(({ solved }) => solved)).toEqual([false, false, true, true, true]);
	expect(said.map(({ word }) => word)).toEqual([
		...['unsatisfied', 'unsatisfied', 'soSo', 'satisfied', 'satisfied']
	]);
});
