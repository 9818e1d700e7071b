/**
 * Remembers whether the station stopped cleanly, and keeps a second process out. A lifetime is the
 * time between two unclean stops; a database that was last written in another one takes a new epoch.
 */
import { join } from 'node:path';
import { newEpoch } from './sequence.ts';
import type { OpenSqlite } from './sqliteDriver.ts';
import { isBusy } from './sqliteDriver.ts';
import { StorageInUse } from './storageErrors.ts';

export interface Lifetime {
	readonly token: string;
	/** A clean stop, after everything else is closed. */
	end(): void;
}

/**
 * Keeps every other process out of the directory until released, and changes nothing in it. Throws
 * StorageInUse.
 */
export function holdDirectory(directory: string, openSqlite: OpenSqlite): { release(): void } {
	const connection = openSqlite(join(directory, lockFile));
	try {
		connection.exec('BEGIN EXCLUSIVE');
		return { release: () => connection.close() };
	} catch (error) {
		connection.close();
		throw isBusy(error) ? new StorageInUse(directory, error) : error;
	}
}

const lockFile = 'storage.sqlite';

/** The file is locked as long as the process lives; the system takes the lock away with it. */
export function beginLifetime(directory: string, openSqlite: OpenSqlite): Lifetime {
	const connection = openSqlite(join(directory, lockFile));
	try {
		connection.exec(`
			PRAGMA locking_mode = EXCLUSIVE;
			PRAGMA synchronous = FULL;
			CREATE TABLE IF NOT EXISTS lifetime (token TEXT NOT NULL, running INTEGER NOT NULL);
			BEGIN EXCLUSIVE;
		`);
		const [last, running] = connection.prepare('SELECT token, running FROM lifetime').one() ?? [];
		const token = typeof last === 'string' && running === 0 ? last : newEpoch();
		connection.exec('DELETE FROM lifetime');
		connection.prepare('INSERT INTO lifetime (token, running) VALUES (?, 1)').run(token);
		connection.exec('COMMIT');
		return {
			token,
			end() {
				connection.exec('UPDATE lifetime SET running = 0');
				connection.close();
			}
		};
	} catch (error) {
		connection.close();
		throw isBusy(error) ? new StorageInUse(directory, error) : error;
	}
}
