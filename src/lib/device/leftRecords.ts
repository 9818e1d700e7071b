/**
 * Records that the station refused out of a feed that has left this phone since: each whole, with the
 * reason, until whoever wrote it puts it away. Nothing else of such a feed stays.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { DeviceDatabase } from './deviceDatabase.ts';

export interface LeftRecord {
	feed: string;
	/** As people call the feed. */
	label: string;
	document: LedgerDocument;
	/** Kind of the refusal, as in a receipt. */
	reason: string;
	/** ISO instant of the refusal. */
	at: string;
}

export interface LeftRecords {
	all(): Promise<LeftRecord[]>;
	/** Durable when it resolves. What is here already stays as it is. */
	add(records: readonly LeftRecord[]): Promise<void>;
	drop(ids: readonly string[]): Promise<void>;
}

export function openLeftRecords(database: DeviceDatabase, account: string): LeftRecords {
	const { notes } = database;
	const name = `left ${account}`;

	async function all(): Promise<LeftRecord[]> {
		return ((await notes.get(name))?.value as LeftRecord[] | undefined) ?? [];
	}

	async function change(next: (known: LeftRecord[]) => LeftRecord[]): Promise<void> {
		await database.transaction('rw', notes, async () => {
			const value = next(await all());
			if (value.length === 0) await notes.delete(name);
			else await notes.put({ name, value });
		});
	}

	return {
		all,
		async add(records) {
			if (records.length === 0) return;
			await change((known) => {
				const ids = new Set(known.map(({ document }) => document._id));
				return [...known, ...records.filter(({ document }) => !ids.has(document._id))];
			});
		},
		drop: (ids) => change((known) => known.filter(({ document }) => !ids.includes(document._id)))
	};
}
