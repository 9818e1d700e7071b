import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestCluster } from '../testCluster.ts';
import { openTestCluster } from '../testCluster.ts';
import { openCouchStorage } from '../storage/couchStorage.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { AccessStore } from './accessStore.ts';
import { accessStoreContract } from './accessStoreContract.ts';
import { openDocumentAccessStore } from './documentAccessStore.ts';

/** Patient: a busy machine may stand still for seconds. */
const until = async (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
vi.setConfig({ testTimeout: 90_000 });

async function openOver(storage: StationStorage, trail = 'one'): Promise<AccessStore> {
	await storage.create('station-access');
	return openDocumentAccessStore((await storage.open('station-access'))!, trail);
}

accessStoreContract('documents', async () => openOver(openMemoryStorage()));

const lin = { name: 'lin', displayName: '林', grants: [], demo: false };
const session = { tokenHash: 'h', account: 'lin', device: null, startedMs: 1, endsMs: 2 };

describe('people of a community whose stations share a cluster', () => {
	let cluster: TestCluster;
	let storages: StationStorage[];
	let a: AccessStore;
	let b: AccessStore;
	beforeEach(async () => {
		cluster = await openTestCluster();
		storages = [
			await openCouchStorage({ url: cluster.url }),
			await openCouchStorage({ url: cluster.url })
		];
		a = await openOver(storages[0]!);
		b = await openOver(storages[1]!);
	});
	afterEach(async () => {
		a.close();
		b.close();
		for (const storage of storages) await storage.close();
		await cluster.close();
	});

	test('[S22] what one station saves the others know, and the next start finds', async () => {
		a.saveAccount(lin, 'hash');
		a.saveFact('x', 'y');
		await a.settled();
		await until(() => expect(b.account('lin')).toEqual(lin));
		const next = await openOver(storages[1]!);
		expect([next.passwordHash('lin'), next.fact('x')]).toEqual(['hash', 'y']);
		next.close();
	});

	test('[S22] a session begun there a moment ago is known here when it is asked for', async () => {
		a.saveSession(session);
		await a.settled();
		await b.meet('h');
		expect(b.session('h')).toEqual(session);
		b.dropSession('h');
		await b.settled();
		await until(() => expect(a.session('h')).toBeUndefined());
		await b.meet('nobody');
		expect(b.session('nobody')).toBeUndefined();
	});

	test('[S22] of two who change the same, the last one holds at both', async () => {
		a.saveAccount(lin, 'first');
		await a.settled();
		await until(() => expect(b.passwordHash('lin')).toBe('first'));
		a.setPassword('lin', 'of a');
		b.setPassword('lin', 'of b');
		await Promise.all([a.settled(), b.settled()]);
		await until(() => expect(a.passwordHash('lin')).toBe(b.passwordHash('lin')));
		a.dropSessionsOf('lin');
		await a.settled();
	});

	test('[S22] a fact is whoever’s came first, so that two stations that begin at once are one', async () => {
		a.saveFact('uuid', 'of a');
		b.saveFact('uuid', 'of b');
		await Promise.all([a.settled(), b.settled()]);
		await until(() => expect(a.fact('uuid')).toBe(b.fact('uuid')));
	});

	test('[S22] while the cluster is away nothing is called durable; afterwards it is written', async () => {
		cluster.fail.is = true;
		a.saveAccount(lin, 'hash');
		await expect(a.settled()).rejects.toMatchObject({ name: 'StorageUnreachable' });
		cluster.fail.is = false;
		await a.settled();
		const store = (await cluster.storage.open('station-access'))!;
		expect((await store.row('account:lin'))?.body).toContain('hash');
	});

	test('[S26] each station has a trail of its own, and finds it at the next start', async () => {
		b.close();
		b = await openOver(storages[1]!, 'two');
		const line = (text: string) => ({ seq: 1, text, hash: text });
		a.appendAuditLine(line('of a'));
		b.appendAuditLine(line('of b'));
		await Promise.all([a.settled(), b.settled()]);
		const next = await openOver(storages[0]!, 'two');
		expect([a, b, next].map((store) => store.auditLines(0, 9))).toEqual([
			[line('of a')],
			[line('of b')],
			[line('of b')]
		]);
		next.close();
	});

	test('[S26] a trail that two write breaks instead of losing a line', async () => {
		a.appendAuditLine({ seq: 1, text: 'of a', hash: '' });
		b.appendAuditLine({ seq: 1, text: 'of b', hash: '' });
		const ends = await Promise.allSettled([a.settled(), b.settled()]);
		expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { name: 'StorageBroken' }
		});
	});
});
