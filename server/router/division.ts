/**
 * Which of the stations alive follows which database: rendezvous hashing, so that all who see the
 * same stations agree without talking, and one that goes moves only what was its own. Pure.
 */
import { createHash } from 'node:crypto';

/** Undefined when there is no station. */
export function ownerOf(database: string, stations: Iterable<string>): string | undefined {
	let owner: string | undefined;
	let highest = '';
	for (const station of stations) {
		const weight = weightOf(database, station);
		if (owner === undefined || weight > highest) [owner, highest] = [station, weight];
	}
	return owner;
}

/** The name at the end makes two equal weights impossible. */
function weightOf(database: string, station: string): string {
	const pair = JSON.stringify([database, station]);
	return createHash('sha256').update(pair).digest('hex') + station;
}
