/**
 * Tries whether a medium that was full takes a write again, by the way every write goes. Quotas and
 * reserved blocks make the system's own figure say nothing.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenSqlite } from './sqliteDriver.ts';
import { StorageFull } from './storageErrors.ts';

/** A push of the largest kind, so that what is promised can be kept. */
const tried = 2 * 1024 * 1024;

export function isRoomIn(directory: string, openSqlite: OpenSqlite): boolean {
	const file = join(directory, 'room-probe');
	try {
		const connection = openSqlite(file);
		try {
			connection.exec(`CREATE TABLE room AS SELECT zeroblob(${tried})`);
		} finally {
			connection.close();
		}
		return true;
	} catch (error) {
		if (error instanceof StorageFull) return false;
		throw error;
	} finally {
		for (const ending of ['', '-journal']) rmSync(file + ending, { force: true });
	}
}
