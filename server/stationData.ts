/**
 * Where everything lies that a station keeps: in one folder (documents in `db`, people in
 * `station.sqlite`), or in a cluster, where nothing is left here.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessStore } from './access/accessStore.ts';
import { openDocumentAccessStore } from './access/documentAccessStore.ts';
import { openSqliteAccessStore } from './access/sqliteAccessStore.ts';
import type { ClusterConfig } from './config.ts';
import { openCouchStorage } from './storage/couchStorage.ts';
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

/** Accounts, sessions and what else a station knows of people, for all stations of the community. */
const accessDatabase = 'station-access';

/** Throws StorageUnreachable while the cluster does not answer or knows another password. */
export async function openClusterData(cluster: ClusterConfig): Promise<StationData> {
	const storage = await openCouchStorage(cluster);
	await storage.create(accessDatabase);
	const store = await storage.open(accessDatabase);
	if (!store) throw new Error(`There is no database ${accessDatabase}.`);
	const access = await openDocumentAccessStore(store);
	// Phones take the stations for one by it; where two begin at once, the first one's holds.
	if (access.fact('uuid') === undefined) {
		access.saveFact('uuid', randomBytes(16).toString('hex'));
		await access.settled();
	}
	return {
		storage,
		access,
		async close() {
			await access.settled();
			access.close();
			await storage.close();
		}
	};
}
