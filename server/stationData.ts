/** Everything a station keeps lies in one folder: documents in `db`, people in `station.sqlite`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessStore } from './access/accessStore.ts';
import { openSqliteAccessStore } from './access/sqliteAccessStore.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';

export interface StationData {
	storage: StationStorage;
	access: AccessStore;
	close(): Promise<void>;
}

/** Throws StorageInUse while another process holds the folder. */
export async function openStationData(dataDir: string): Promise<StationData> {
	// It holds what is known of residents: nobody else on this machine may look.
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const storage = await openSqliteStorage({ directory: join(dataDir, 'db') });
	const access = openSqliteAccessStore(join(dataDir, 'station.sqlite'));
	return {
		storage,
		access,
		async close() {
			await storage.close();
			access.close();
		}
	};
}
