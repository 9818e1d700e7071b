/** What a lane measures and what it answers: rows of the one table, ours beside a peer's. */
export interface Lane {
	name: string;
	group: 'station' | 'phone';
	/** After this the lane is given up and its rows say so. */
	limitMinutes: number;
	run(bench: BenchGround): Promise<Row[]>;
}

/** What all lanes stand on. */
export interface BenchGround {
	root: string;
	/** Kept between runs: the installed peer. */
	cache: string;
	/** A folder of this run alone, gone afterwards. */
	scratch: string;
	say(text: string): void;
	/** Called when the run ends, however it ends; the last one first. */
	onEnd(tidy: () => Promise<void> | void): void;
}

export interface Row {
	what: string;
	unit: 'docs/s' | 'ms' | 's' | 'requests' | 'KB' | 'MB' | 'files' | 'errors' | '%';
	ours: number;
	peer?: { name: string; value: number };
	/** Apache CouchDB's own figure, where one was given to measure. */
	couchdb?: number;
	/** Why there is no peer, or what else must be known. */
	note?: string;
	target?: Target;
}

export interface Target {
	text: string;
	met: boolean;
}

/** A row whose lane could not be run; it stands in the table with the reason. */
export interface MissingRow {
	what: string;
	missing: string;
}

/** How many times better ours is: more of what is wanted, or less of what costs. */
export function timesBetter({ unit, ours, peer }: Row): number | undefined {
	if (!peer) return undefined;
	return unit === 'docs/s' ? ours / peer.value : peer.value / ours;
}

export const atMost = (limit: number, value: number, unit: string): Target => ({
	text: `≤ ${limit} ${unit}`,
	met: value <= limit
});
