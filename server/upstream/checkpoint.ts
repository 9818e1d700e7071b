/**
 * How far a replication came, as CouchDB writes it down on both sides. Where the two disagree, what
 * they last agreed on counts: a district that lost its data is sent it again (SAFETY F14). Pure.
 */
export interface Checkpoint {
	session_id: string;
	source_last_seq: string;
	history: CheckpointEntry[];
}

export interface CheckpointEntry {
	session_id: string;
	recorded_seq: string;
	/** ISO. */
	end_time: string;
}

const longestHistory = 20;

/** From where to send; `0` where the two have nothing in common. */
export function agreedSeq(ours: unknown, theirs: unknown): string {
	const [source, target] = [historyOf(ours), historyOf(theirs)];
	for (const entry of source) {
		const same = target.find(({ session_id }) => session_id === entry.session_id);
		if (same) return earlier(entry.recorded_seq, same.recorded_seq);
	}
	return '0';
}

/** One entry a session, the newest first. */
export function nextCheckpoint(before: unknown, entry: CheckpointEntry): Checkpoint {
	const older = historyOf(before).filter(({ session_id }) => session_id !== entry.session_id);
	return {
		session_id: entry.session_id,
		source_last_seq: entry.recorded_seq,
		history: [entry, ...older].slice(0, longestHistory)
	};
}

/** When the two last agreed, `''` where nobody knows. */
export function lastContactOf(checkpoint: unknown): string {
	return historyOf(checkpoint)[0]?.end_time ?? '';
}

function historyOf(checkpoint: unknown): CheckpointEntry[] {
	const { history } = (checkpoint ?? {}) as { history?: unknown };
	if (!Array.isArray(history)) return [];
	return (history as Partial<CheckpointEntry>[]).filter(
		(entry): entry is CheckpointEntry =>
			typeof entry.session_id === 'string' && typeof entry.recorded_seq === 'string'
	);
}

/** Numbers of different epochs cannot be compared. */
function earlier(a: string, b: string): string {
	if (a === b) return a;
	const [numberOfA, epochOfA] = a.split('-');
	const [numberOfB, epochOfB] = b.split('-');
	if (epochOfA !== epochOfB) return '0';
	return Number(numberOfA) <= Number(numberOfB) ? a : b;
}
