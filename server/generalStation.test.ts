import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryAccessStore } from './access/memoryAccessStore.ts';
import type { NodeServer } from './http/nodeAdapter.ts';
import { serveNode } from './http/nodeAdapter.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation, trialPassword } from './trialStation.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- PouchDB's plugins bring no types */
const load = createRequire(import.meta.url);
const Pouch: any = load('pouchdb-core')
	.plugin(load('pouchdb-adapter-http'))
	.plugin(load('pouchdb-adapter-memory'))
	.plugin(load('pouchdb-replication'));

const directory = mkdtempSync(join(tmpdir(), 'qingge-general-'));
const access = openMemoryAccessStore();
const defects: unknown[] = [];
let storage: StationStorage;
let station: TrialStation;
let server: NodeServer;

async function start(): Promise<void> {
	storage = await openSqliteStorage({ directory });
	station = await openTrialStation({ storage, access, onDefect: (error) => defects.push(error) });
	server = await serveNode({
		handle: station.handle,
		host: '127.0.0.1',
		port: 0,
		onBroken: (error) => defects.push(error),
		onDefect: (error) => defects.push(error)
	});
}

async function stop(): Promise<void> {
	await station.close();
	await server.close();
	await storage.close();
}

beforeAll(async () => {
	await start();
	await station.joinCouch('root', 'admin');
	await station.joinCouch('peer', 'member');
});
afterAll(async () => {
	await stop();
	rmSync(directory, { recursive: true, force: true });
});

function urlOf(account: string, db: string): string {
	const { host } = new URL(server.url);
	return `http://${account}:${trialPassword}@${host}/db/${encodeURIComponent(db)}`;
}

const remote = (account: string, db: string): any => new Pouch(urlOf(account, db));

async function secure(db: string, security: object): Promise<void> {
	const answer = await remote('root', db).fetch('_security', {
		method: 'PUT',
		body: JSON.stringify(security)
	});
	expect(await answer.json()).toEqual({ ok: true });
}

describe('PouchDB with a name and a password in its URL', () => {
	test('[A22] makes, fills and drops databases one after the other and many at once', async () => {
		for (let turn = 0; turn < 10; turn += 1) {
			const db = remote('root', 'testdb');
			await db.put({ _id: 'a', turn });
			expect((await db.info()).doc_count).toBe(1);
			await db.destroy();
		}
		const names = Array.from({ length: 20 }, (_, n) => `prefix/test${n}`);
		const all = await Promise.all(
			names.map(async (name) => {
				const db = remote('root', name);
				await db.put({ _id: name });
				return db;
			})
		);
		expect((await storage.names()).filter((name) => name.startsWith('prefix/')).length).toBe(20);
		await Promise.all(all.map(async (db) => db.destroy()));
		expect((await storage.names()).filter((name) => name.startsWith('prefix/'))).toEqual([]);
		expect(defects).toEqual([]);
	});

	test('[A24] replicates as a member, and what was set holds after a restart', async () => {
		const shared = remote('root', 'shared');
		await shared.bulkDocs(Array.from({ length: 50 }, (_, n) => ({ _id: `d${n}` })));
		const local = new Pouch('of-peer', { adapter: 'memory' });
		await expect(local.replicate.from(remote('peer', 'shared'))).rejects.toMatchObject({
			status: 403
		});
		await secure('shared', { members: { names: ['peer'] } });
		expect((await local.replicate.from(remote('peer', 'shared'))).docs_written).toBe(50);
		await local.put({ _id: 'mine' });
		expect((await local.replicate.to(remote('peer', 'shared'))).docs_written).toBe(1);
		await stop();
		await start();
		expect((await remote('peer', 'shared').get('mine'))._id).toBe('mine');
		await secure('shared', { members: { names: ['else'] } });
		await expect(remote('peer', 'shared').get('mine')).rejects.toMatchObject({ status: 403 });
		expect(defects).toEqual([]);
	});
});
