/**
 * The real station (server/main.ts in a process of its own) with a community whose feeds were laid
 * down beforehand: one grid, one worker, as many documents as are asked for.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { communityLedger, gridFeed } from '#lib/domain/feeds.ts';
import { wholeCommunity } from '#lib/domain/ids.ts';
import { databasesOf } from '../../../server/access/community.ts';
import { hashPassword } from '../../../server/access/passwords.ts';
import { readRunning } from '../../../server/admin/runningStation.ts';
import { openStationData } from '../../../server/stationData.ts';
import { stop } from '../childServer.ts';
import { author } from '../gridDocuments.ts';
import type { BenchGround } from '../lane.ts';
import { inBatches } from '../plainDocuments.ts';

export const grid = '150105001019-01';
export const feed = gridFeed(grid);
export const account = author;
export const password = 'qingge-bench';

const startingMs = 60_000;

/** Somebody beside the worker, with the same password. */
export interface Colleague {
	account: string;
	grant: RoleGrant;
}

/** Answers the station's address once it listens and has carried everything to the community. */
export async function startCommunity(
	bench: BenchGround,
	documents: readonly LedgerDocument[],
	others: readonly Colleague[] = []
): Promise<string> {
	const dataDir = join(bench.scratch, 'community');
	await layDown(dataDir, documents, others);
	const child = fork(join(bench.root, 'server/main.ts'), [], {
		env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	bench.onEnd(() => stop(child));
	const startedMs = performance.now();
	for (;;) {
		if (child.exitCode !== null) throw new Error('the station did not start');
		if (performance.now() - startedMs > startingMs) throw new Error('the station is not ready');
		const url = readRunning(dataDir)?.url;
		if (url !== undefined && (await isIdle(url))) return url;
		await pause(100);
	}
}

async function layDown(
	dataDir: string,
	documents: readonly LedgerDocument[],
	others: readonly Colleague[]
): Promise<void> {
	const data = await openStationData(dataDir);
	const community = {
		...{ id: '150105001019', name: '兴康社区', street: '人民路街道', phone: '' },
		...{ grids: [{ id: grid, label: '第1网格' }], demo: false }
	};
	data.access.saveCommunity(community);
	data.access.saveAccount(
		{
			...{ name: account, displayName: '网格员', demo: false },
			grants: [{ role: 'grid_worker', scope: grid }]
		},
		await hashPassword(password)
	);
	for (const { account: name, grant } of others) {
		const account = { name, displayName: name, demo: false, grants: [grant] };
		data.access.saveAccount(account, await hashPassword(password));
	}
	for (const database of databasesOf(community)) await data.storage.create(database);
	// What the community says to everybody comes from its ledger.
	const isForAll = (document: LedgerDocument) => document.grid === wholeCommunity(community.id);
	const parts = [
		[feed, documents.filter((document) => !isForAll(document))],
		[communityLedger(community.id), documents.filter(isForAll)]
	] as const;
	for (const [database, own] of parts) await fill(data, database, own);
	await data.close();
}

async function fill(
	data: Awaited<ReturnType<typeof openStationData>>,
	database: string,
	documents: readonly LedgerDocument[]
): Promise<void> {
	const store = await data.storage.open(database);
	for (const batch of inBatches(documents, 500)) {
		await store?.write(
			batch.map(({ _id, _rev, ...content }) => ({
				...{ id: _id, revisions: { start: 1, ids: [_rev.slice(2)] }, deleted: false },
				...{ body: JSON.stringify(content), attachments: null }
			})),
			{ newEdits: false }
		);
	}
}

async function isIdle(url: string): Promise<boolean> {
	const answer = await fetch(`${url}/station/health`);
	const { router } = (await answer.json()) as { router: { behind: number } };
	return router.behind === 0;
}
