/**
 * Notes when the station received what its feeds hold. Of stations that share their storage only
 * one notes each feed, so that what came in is told once.
 */
import { isWriterOf } from '#lib/domain/feedOfGrant.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { followDivided } from './dividedFollowing.ts';
import type { Division } from './leases.ts';
import { noteReceived } from './receivedBook.ts';

export interface ReceivedKeeperParts {
	storage: StationStorage;
	feeds: () => readonly string[];
	book: DocumentStore;
	division: Division;
	now: () => string;
	onTrouble: (error: unknown) => void;
}

export interface ReceivedKeeper {
	refresh(): Promise<void>;
	close(): Promise<void>;
}

const placeName = 'received';

export async function openReceivedKeeper(parts: ReceivedKeeperParts): Promise<ReceivedKeeper> {
	const { storage, feeds, book, division, now, onTrouble } = parts;
	return followDivided({
		...{ storage, division, onTrouble },
		databases: feeds,
		name: placeName,
		async take(store, rows) {
			const fromPhones = rows.filter(
				({ body, deleted }) => !deleted && isWrittenInto(store.name, body)
			);
			await noteReceived(book, store.name, fromPhones, now());
		}
	});
}

/** What a device has numbered came from a phone; the rest is the station's own, or was brought here. */
function isWrittenInto(feed: string, body: string): boolean {
	const { device, deviceSeq } = JSON.parse(body) as { device?: unknown; deviceSeq?: unknown };
	return typeof device === 'string' && deviceSeq !== undefined && isWriterOf(feed, device);
}
