import { expect, test } from 'vitest';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { concernStates } from '#lib/domain/concernStates.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { communityTable, percentOf } from './communityTable.ts';

const none = new Map<ConcernStateCode, number>();

test('[U85] every state is counted in one column, community by community', () => {
	const each = new Map(concernStates.map((state) => [state, 1]));
	const [first, second] = communityTable([
		{ community: '150105001019', whistled: each, tally: undefined },
		{ community: '150105001020', whistled: new Map([['whistled', 3]]), tally: undefined }
	]);
	expect(first?.community).toBe('150105001019');
	const sum = Object.values(first!.whistled).reduce((so, count) => so + count, 0);
	expect(sum).toBe(concernStates.length);
	expect(second?.whistled).toEqual({ called: 3, working: 0, resolved: 0, ended: 0 });
	expect(second?.whole).toBeUndefined();
});

test('[J69] the whole community stands beside what was whistled, with its rates and what they are of', () => {
	const tally = sampleDocument('tally', () => 'a'.repeat(64), {
		states: { received: 3, whistled: 1, resolved: 2, closed: 5, of_a_newer_station: 1 }
	});
	const [line] = communityTable([{ community: tally.community, whistled: none, tally }]);
	expect(line?.whole).toEqual({
		at: tally.capturedAt,
		counts: { called: 1, working: 4, resolved: 2, ended: 5 },
		late: 1,
		rates: [
			{ rate: 'responded', part: 5, of: 6 },
			{ rate: 'solved', part: 3, of: 4 },
			{ rate: 'satisfied', part: 3, of: 4 }
		]
	});
	expect(line?.whole?.rates.map(percentOf)).toEqual([83, 75, 75]);
	expect(percentOf({ part: 0, of: 0 })).toBeUndefined();
	// 999 of 1,000 are not all.
	expect(percentOf({ part: 999, of: 1_000 })).toBe(99);
});
