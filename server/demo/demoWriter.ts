/**
 * Turns what people of the demo did into documents, stamped as their phones would have: numbered per
 * device and feed without gaps, clocks that never run backwards, revisions of the content.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { clockAtRest, tick, writeStamp } from '#lib/domain/hybridClock.ts';
import { gridFeed, writerIn } from '#lib/domain/feeds.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import type { Sha256 } from '#lib/domain/revision.ts';
import type { Chance } from './chance.ts';
import { openChance } from './chance.ts';

export interface Deed {
	/** An account, or `station`. */
	author: string;
	/** Into which feed it was written, where that is not the grid's. */
	feed?: string;
	atMs: number;
	entry: Entry;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID of that instant; its random part comes from the seed. */
export function ulidOf(atMs: number, chance: Chance): Ulid {
	let time = '';
	for (let rest = Math.floor(atMs), at = 0; at < 10; at += 1) {
		time = crockford.charAt(rest % 32) + time;
		rest = Math.floor(rest / 32);
	}
	const random = Array.from({ length: 16 }, () => crockford.charAt(chance.between(0, 31)));
	return time + random.join('');
}

/** The phone or desk of an account: always the same one. */
function deviceOf(author: string): Ulid {
	return ulidOf(Date.UTC(2026, 0, 5), openChance(`device of ${author}`));
}

export function writeDeeds(deeds: readonly Deed[], sha256: Sha256): LedgerDocument[] {
	const clocks = new Map<string, ClockState>();
	const numbers = new Map<string, number>();
	const inTime = deeds
		.map((deed, at) => ({ deed, at }))
		.sort((a, b) => a.deed.atMs - b.deed.atMs || a.at - b.at);
	return inTime.map(({ deed: { author, feed: written, atMs, entry } }) => {
		const isStation = author === 'station';
		const device = isStation ? author : writerIn(written ?? gridFeed(entry.grid), deviceOf(author));
		const clock = tick(clocks.get(device) ?? clockAtRest, atMs);
		const feed = `${device} ${written ?? entry.grid}`;
		const deviceSeq = (numbers.get(feed) ?? 0) + 1;
		clocks.set(device, clock);
		numbers.set(feed, deviceSeq);
		const capturedAt = new Date(atMs).toISOString();
		const number = isStation ? {} : { deviceSeq };
		const stamp = { author, device, ...number, capturedAt, clock: writeStamp(clock, device) };
		return stampEntry(entry, stamp, sha256);
	});
}
