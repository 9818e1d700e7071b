/** A face over SQLite behind a real socket, for clients that others wrote. For tests; never for a station. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStorage } from '../storage/sqliteStorage.ts';
import { serveNode } from './nodeAdapter.ts';
import { openTestFace } from './testFace.ts';

export interface ClientStation {
	/** Where databases are, without a slash at the end. */
	url: string;
	/** A database of its own, made, by its URL. */
	freshDatabase(): Promise<string>;
	/** What nobody foresaw; a test that ends well ends with none. */
	defects: unknown[];
	close(): Promise<void>;
}

export async function openClientStation(): Promise<ClientStation> {
	const directory = mkdtempSync(join(tmpdir(), 'qingge-clients-'));
	const storage = await openSqliteStorage({ directory });
	const { handle, defects } = await openTestFace({ storage });
	const server = await serveNode({
		handle,
		host: '127.0.0.1',
		port: 0,
		onBroken: (error) => defects.push(error),
		onDefect: (error) => defects.push(error)
	});
	const url = `${server.url}/db`;
	let databases = 0;
	return {
		url,
		defects,
		async freshDatabase() {
			databases += 1;
			const database = `${url}/fresh-${databases}`;
			const { status } = await fetch(database, { method: 'PUT' });
			if (status !== 201) throw new Error(`The database was not made: ${status}.`);
			return database;
		},
		async close() {
			await server.close();
			await storage.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}
