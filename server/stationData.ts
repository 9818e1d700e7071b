/**
 * Where everything lies that a station keeps: in one folder (documents in `db`, people in
 * `station.sqlite`), or in a cluster, where nothing but a name is left here.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessStore } from './access/accessStore.ts';
import { accessDatabase } from './access/community.ts';
import { openDocumentAccessStore } from './access/documentAccessStore.ts';
import { openSqliteAccessStore } from './access/sqliteAccessStore.ts';
import type { ClusterConfig } from './config.ts';
import { openCouchStorage } from './storage/couchStorage.ts';
import { accessName, archiveNameOf, databaseOfArchiveName } from './backup/archive.ts';
import type { CopySource } from './backup/copySource.ts';
import { putInPlace } from './backup/putInPlace.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';

export interface StationData {
	storage: StationStorage;
	access: AccessStore;
	/**
	 * What a backup copies, and where it may lay its copies for a moment. Not of a cluster: it is
	 * backed up where it lies.
	 */
	copies?: { source: CopySource; folder: string };
	/** False from a write that found no room until there is some again. A cluster says so by itself. */
	hasRoom?(): boolean;
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

/** Throws StorageUnreachable while the cluster does not answer or knows another password. */
export async function openClusterData(
	cluster: ClusterConfig,
	dataDir: string
): Promise<StationData> {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const storage = await openCouchStorage(cluster);
	await storage.create(accessDatabase);
	const store = await storage.open(accessDatabase);
	if (!store) throw new Error(`There is no database ${accessDatabase}.`);
	const access = await openDocumentAccessStore(store, trailNameIn(dataDir));
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

/**
 * Under which name this station writes its audit trail. Without a folder that stays it begins a new
 * one at each start; the earlier ones remain in the cluster.
 */
function trailNameIn(dataDir: string): string {
	const file = join(dataDir, 'trail-name');
	if (!existsSync(file)) writeFileSync(file, randomBytes(8).toString('hex'), { mode: 0o600 });
	return readFileSync(file, 'utf8').trim();
}
