/**
 * Reads the station's sequences, `N-<epoch>` with eight hex digits. Anything else (another
 * CouchDB's) is opaque: it is kept and handed back, and nothing is concluded from it.
 */
interface Sequence {
	number: number;
	epoch: string;
}

function readSequence(text: string): Sequence | undefined {
	const found = /^(\d{1,15})-([0-9a-f]{8})$/.exec(text);
	return found ? { number: Number(found[1]), epoch: found[2] ?? '' } : undefined;
}

/**
 * True when the station is not where we left it: restored from a backup, or replaced. What it had
 * answered for may be gone, so it is offered again.
 */
export function wentBack(ours: string, theirs: string): boolean {
	const [known, told] = [readSequence(ours), readSequence(theirs)];
	if (!known || !told) return false;
	return known.epoch !== told.epoch || told.number < known.number;
}

/** True when what ends at `theirs` was read already. */
export function alreadyRead(ours: string, theirs: string): boolean {
	const [known, told] = [readSequence(ours), readSequence(theirs)];
	if (!known || !told) return ours === theirs;
	return known.epoch === told.epoch && told.number <= known.number;
}
