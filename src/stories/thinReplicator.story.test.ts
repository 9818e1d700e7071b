/**
 * The yardstick: what the thin replicator leaves behind is what PouchDB's own replication leaves,
 * in both directions, over a real socket.
 */
import { createRequire } from 'node:module';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleGrid,
	sampleKinds
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import type { Drawing } from '#lib/replication/drawing.ts';
import { openFeedRoom } from '#lib/replication/feedRoom.ts';
import { openReplicator } from '#lib/replication/replicator.ts';
import { ulid } from 'ulid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeServer } from '../../server/http/nodeAdapter.ts';
import { serveNode } from '../../server/http/nodeAdapter.ts';
import type { TrialStation } from '../../server/trialStation.ts';
import { openTrialStation, trialPassword } from '../../server/trialStation.ts';
import { layDown, readFeed } from './layDown.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- PouchDB's plugins bring no types */
const load = createRequire(import.meta.url);
const Pouch: any = load('pouchdb-core')
	.plugin(load('pouchdb-adapter-http'))
	.plugin(load('pouchdb-adapter-memory'))
	.plugin(load('pouchdb-replication'));

const feed = `feed-grid-${sampleGrid}`;
const media = `media-grid-${sampleGrid}`;
const now = () => new Date().toISOString();
const draws: Drawing = {
	drawArrived: async () => undefined,
	finishArrived: async () => undefined,
	catchUp: async () => undefined,
	settled: async () => undefined,
	setAside: async () => undefined
};

let station: TrialStation;
let server: NodeServer;
let requests: string[];
let pouches = 0;

beforeEach(async () => {
	station = await openTrialStation();
	requests = [];
	server = await serveNode({
		handle: (request) => {
			requests.push(`${request.method} ${new URL(request.url).pathname}`);
			return station.handle(request);
		},
		host: '127.0.0.1',
		port: 0,
		onBroken: (error) => {
			throw error;
		},
		onDefect: (error) => {
			throw error as Error;
		}
	});
});
afterEach(async () => {
	await server.close();
	await station.close();
});

/** `fetch` with a session, as a browser would have it. */
async function signIn(device: string): Promise<typeof fetch> {
	const answer = await fetch(`${server.url}/db/_session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': device },
		body: JSON.stringify({ name: 'wangge1', password: trialPassword })
	});
	const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	return (input, init) => {
		const request = new Request(input, init);
		request.headers.set('Cookie', cookie);
		request.headers.set('X-Qingge-Device', device);
		return fetch(request);
	};
}

async function thinPhone(device: string, ledger: Ledger) {
	const signed = await signIn(device);
	const room = await openFeedRoom({
		grant: { feed, media },
		ledger,
		device,
		drawing: draws,
		observe: async () => undefined,
		now
	});
	return openReplicator({
		line: {
			fetch: signed,
			origin: server.url,
			device,
			limitMs: 10_000,
			nowMs: () => Date.now()
		},
		rooms: [room],
		drawing: draws,
		pictures: {
			ofFeed: async () => [],
			markTried: async () => undefined,
			settled: async () => undefined,
			offerAgain: async () => undefined,
			offerDelivered: async () => undefined
		},
		now,
		chance: () => 1,
		lastMetAt: '',
		onReading: () => undefined
	});
}

async function pouchOfStation(device: string): Promise<any> {
	return new Pouch(`${server.url}/db/${feed}`, { fetch: await signIn(device), skip_setup: true });
}

function memoryPouch(): any {
	pouches += 1;
	return new Pouch(`yardstick-${pouches}`, { adapter: 'memory' });
}

async function documentsOfPouch(pouch: any): Promise<Map<string, unknown>> {
	const { rows } = await pouch.allDocs({ include_docs: true });
	return new Map(rows.map((row: any) => [row.id, row.doc]));
}

async function documentsOfLedger(ledger: Ledger): Promise<Map<string, unknown>> {
	const { documents } = await ledger.changesSince(0, 1_000_000);
	return new Map(documents.map((document) => [document._id, document]));
}

function manyVisits(count: number, device: string): LedgerDocument[] {
	return Array.from({ length: count }, (_, index) =>
		sampleDocument('visit', sha256, {
			_id: documentId.visit(ulid()),
			device,
			deviceSeq: index + 1,
			clock: `0000018f0000-${(index % 65_536).toString(16).padStart(4, '0')}-${device}`,
			note: `第${index}户，暖气“不热”\n😀`
		})
	);
}

describe('the thin replicator beside PouchDB', () => {
	it('[M20] pulls the same documents, erasures included', async () => {
		const kinds = sampleKinds.map((kind) => sampleDocument(kind, sha256));
		const visits = manyVisits(2_300, sampleDevice);
		await layDown(station.storage, feed, [...kinds, ...visits]);
		// The station receives the concern among them before anybody looks.
		await station.router.idle();
		await station.loop.idle();
		await station.router.idle();
		const received = 1;
		const ledger = openMemoryLedger(feed);
		const pouch = memoryPouch();
		const thin = await thinPhone(ulid(), ledger);
		const remote = await pouchOfStation(ulid());

		requests = [];
		await thin.meet();
		expect(requests).toEqual([`GET /db/${feed}/_changes`, `GET /db/${feed}/_changes`]);
		await pouch.replicate.from(remote, { batch_size: 1_000 });
		expect(await documentsOfLedger(ledger)).toEqual(await documentsOfPouch(pouch));

		const [gone] = visits;
		const tombstone = { _id: gone!._id, _rev: `2-${'d'.repeat(32)}` };
		await erase(gone!._id, gone!._rev, tombstone._rev);
		await layDown(station.storage, feed, manyVisits(3, ulid()));
		await thin.meet();
		await pouch.replicate.from(remote);
		const left = await documentsOfLedger(ledger);
		expect(left).toEqual(await documentsOfPouch(pouch));
		expect(left.has(tombstone._id)).toBe(false);
		expect(left.size).toBe(kinds.length + visits.length + 2 + received);
		expect(thin.reading().trouble).toBeUndefined();
		await thin.close();
	});

	it('[M20] pushes the same documents, in one request a batch', async () => {
		const device = ulid();
		const visits = manyVisits(450, device);
		const ledger = openMemoryLedger(feed);
		const thin = await thinPhone(device, ledger);
		await thin.meet();
		requests = [];
		await ledger.append(visits);
		thin.poke(feed);
		await thin.meet();
		expect(requests.filter((request) => request.startsWith('POST'))).toEqual(
			Array.from({ length: 3 }, () => `POST /db/${feed}/_bulk_docs`)
		);
		const byThin = await readFeed(station.storage, feed);
		await thin.close();

		const other = await openTrialStation();
		const first = station;
		station = other;
		const pouch = memoryPouch();
		await pouch.bulkDocs(visits, { new_edits: false });
		await pouch.replicate.to(await pouchOfStation(device), { batch_size: 100 });
		expect(byThin).toEqual(await readFeed(other.storage, feed));
		expect(byThin.size).toBe(450);
		await first.close();
	});
});

async function erase(id: string, rev: string, tombstone: string): Promise<void> {
	const store = await station.storage.open(feed);
	const ids = [tombstone, rev].map((one) => one.slice(2));
	const edit = { id, revisions: { start: 2, ids }, deleted: true, body: '{}', attachments: null };
	await store?.write([edit], { newEdits: false });
}
