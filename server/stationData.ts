/** Everything a station keeps lies in one folder: documents in `db`, people in `station.sqlite`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessStore } from './access/accessStore.ts';
import { openSqliteAccessStore } from './access/sqliteAccessStore.ts';
import { accessName, archiveNameOf, databaseOfArchiveName } from './backup/archive.ts';
import type { CopySource } from './backup/copySource.ts';
import { putInPlace } from './backup/putInPlace.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';

export interface StationData {
	storage: StationStorage;
	access: AccessStore;
	/** What a backup copies, and where it may lay its copies for a moment. */
	copies: { source: CopySource; folder: string };
	/** False from a write that found no room until there is some again. */
	hasRoom(): boolean;
	close(): Promise<void>;
}

/** Throws StorageInUse while another process holds the folder. */
export async function openStationData(dataDir: string): Promise<StationData> {
	// It holds what is known of residents: nobody else on this machine may look.
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	await putInPlace(dataDir);
	const storage = await openSqliteStorage({ directory: join(dataDir, 'db') });
	const access = openSqliteAccessStore(join(dataDir, accessName));
	const source: CopySource = {
		async names() {
			const databases = await storage.names();
			// When the station received what is noted after the feed it came in by: copied last, the
			// book holds all that the feeds call noted.
			const books = databases.filter((name) => name.startsWith('received-'));
			const others = databases.filter((name) => !books.includes(name));
			return [...[...others, ...books].map(archiveNameOf), accessName];
		},
		async copyTo(name, file, signal) {
			const database = databaseOfArchiveName(name);
			if (database !== undefined) return storage.copyTo(database, file, signal);
			await access.copyTo(file, signal);
			return true;
		}
	};
	return {
		storage,
		access,
		hasRoom: () => storage.hasRoom(),
		copies: { source, folder: join(dataDir, 'backup-copy') },
		async close() {
			await storage.close();
			access.close();
		}
	};
}
