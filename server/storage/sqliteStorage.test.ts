import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { databaseKeepingContract } from './databaseKeepingContract.ts';
import type { DocumentStore } from './documentStore.ts';
import { documentStoreContract } from './documentStoreContract.ts';
import { editOf } from './edit.ts';
import type { OpenSqlite } from './sqliteDriver.ts';
import { openSqlite } from './sqliteDriver.ts';
import { openSqliteStorage } from './sqliteStorage.ts';
import { StorageBroken, StorageFull } from './storageErrors.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-storage-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let directories = 0;
const freshDirectory = (): string => join(root, String((directories += 1)));

documentStoreContract('sqlite', async () => openSqliteStorage({ directory: freshDirectory() }));
documentStoreContract('sqlite, one file open at a time', async () =>
	openSqliteStorage({ directory: freshDirectory(), openFiles: 1 })
);
databaseKeepingContract('sqlite', async () => openSqliteStorage({ directory: freshDirectory() }));
databaseKeepingContract('sqlite, one file open at a time', async () =>
	openSqliteStorage({ directory: freshDirectory(), openFiles: 1 })
);

async function put(store: DocumentStore, ...ids: string[]): Promise<void> {
	const edits = ids.map((_id) => editOf({ _id, text: '青'.repeat(20) }, { newEdits: true }));
	await store.write(edits, { newEdits: true });
}

async function seqOf(store: DocumentStore): Promise<{ seq: number; epoch: string }> {
	const [seq, epoch] = (await store.info()).updateSeq.split('-');
	return { seq: Number(seq), epoch: epoch ?? '' };
}

describe('a station that stops', () => {
	test('[S13] cleanly, keeps epoch, start time, counts and documents', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('ledger');
		const store = (await storage.open('ledger'))!;
		await put(store, 'a', 'b');
		const before = await store.info();
		await storage.close();
		const again = await openSqliteStorage({ directory });
		const after = await (await again.open('ledger'))!.info();
		expect({ ...after, fileSize: 0 }).toEqual({ ...before, fileSize: 0 });
		await again.close();
	});

	test('[S30] keeps what was set for a database, and its purges', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('ledger');
		const store = (await storage.open('ledger'))!;
		await put(store, 'a', 'b');
		const { rev } = (await store.row('a'))!;
		await store.purge(new Map([['a', [rev]]]));
		await store.saveSettings({ revsLimit: 5, purgedInfosLimit: 9, security: '{}' });
		await storage.close();
		const again = await openSqliteStorage({ directory });
		const kept = (await again.open('ledger'))!;
		expect(await kept.settings()).toEqual({ revsLimit: 5, purgedInfosLimit: 9, security: '{}' });
		expect(await kept.purgedInfos()).toEqual([{ id: 'a', revs: [rev] }]);
		expect(await kept.info()).toMatchObject({ docCount: 1, purgeSeq: 1 });
		await again.close();
	});

	test('[S30] a database of the first format is read on and can be set', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('ledger');
		await put((await storage.open('ledger'))!, 'a');
		await storage.close();
		const file = openSqlite(join(directory, 'db-ledger.sqlite'));
		file.exec('ALTER TABLE facts DROP COLUMN settings; DROP TABLE purges; PRAGMA user_version = 1');
		file.close();
		const again = await openSqliteStorage({ directory });
		const store = (await again.open('ledger'))!;
		expect((await store.info()).docCount).toBe(1);
		await store.saveSettings({ revsLimit: 5 });
		expect(await store.settings()).toMatchObject({ revsLimit: 5, purgedInfosLimit: 1000 });
		await again.close();
	});

	test('[S13] uncleanly, loses nothing acknowledged and begins a new epoch', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('ledger');
		const store = (await storage.open('ledger'))!;
		await put(store, 'a', 'b', 'c');
		const before = await seqOf(store);
		// What a dead process leaves behind: the files as they lie, journal included.
		const crashed = freshDirectory();
		cpSync(directory, crashed, { recursive: true });
		await put(store, 'lost');
		const lost = await seqOf(store);
		await storage.close();

		const recovered = await openSqliteStorage({ directory: crashed });
		const again = (await recovered.open('ledger'))!;
		expect((await again.info()).docCount).toBe(3);
		const after = await seqOf(again);
		expect(after.epoch).not.toBe(before.epoch);
		await put(again, 'd');
		const ids = async (since: string): Promise<string[]> =>
			(await again.changes({ since, limit: 99, bodies: false })).rows.map(({ id }) => id);
		// Who read what was lost goes on from where both histories are the same.
		expect(await ids(`${lost.seq}-${lost.epoch}`)).toEqual(['d']);
		expect(await ids(`2-${before.epoch}`)).toEqual(['c', 'd']);
		expect(await ids('2-01234567')).toEqual(['a', 'b', 'c', 'd']);
		await recovered.close();
	});

	test('[S13] every connection that commits waits until the medium has it (SAFETY F6)', async () => {
		const levels = new Map<string, unknown>();
		const watching: OpenSqlite = (file) => {
			const connection = openSqlite(file);
			return {
				...connection,
				prepare(sql) {
					const statement = connection.prepare(sql);
					if (sql !== 'COMMIT') return statement;
					const asked = ['synchronous', 'journal_mode'].map(
						(name) => connection.prepare(`PRAGMA ${name}`).one()?.[0]
					);
					return {
						...statement,
						run(...values) {
							levels.set(file, asked);
							return statement.run(...values);
						}
					};
				}
			};
		};
		const storage = await openSqliteStorage({ directory: freshDirectory(), openSqlite: watching });
		for (const name of ['ledger', 'feed']) {
			await storage.create(name);
			await put((await storage.open(name))!, 'a');
		}
		// 2 is FULL: 1, NORMAL, loses acknowledged writes with the power.
		expect([...levels.values()]).toEqual([
			[2, 'wal'],
			[2, 'wal']
		]);
		await storage.close();
	});

	test('[S14] a second process is kept out', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await expect(openSqliteStorage({ directory })).rejects.toThrow('Another process');
		await storage.close();
		const next = await openSqliteStorage({ directory });
		expect(await next.names()).toEqual([]);
		await next.close();
	});

	test('[S1] files are named one to one and foreign files are left alone', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('a/b');
		await storage.create('con');
		writeFileSync(join(directory, 'db-Foreign.sqlite'), '');
		await storage.close();
		expect(readdirSync(directory).sort()).toEqual([
			'db-Foreign.sqlite',
			'db-a=2fb.sqlite',
			'db-con.sqlite',
			'storage.sqlite'
		]);
		const again = await openSqliteStorage({ directory });
		expect(await again.names()).toEqual(['a/b', 'con']);
		await again.close();
	});

	test.skipIf(!existsSync('/proc/self/fd'))(
		'[S15] many databases need few open files',
		async () => {
			const storage = await openSqliteStorage({ directory: freshDirectory(), openFiles: 8 });
			const stores: DocumentStore[] = [];
			for (let n = 0; n < 100; n += 1) {
				await storage.create(`feed-${n}`);
				stores.push((await storage.open(`feed-${n}`))!);
				await put(stores[n]!, `doc-${n}`);
			}
			for (const [n, store] of stores.entries()) {
				expect((await store.row(`doc-${n}`))?.id).toBe(`doc-${n}`);
			}
			const open = readdirSync('/proc/self/fd').length;
			expect(open).toBeLessThan(100);
			await storage.close();
		},
		60_000
	);
});

describe('a medium that fails', () => {
	/** Lets everything through until `fail` is set, then throws at that statement. */
	function faulty(): { openSqlite: OpenSqlite; fault: { at: string; error: Error } | null } {
		const state: ReturnType<typeof faulty> = {
			fault: null,
			openSqlite: (file) => {
				const connection = openSqlite(file);
				return {
					...connection,
					prepare(sql) {
						const statement = connection.prepare(sql);
						return {
							...statement,
							run(...values) {
								if (state.fault && sql.startsWith(state.fault.at)) throw state.fault.error;
								return statement.run(...values);
							}
						};
					}
				};
			}
		};
		return state;
	}

	async function storeOn(medium: { openSqlite: OpenSqlite }): Promise<DocumentStore> {
		const storage = await openSqliteStorage({ directory: freshDirectory(), ...medium });
		await storage.create('ledger');
		return (await storage.open('ledger'))!;
	}

	test('[S16] without room the request fails whole, and the station goes on when there is room', async () => {
		for (const at of ['INSERT INTO rows', 'COMMIT']) {
			const medium = faulty();
			const store = await storeOn(medium);
			await put(store, 'a');
			medium.fault = { at, error: new StorageFull(null) };
			await expect(put(store, 'b', 'c')).rejects.toBeInstanceOf(StorageFull);
			medium.fault = null;
			expect(await store.row('b')).toBeUndefined();
			expect((await seqOf(store)).seq).toBe(1);
			await put(store, 'd');
			expect((await store.row('d'))?.seq).toBe(2);
		}
	});

	test('[S16] after a commit that failed otherwise nothing is answered any more', async () => {
		const medium = faulty();
		const store = await storeOn(medium);
		const told: unknown[] = [];
		store.onCommit((commit) => told.push(commit));
		medium.fault = { at: 'COMMIT', error: new Error('EIO') };
		await expect(put(store, 'a')).rejects.toBeInstanceOf(StorageBroken);
		medium.fault = null;
		await expect(put(store, 'b')).rejects.toBeInstanceOf(StorageBroken);
		await expect(store.row('a')).rejects.toBeInstanceOf(StorageBroken);
		expect(told).toEqual([]);
	});

	test('[S16] a damaged file is that database’s trouble alone', async () => {
		const directory = freshDirectory();
		const storage = await openSqliteStorage({ directory });
		await storage.create('broken');
		await storage.create('whole');
		await storage.close();
		writeFileSync(join(directory, 'db-broken.sqlite'), 'no database '.repeat(1000));
		const again = await openSqliteStorage({ directory });
		await expect(again.open('broken')).rejects.toThrow('damaged');
		const whole = (await again.open('whole'))!;
		await put(whole, 'a');
		expect((await whole.row('a'))?.id).toBe('a');
		await again.close();
	});
});
