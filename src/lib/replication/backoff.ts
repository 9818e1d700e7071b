/**
 * How long to wait after a meeting that failed. Never more than a quarter of a minute: a worker who
 * steps out of the cellar sees her records leave at once (SAFETY T-PROGRESS).
 */
const firstMs = 1_000;
const longestMs = 15_000;

/**
 * @param failures meetings that failed in a row, at least 1
 * @param chance from 0 to 1; spreads phones that lost the same station
 * @param askedMs what the station asked for, 0 if nothing
 */
export function backoffMs(failures: number, chance: number, askedMs = 0): number {
	const doubled = Math.min(firstMs * 2 ** (failures - 1), longestMs);
	const spread = doubled * (0.5 + chance / 2);
	return Math.min(Math.max(spread, askedMs), longestMs);
}
