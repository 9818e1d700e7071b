/**
 * The station's storage on a medium: one SQLite file per database in one directory. One process
 * holds the directory. After a failed commit it answers nothing more: the process must stop.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assertDatabaseName, databaseOfFile, fileOfDatabase } from './databaseName.ts';
import type { DocumentStore, StationStorage, StorageListener } from './documentStore.ts';
import { beginLifetime, holdDirectory } from './lifetime.ts';
import { OpenFiles } from './openFiles.ts';
import { ShelvedStore } from './shelvedStore.ts';
import type { OpenSqlite, SqliteConnection } from './sqliteDriver.ts';
import { openSqlite } from './sqliteDriver.ts';
import { createDatabaseFile, factsOf, openDatabaseFile } from './sqliteFile.ts';
import { SqliteShelf } from './sqliteShelf.ts';
import { isRoomIn } from './roomProbe.ts';
import { DatabaseGone, StorageBroken, StorageFull } from './storageErrors.ts';
import { StorageEvents } from './storageEvents.ts';

export interface SqliteStorageOptions {
	/** Made when it is not there. */
	directory: string;
	now?: () => number;
	/** How many files stay open. */
	openFiles?: number;
	openSqlite?: OpenSqlite;
}

/** What only a storage with files of its own can do. */
export interface SqliteStationStorage extends StationStorage {
	/**
	 * Lays a copy of the database beside the work that goes on, as it stood at one moment. False when
	 * there is no such database, or it was dropped meanwhile.
	 */
	copyTo(name: string, file: string, signal: AbortSignal): Promise<boolean>;
	/** False from a write that found no room until there is some again. */
	hasRoom(): boolean;
}

export async function openSqliteStorage(
	options: SqliteStorageOptions
): Promise<SqliteStationStorage> {
	return new SqliteStorage(options);
}

/**
 * Keeps every station out of the directory until released. Nothing to hold where no station has
 * been; throws StorageInUse where one runs.
 */
export function holdStorage(directory: string): { release(): void } | undefined {
	return existsSync(directory) ? holdDirectory(directory, openSqlite) : undefined;
}

class SqliteStorage implements SqliteStationStorage {
	readonly isShared = false;
	readonly #directory: string;
	readonly #now: () => number;
	readonly #openSqlite: OpenSqlite;
	readonly #lifetime: ReturnType<typeof beginLifetime>;
	readonly #files: OpenFiles<SqliteShelf>;
	readonly #names: Set<string>;
	readonly #stores = new Map<string, ShelvedStore>();
	readonly #events = new StorageEvents();
	/** Under way, by name: its file cannot be closed before. */
	readonly #copies = new Map<string, Promise<void>>();
	#broken: StorageBroken | undefined;
	#isFull = false;

	constructor(options: SqliteStorageOptions) {
		const { directory, now = Date.now, openFiles = 64 } = options;
		this.#directory = directory;
		this.#now = now;
		this.#openSqlite = options.openSqlite ?? openSqlite;
		mkdirSync(directory, { recursive: true });
		this.#lifetime = beginLifetime(directory, this.#openSqlite);
		this.#files = new OpenFiles(openFiles);
		this.#names = new Set(readdirSync(directory).flatMap((file) => databaseOfFile(file) ?? []));
	}

	async create(name: string): Promise<boolean> {
		assertDatabaseName(name);
		if (this.#names.has(name)) return false;
		this.#guarded(() => {
			// A crash while dropping may have left the journal of an earlier database of that name.
			this.#remove(name);
			const connection = createDatabaseFile(this.#openSqlite(this.#file(name)), {
				startTime: String(Math.floor(this.#now() / 1000)),
				lifetime: this.#lifetime.token
			});
			this.#names.add(name);
			this.#stores.set(name, this.#storeOver(name, connection));
		});
		this.#events.tell({ type: 'created', db: name });
		return true;
	}

	async open(name: string): Promise<DocumentStore | undefined> {
		if (!this.#names.has(name)) return undefined;
		const known = this.#stores.get(name);
		if (known) return known;
		const store = this.#guarded(() => this.#openStore(name));
		this.#stores.set(name, store);
		return store;
	}

	async drop(name: string): Promise<boolean> {
		if (!this.#names.delete(name)) return false;
		const store = this.#stores.get(name);
		this.#stores.delete(name);
		await this.#copies.get(name)?.catch(() => undefined);
		this.#guarded(() => {
			this.#files.letGo(name)?.abandon();
			this.#remove(name);
		});
		store?.tellGone();
		this.#events.tell({ type: 'deleted', db: name });
		return true;
	}

	async copyTo(name: string, file: string, signal: AbortSignal): Promise<boolean> {
		// Opened once, so that its epoch is settled.
		const store = await this.open(name);
		if (!store) return false;
		const copy = this.#files.keep(name, () => this.#shelf(name).copyTo(file, signal));
		this.#copies.set(name, copy);
		try {
			await copy;
		} finally {
			this.#copies.delete(name);
		}
		return this.#stores.get(name) === store;
	}

	async names(): Promise<string[]> {
		return [...this.#names].sort();
	}

	onEvent(listener: StorageListener): () => void {
		return this.#events.on(listener);
	}

	async close(): Promise<void> {
		await Promise.allSettled(this.#copies.values());
		for (const store of this.#stores.values()) store.commitNow();
		if (this.#broken) return;
		this.#names.clear();
		this.#stores.clear();
		this.#files.closeAll();
		this.#lifetime.end();
	}

	hasRoom(): boolean {
		if (this.#isFull) this.#isFull = !isRoomIn(this.#directory, this.#openSqlite);
		return !this.#isFull;
	}

	#openStore(name: string): ShelvedStore {
		this.#files.close(name);
		return this.#storeOver(name, openDatabaseFile(this.#openSqlite(this.#file(name))));
	}

	#storeOver(name: string, connection: SqliteConnection): ShelvedStore {
		const facts = factsOf(connection, this.#lifetime.token);
		this.#files.take(name, () => this.#shelfOver(connection));
		const store = new ShelvedStore(
			name,
			facts,
			() => {
				if (this.#broken) throw this.#broken;
				if (this.#stores.get(name) !== store) throw new DatabaseGone(name);
				return this.#shelf(name);
			},
			() => this.#events.tell({ type: 'updated', db: name })
		);
		return store;
	}

	#shelf(name: string): SqliteShelf {
		return this.#files.take(name, () =>
			this.#guarded(() => this.#shelfOver(openDatabaseFile(this.#openSqlite(this.#file(name)))))
		);
	}

	#shelfOver(connection: SqliteConnection): SqliteShelf {
		return new SqliteShelf(connection, (work) => this.#guarded(work));
	}

	/** Remembers that the medium failed, so that nothing is acknowledged after it. */
	#guarded<T>(work: () => T): T {
		if (this.#broken) throw this.#broken;
		try {
			return work();
		} catch (error) {
			if (error instanceof StorageBroken) this.#broken = error;
			if (error instanceof StorageFull) this.#isFull = true;
			throw error;
		}
	}

	#remove(name: string): void {
		const file = this.#file(name);
		for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true });
	}

	#file(name: string): string {
		return join(this.#directory, fileOfDatabase(name));
	}
}
