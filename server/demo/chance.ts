/**
 * Dice with a seed: the same seed throws the same numbers on every machine, so that the demo
 * community is the same everywhere. Never for anything that must not be foreseen.
 */
export interface Chance {
	/** From 0 up to, and without, 1. */
	next(): number;
	/** A whole number, both ends included. */
	between(least: number, most: number): number;
	/** True so often out of a hundred times. */
	percent(percent: number): boolean;
	pick<T>(choices: readonly T[]): T;
	shuffled<T>(things: readonly T[]): T[];
}

export function openChance(seed: string): Chance {
	let state = hashOf(seed);
	/** Mulberry32: small, quick, even enough for made-up people. */
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		next,
		between,
		percent: (percent) => next() * 100 < percent,
		pick: <T>(choices: readonly T[]): T => {
			const chosen = choices[between(0, choices.length - 1)];
			if (chosen === undefined) throw new Error('There is nothing to pick from.');
			return chosen;
		},
		shuffled: <T>(things: readonly T[]): T[] =>
			things
				.map((thing) => ({ thing, key: next() }))
				.sort((a, b) => a.key - b.key)
				.map(({ thing }) => thing)
	};
}

/** FNV-1a. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	}
	return hash;
}
