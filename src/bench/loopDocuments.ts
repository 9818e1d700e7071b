/** What the three who pass a report on write, as their phones would; for a peer that has no screens. */
import type { EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import { sampleEntry } from '#lib/domain/sampleDocuments.ts';
import { sha256 } from './gridDocuments.ts';
import { ulid } from 'ulid';

/** Somebody's phone, in one feed. */
export interface PeerPen {
	account: string;
	feed: string;
	device: string;
}

/** Numbers go on from one document to the next. */
export function openPen({
	account,
	feed,
	device: phone
}: PeerPen): (entry: Entry) => LedgerDocument {
	const device = writerIn(feed, phone);
	let deviceSeq = 0;
	return (entry) => {
		deviceSeq += 1;
		const wallMs = Date.now();
		const capturedAt = new Date(wallMs).toISOString();
		const clock = writeStamp({ wallMs, counter: 0 }, device);
		return stampEntry(entry, { author: account, device, deviceSeq, capturedAt, clock }, sha256);
	};
}

export function reportEntry(grid: GridId, door: string, text: string): Entry {
	return {
		...sampleEntry('concern'),
		...{ _id: documentId.concern(ulid()), grid, door, building: 'xk/1', text },
		...{ category: 'repair.lighting', confidentialReporter: false, photos: [] }
	};
}

export function dispatchEntry(grid: GridId, concern: string, handler: string): Entry {
	const order: Partial<EventDocument> = { type: 'dispatch', note: '', handler };
	return {
		...{ _id: documentId.event(concern, ulid()), kind: 'event', grid, concern },
		...order
	} as Entry;
}

/** One company that looks after everything, so that the desk has whom to send. */
export function companyEntry(community: string, code: string): Entry {
	const unit = { code, kind: 'property' as const, name: '兴康物业', phone: '' };
	return {
		...{ _id: documentId.organisation(ulid()), kind: 'organisation' },
		...{ grid: wholeCommunity(community), posts: [], branches: [] },
		units: [{ ...unit, estates: [], categories: [] }]
	};
}
