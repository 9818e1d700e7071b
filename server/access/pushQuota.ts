/**
 * How much one device may send in an hour. Far above the longest honest day, and below what would
 * fill a disk; what is over it waits on the phone and is lost nowhere.
 */
import { CouchError } from '../http/couchError.ts';

export interface PushQuota {
	documentsPerHour: number;
	bytesPerHour: number;
}

/** A phone's whole ledger is below 10,000 documents, also when it offers all of it again. */
const defaultQuota: PushQuota = {
	documentsPerHour: 40_000,
	bytesPerHour: 200 * 1024 * 1024
};

const hourMs = 60 * 60_000;
const remembered = 10_000;

/** Throws CouchError 429 when this much more is too much. */
export function openPushQuota(nowMs: () => number, quota = defaultQuota) {
	const spent = new Map<string, { sinceMs: number; documents: number; bytes: number }>();
	return function spend(device: string, documents: number, bytes: number): void {
		const known = spent.get(device);
		const window =
			known && nowMs() - known.sinceMs < hourMs
				? known
				: { sinceMs: nowMs(), documents: 0, bytes: 0 };
		const tooMuch =
			window.documents + documents > quota.documentsPerHour ||
			window.bytes + bytes > quota.bytesPerHour;
		if (tooMuch) throw tooMany(window.sinceMs + hourMs - nowMs());
		window.documents += documents;
		window.bytes += bytes;
		spent.delete(device);
		spent.set(device, window);
		for (const oldest of spent.keys()) {
			if (spent.size <= remembered) break;
			spent.delete(oldest);
		}
	};
}

function tooMany(waitMs: number): CouchError {
	return new CouchError(429, 'too_many_requests', 'This device has sent too much for now.', {
		'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1000)))
	});
}
