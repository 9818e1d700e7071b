/** Numbers that look thrown but are the same in every run: both contestants get the very same work. */
export interface SeededRandom {
	/** A whole number from 0 up to, not including, `below`. */
	below(below: number): number;
	pick<T>(from: readonly T[]): T;
	hex(digits: number): string;
}

export function seededRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	// Mulberry32: small, and good enough to fill documents.
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		below,
		pick(from) {
			const picked = from[below(from.length)];
			if (picked === undefined) throw new RangeError('There is nothing to pick from.');
			return picked;
		},
		hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join('')
	};
}
