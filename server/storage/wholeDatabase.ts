/** Whether a SQLite file is whole, page by page. It is read and never changed. */
import { openSqlite } from './sqliteDriver.ts';
import { DatabaseDamaged } from './storageErrors.ts';

export function isWholeDatabase(file: string): boolean {
	const connection = openSqlite(file);
	try {
		return connection.prepare('PRAGMA quick_check(1)').one()?.[0] === 'ok';
	} catch (error) {
		if (error instanceof DatabaseDamaged) return false;
		throw error;
	} finally {
		connection.close();
	}
}
