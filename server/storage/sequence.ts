/**
 * The text of a place in a database's changes: `N-epoch`, opaque to callers and safe in a URL as it
 * is. The epoch changes when writes may have been lost, since their numbers are then used again.
 */
import { randomBytes } from 'node:crypto';
import { EditRefused } from './storageErrors.ts';

/** An epoch that ended, and the last seq of it that later epochs still contain. */
interface FormerEpoch {
	epoch: string;
	upTo: number;
}

export interface SequenceFacts {
	epoch: string;
	seq: number;
	former: readonly FormerEpoch[];
}

export function newEpoch(): string {
	return randomBytes(4).toString('hex');
}

export function seqText(seq: number, epoch: string): string {
	return `${seq}-${epoch}`;
}

/**
 * Where to read on. What a former epoch shares with this one is a beginning of it, so a reader goes
 * on from there at most; a place nobody here ever gave out reads from the beginning.
 */
export function resolveSince(since: string, facts: SequenceFacts): number {
	if (since === 'now') return facts.seq;
	const match = /^(\d{1,15})(?:-([0-9a-f]{8}))?$/.exec(since);
	if (!match)
		throw new EditRefused('bad_request', "Malformed sequence supplied in 'since' parameter.");
	const seq = Number(match[1]);
	const epoch = match[2] ?? facts.epoch;
	if (epoch === facts.epoch) return seq <= facts.seq ? seq : 0;
	const former = facts.former.find((one) => one.epoch === epoch);
	return former ? Math.min(seq, former.upTo) : 0;
}
