/** The arithmetic of measuring: rounds taken in turns, medians and percentiles. It never rounds off. */

/** Runs every contestant once per round, so that a noisy minute falls on all of them alike. */
export async function inTurns<K extends string, T>(
	rounds: number,
	contestants: Readonly<Record<K, (round: number) => Promise<T>>>
): Promise<Record<K, T[]>> {
	const names = Object.keys(contestants) as K[];
	const taken = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
	for (let round = 0; round < rounds; round += 1) {
		// Who goes first changes too: the second finds warmer caches.
		const order = round % 2 === 0 ? names : [...names].reverse();
		for (const name of order) taken[name].push(await contestants[name](round));
	}
	return taken;
}

export function percentile(values: readonly number[], share: number): number {
	if (values.length === 0) throw new RangeError('Nothing was measured.');
	const sorted = [...values].sort((a, b) => a - b);
	const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
	return sorted[Math.max(0, at)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** In words: what was reached when nothing else was in the way. */
export function best(waitsMs: readonly number[]): string {
	return `best ${Math.min(...waitsMs).toPrecision(3)} ms of ${waitsMs.length}`;
}
