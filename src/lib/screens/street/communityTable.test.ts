import { expect, test } from 'vitest';
import { concernStates } from '#lib/domain/concernStates.ts';
import { communityTable } from './communityTable.ts';

test('[U85] every state is counted in one column, community by community', () => {
	const each = new Map(concernStates.map((state) => [state, 1]));
	const [first, second] = communityTable(
		new Map([
			['150105001020', new Map([['whistled', 3]] as const)],
			['150105001019', each]
		])
	);
	expect(first?.community).toBe('150105001019');
	const sum = Object.values(first!.counts).reduce((so, count) => so + count, 0);
	expect(sum).toBe(concernStates.length);
	expect(second?.counts).toEqual({ called: 3, working: 0, resolved: 0, ended: 0 });
});
