import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownerOf } from './division.ts';

const stations = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), {
	minLength: 1,
	maxLength: 8
});
const databases = fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 });

describe('the division of databases among stations', () => {
	test('[R10] everybody who sees the same stations names the same one of them', () => {
		fc.assert(
			fc.property(stations, databases, (alive, names) => {
				for (const name of names) {
					const owner = ownerOf(name, alive);
					expect(alive).toContain(owner);
					expect(ownerOf(name, alive.toReversed())).toBe(owner);
				}
			})
		);
		expect(ownerOf('feed', [])).toBeUndefined();
	});

	test('[R10] a station that goes moves its own databases and no others', () => {
		fc.assert(
			fc.property(stations, databases, fc.nat(), (alive, names, pick) => {
				const gone = alive[pick % alive.length];
				const left = alive.filter((station) => station !== gone);
				for (const name of names) {
					const before = ownerOf(name, alive);
					if (before !== gone) expect(ownerOf(name, left)).toBe(before);
				}
			})
		);
	});

	test('[R10] a thousand databases are divided about evenly', () => {
		const alive = ['a', 'b', 'c'];
		const shares = new Map(alive.map((station) => [station, 0]));
		for (let at = 0; at < 1_000; at += 1) {
			const owner = ownerOf(`feed-${at}`, alive)!;
			shares.set(owner, shares.get(owner)! + 1);
		}
		for (const share of shares.values()) expect(share).toBeGreaterThan(250);
	});
});
