import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Commit, DocumentStore, StationStorage, WriteRow } from './documentStore.ts';
import { editOf } from './edit.ts';
import type { OpenSqlite } from './sqliteDriver.ts';
import { openSqlite } from './sqliteDriver.ts';
import { openSqliteStorage } from './sqliteStorage.ts';
import { DatabaseGone, StorageBroken, StorageFull } from './storageErrors.ts';

const root = mkdtempSync(join(tmpdir(), 'qingge-group-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let directories = 0;

/** The statements that were run, and a fault that lasts as long as `fails` says so. */
function watched() {
	const ran: string[] = [];
	const medium = {
		fails: (_sql: string, _values: readonly unknown[]): Error | undefined => undefined
	};
	const open: OpenSqlite = (file) => {
		const connection = openSqlite(file);
		return {
			...connection,
			prepare(sql) {
				const statement = connection.prepare(sql);
				return {
					...statement,
					run(...values) {
						ran.push(sql);
						const error = medium.fails(sql, values);
						if (error) throw error;
						return statement.run(...values);
					}
				};
			}
		};
	};
	return { open, medium, commits: () => ran.filter((sql) => sql === 'COMMIT').length };
}

let disk: ReturnType<typeof watched>;
let storage: StationStorage;
let store: DocumentStore;
beforeEach(async () => {
	disk = watched();
	const directory = join(root, String((directories += 1)));
	storage = await openSqliteStorage({ directory, openSqlite: disk.open });
	await storage.create('ledger');
	store = (await storage.open('ledger'))!;
});

const put = async (...documents: object[]): Promise<WriteRow[]> =>
	store.write(
		documents.map((document) => editOf(document, { newEdits: true })),
		{ newEdits: true }
	);
const ids = async (): Promise<string[]> =>
	(await store.changes({ since: '0', limit: 99, bodies: false })).rows.map(({ id }) => id);
const nothingThere = { _attachments: { 'a.jpg': { stub: true } } };

describe('writes at the same moment', () => {
	test('[S60] share one commit; each has its own rows and is told of by itself', async () => {
		const told: Commit[] = [];
		const since = await store.standing();
		store.onCommit((commit) => told.push(commit));
		const before = disk.commits();
		const rows = await Promise.all([
			put({ _id: 'a' }, { _id: 'b' }),
			put({ _id: 'a' }),
			put({ _id: 'c' })
		]);
		expect(disk.commits() - before).toBe(1);
		expect(rows.map((all) => all.map(({ id, outcome }) => `${id} ${outcome}`))).toEqual([
			['a written', 'b written'],
			['a conflict'],
			['c written']
		]);
		expect(told.map((commit) => commit.rows.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
		expect(told.map((commit) => commit.since)).toEqual([since, told[0]?.seq]);
		expect(told[1]?.seq).toBe(await store.standing());
		expect(await store.info()).toMatchObject({ docCount: 3 });
		await storage.close();
	});

	test('[S60] are not answered, and nobody is told, before their commit has returned', async () => {
		const told: unknown[] = [];
		store.onCommit((commit) => told.push(commit));
		disk.medium.fails = (sql) => (sql === 'COMMIT' ? new Error('EIO') : undefined);
		const ended = await Promise.allSettled([put({ _id: 'a' }), put({ _id: 'b' })]);
		expect(ended).toMatchObject([
			{ status: 'rejected', reason: expect.any(StorageBroken) },
			{ status: 'rejected', reason: expect.any(StorageBroken) }
		]);
		expect(told).toEqual([]);
		disk.medium.fails = () => undefined;
		await expect(put({ _id: 'c' })).rejects.toBeInstanceOf(StorageBroken);
	});

	test('[S61] one that is refused fails whole and alone', async () => {
		const told: Commit[] = [];
		store.onCommit((commit) => told.push(commit));
		const ended = await Promise.allSettled([
			put({ _id: 'a' }),
			put({ _id: 'half' }, { _id: 'wrong', ...nothingThere }),
			put({ _id: 'b' })
		]);
		expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(ended[1]).toMatchObject({ reason: { error: 'missing_stub' } });
		expect(await ids()).toEqual(['a', 'b']);
		expect(told.map(({ rows }) => rows.map(({ id, seq }) => [id, seq]))).toEqual([
			[['a', 1]],
			[['b', 2]]
		]);
		expect(await store.info()).toMatchObject({ docCount: 2 });
		await storage.close();
	});

	test('[S61] one that finds no room takes no room from the others', async () => {
		disk.medium.fails = (sql, values) =>
			sql.startsWith('INSERT INTO rows') && values.includes('large')
				? new StorageFull(null)
				: undefined;
		const ended = await Promise.allSettled([
			put({ _id: 'a' }),
			put({ _id: 'large' }),
			put({ _id: 'b' })
		]);
		expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(ended[1]).toMatchObject({ reason: expect.any(StorageFull) });
		expect(await ids()).toEqual(['a', 'b']);
		await storage.close();
	});

	test('[S61] without room for any commit all fail, and go on when there is room', async () => {
		disk.medium.fails = (sql) => (sql === 'COMMIT' ? new StorageFull(null) : undefined);
		const ended = await Promise.allSettled([put({ _id: 'a' }), put({ _id: 'b' })]);
		expect(ended).toMatchObject([
			{ reason: expect.any(StorageFull) },
			{ reason: expect.any(StorageFull) }
		]);
		disk.medium.fails = () => undefined;
		expect(await ids()).toEqual([]);
		await Promise.all([put({ _id: 'a' }), put({ _id: 'b' })]);
		expect((await store.rows(['a', 'b'])).map((row) => row?.seq)).toEqual([1, 2]);
		await storage.close();
	});
});

describe('a write that waits for its commit', () => {
	test('[S62] gets it when the storage closes', async () => {
		const writing = put({ _id: 'last' });
		await storage.close();
		expect(await writing).toMatchObject([{ id: 'last', outcome: 'written' }]);
		const again = await openSqliteStorage({ directory: join(root, String(directories)) });
		expect(await (await again.open('ledger'))!.row('last')).toMatchObject({ id: 'last' });
		await again.close();
	});

	test('[S62] fails when its database is dropped, also where one of that name comes back', async () => {
		const writing = Promise.allSettled([put({ _id: 'a' })]);
		await storage.drop('ledger');
		await storage.create('ledger');
		expect(await writing).toMatchObject([{ reason: expect.any(DatabaseGone) }]);
		store = (await storage.open('ledger'))!;
		expect(await ids()).toEqual([]);
		await storage.close();
	});
});
