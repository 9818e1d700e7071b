/**
 * The half dozen calls the station makes to SQLite. Only this file knows node:sqlite, so another
 * driver can take its place (its interface is not declared stable yet). Errors leave it classified.
 */
import { backup, DatabaseSync } from 'node:sqlite';
import { DatabaseDamaged, StorageBroken, StorageFull } from './storageErrors.ts';

export type SqlValue = string | number | Uint8Array | null;

export interface SqliteStatement {
	/** The first row, as values in the order of the columns. */
	one(...values: SqlValue[]): SqlValue[] | undefined;
	all(...values: SqlValue[]): SqlValue[][];
	/** How many rows it changed. */
	run(...values: SqlValue[]): number;
}

export interface SqliteConnection {
	exec(sql: string): void;
	prepare(sql: string): SqliteStatement;
	/**
	 * A file of its own as this database stood at one moment, made while work goes on. Only its own
	 * commits may touch the database meanwhile, and it must stay open.
	 */
	copyTo(file: string, signal: AbortSignal): Promise<void>;
	close(): void;
}

export type OpenSqlite = (file: string) => SqliteConnection;

export const openSqlite: OpenSqlite = (file) => {
	const database = classified(() => new DatabaseSync(file, { timeout: 0 }));
	return {
		exec: (sql) => classified(() => database.exec(sql)),
		prepare(sql) {
			const statement = classified(() => database.prepare(sql));
			statement.setReturnArrays(true);
			return {
				one: (...values) =>
					classified(() => statement.get(...values)) as unknown as SqlValue[] | undefined,
				all: (...values) => classified(() => statement.all(...values)) as unknown as SqlValue[][],
				run: (...values) => Number(classified(() => statement.run(...values)).changes)
			};
		},
		async copyTo(file, signal) {
			try {
				await backup(database, file, {
					rate: pagesAtOnce,
					progress: () => signal.throwIfAborted()
				});
			} catch (error) {
				// A copy that failed says nothing of the database itself.
				throw primaryCode(error) === code.full ? new StorageFull(error) : error;
			}
		},
		close: () => classified(() => database.close())
	};
};

/** 1 MB between two looks at what else is to be done. */
const pagesAtOnce = 256;

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const code = { busy: 5, ioError: 10, corrupt: 11, full: 13, notADatabase: 26 } as const;

export function isBusy(error: unknown): boolean {
	return primaryCode(error) === code.busy;
}

function classified<T>(call: () => T): T {
	try {
		return call();
	} catch (error) {
		switch (primaryCode(error)) {
			case code.full:
				throw new StorageFull(error);
			case code.ioError:
				throw new StorageBroken('SQLite reports that its medium failed.', error);
			case code.corrupt:
			case code.notADatabase:
				throw new DatabaseDamaged(error);
			default:
				throw error;
		}
	}
}

function primaryCode(error: unknown): number | undefined {
	const extended = (error as { errcode?: unknown } | null)?.errcode;
	// The extended code carries the primary one in its low byte.
	return typeof extended === 'number' ? extended & 0xff : undefined;
}
