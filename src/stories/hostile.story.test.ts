// T-HOSTILE: what the station turns away, whole and with its reason; and, where a station lets it
// through, what a phone sets aside while it takes the rest and writes on.
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrialStation } from '../../server/trialStation.ts';
import { openTrialStation } from '../../server/trialStation.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import type { GridWorker } from './gridWorker.ts';
import { door, feed, otherDoor } from './gridWorker.ts';
import type { HostileDocument } from './hostileDocuments.ts';
import { hostileDocuments, manyLeaves, visitFromTheFuture } from './hostileDocuments.ts';
import { readFeed } from './layDown.ts';

const corpus = hostileDocuments();
const honest = (at: number) =>
	sampleDocument('visit', sha256, { _id: `visit:01KASXV2G00000000FARE0000${at}`, deviceSeq: at });

function idOf(document: unknown): unknown {
	return (document as { _id?: unknown } | null)?._id;
}

describe('a device that sends what it must not', () => {
	let station: TrialStation;
	let phone: Awaited<ReturnType<TrialStation['signIn']>>;
	beforeEach(async () => {
		station = await openTrialStation();
		phone = await station.signIn('wangge1', sampleDevice);
	});
	afterEach(() => station.close());

	async function push(docs: readonly unknown[]) {
		const answer = await phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs })
		});
		return { status: answer.status, told: (await answer.json()) as unknown };
	}
	const kept = async () => (await station.storage.open('quarantine-150105001019'))!.info();

	it(`[A34] is refused all ${corpus.length} of them, and what lies beside is taken`, async () => {
		expect(corpus.length).toBeGreaterThanOrEqual(80);
		const wrong: unknown[] = [];
		for (const { what, document } of corpus) {
			const before = (await kept()).docCount;
			const { status, told } = await push([document]);
			const rows = told as { error: string; reason: string }[];
			const isQuarantined =
				status === 201 &&
				rows[0]?.reason.startsWith('quarantined: ') === true &&
				(await kept()).docCount === before + 1;
			const isTurnedAway =
				(status === 400 || status === 413) &&
				typeof (told as { reason?: unknown }).reason === 'string';
			if (!isQuarantined && !isTurnedAway) wrong.push({ what, status, told });
		}
		expect(wrong).toEqual([]);
		expect((await readFeed(station.storage, feed)).size).toBe(0);
		expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
		// All that is JSON at all, in one push, with honest work before, between and behind.
		const sendable = corpus.filter(({ document }) => isTaken(document)).slice(0, 197);
		const half = sendable.length >> 1;
		const docs = sendable.map(({ document }) => document);
		const { status, told } = await push([
			...[honest(1), ...docs.slice(0, half), honest(2), ...docs.slice(half), honest(3)]
		]);
		expect([status, (told as unknown[]).length]).toEqual([201, docs.length]);
		expect([...(await readFeed(station.storage, feed)).keys()]).toEqual(
			[1, 2, 3].map((n) => honest(n)._id)
		);
	});

	it('[A34] writes one visit in a thousand ways, and the first way stays', async () => {
		const leaves = manyLeaves(1_000);
		const answers: unknown[] = [];
		for (let at = 0; at < leaves.length; at += 200) {
			answers.push(...((await push(leaves.slice(at, at + 200))).told as unknown[]));
		}
		expect(answers).toHaveLength(leaves.length - 1);
		const row = await (await station.storage.open(feed))!.row(leaves[0]!._id);
		expect(row).toMatchObject({ rev: leaves[0]!._rev, leaves: null });
		expect((await kept()).docCount).toBe(leaves.length - 1);
	});

	it('[A34] with a gravestone or another content for what is here changes nothing', async () => {
		const event = sampleDocument('event', sha256);
		await push([event]);
		const before = await (await station.storage.open(feed))!.row(event._id);
		for (const lie of [
			{ _id: event._id, _rev: event._rev, _deleted: true },
			{ _id: event._id, _rev: `2-${'0'.repeat(32)}`, _deleted: true },
			{ ...event, _deleted: true },
			{ ...event, note: 'forged' },
			{ ...event, _rev: `999999999-${'f'.repeat(32)}` },
			{ ...event, _revisions: { start: 9, ids: ['f'.repeat(32), event._rev.slice(2)] } }
		]) {
			expect((await push([lie])).told).toMatchObject([{ error: 'forbidden' }]);
		}
		expect(await (await station.storage.open(feed))!.row(event._id)).toEqual(before);
	});
});

/** The JSON gate lets it in, so that the rest of the batch is looked at. */
function isTaken(document: unknown): boolean {
	const text = JSON.stringify(document);
	return !text.includes('"__proto__":') && !text.includes('['.repeat(90));
}

describe('a station in bad hands', () => {
	let cast: Cast;
	let lin: GridWorker;
	beforeEach(async () => {
		cast = await openCast();
		lin = await cast.gridWorker('lin');
	});
	afterEach(() => cast.close());

	/** Puts rows into the next list of changes as a CouchDB would give them, between honest ones. */
	function injects(documents: readonly unknown[]): void {
		const [first, second, third] = [1, 2, 3].map((at) => honest(at));
		const half = documents.length >> 1;
		const all = [first, ...documents.slice(0, half), second, ...documents.slice(half), third];
		let isDone = false;
		lin.phone.line = async (request) => {
			const answer = await cast.station().handle(request);
			if (isDone || !new URL(request.url).pathname.endsWith('/_changes')) return answer;
			isDone = true;
			const told = (await answer.json()) as {
				results: unknown[];
				last_seq: string;
				pending: number;
			};
			const rows = all.map((document, at) => rowOf(document, told.last_seq, at));
			return new Response(
				`{"results":[${[...told.results.map((row) => JSON.stringify(row)), ...rows].join(',')}],` +
					`"last_seq":${JSON.stringify(told.last_seq)},"pending":0}`,
				{ headers: { 'Content-Type': 'application/json' } }
			);
		};
	}
	function rowOf(document: unknown, seq: string, at: number): string {
		const id = idOf(document);
		const rev = (document as { _rev?: unknown } | null)?._rev;
		return JSON.stringify({
			...{ seq, id: typeof id === 'string' ? id : `odd:${at}`, changes: [{ rev: String(rev) }] },
			...((document as { _deleted?: unknown } | null)?._deleted === true ? { deleted: true } : {}),
			doc: document
		});
	}
	async function meets(): Promise<void> {
		// Nothing has changed at the station; she asks all the same.
		await cast.stationWrites([sampleDocument('concern', sha256, { author: 'station' })]);
		await lin.meetsStation();
	}
	async function worksOn(): Promise<void> {
		lin.phone.line = undefined;
		const visit = await lin.recordsVisit(door);
		await lin.meetsStation();
		expect(await lin.stateOf(visit)).toBe('delivered');
		expect(lin.reading).toMatchObject({ waiting: 0, refused: 0, trouble: undefined });
	}
	const honestHere = async () =>
		(await Promise.all([1, 2, 3].map((at) => lin.rows.visits.get(honest(at)._id)))).filter(Boolean);

	it('[M4] cannot stop a phone: each is set aside and counted, the rest arrives, she writes on', async () => {
		injects(corpus.map(({ document }) => document));
		await meets();
		expect(await honestHere()).toHaveLength(3);
		const asideIds = new Set((await lin.rows.setAside.toArray()).map(({ id }) => id));
		const held = await lin.ledger();
		const wrong: unknown[] = [];
		for (const { what, document, onPhone } of corpus) {
			const id = idOf(document);
			// Design documents are passed over; what has no id of its own is counted below.
			if (typeof id !== 'string' || id.startsWith('_design/')) continue;
			const fits = onPhone === 'aside' ? asideIds.has(id) && !held.has(id) : held.has(id);
			if (!fits) wrong.push({ what, id, isAside: asideIds.has(id), isHeld: held.has(id) });
		}
		expect(wrong).toEqual([]);
		const nameless = ({ document }: HostileDocument) => typeof idOf(document) !== 'string';
		expect([...asideIds].filter((id) => id.startsWith('odd:'))).toHaveLength(
			corpus.filter(nameless).length
		);
		expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
		await worksOn();
	});

	it('[M4] cannot stop it after a restart either, nor when the rows are drawn anew', async () => {
		injects(corpus.map(({ document }) => document));
		await meets();
		lin.phone.line = undefined;
		const before = await lin.screens();
		lin.isKilled();
		await lin.losesRows();
		await lin.opensApp();
		const after = await lin.screens();
		expect(after['visits']).toEqual(before['visits']);
		expect(after['setAside']).toEqual(before['setAside']);
		await worksOn();
	});

	it('[M4] one visit under two thousand revisions is one row, and costs nobody else', async () => {
		const leaves = manyLeaves(2_000);
		injects(leaves);
		await meets();
		expect(await honestHere()).toHaveLength(3);
		expect(await lin.rows.visits.where('id').equals(leaves[0]!._id).count()).toBe(1);
		await worksOn();
	});

	it('[K3] a clock years ahead does not carry ours with it', async () => {
		injects([visitFromTheFuture(50, cast.nowMs())]);
		await meets();
		lin.phone.line = undefined;
		const own = await lin.recordsVisit(otherDoor);
		const { clock } = (await lin.ledger()).get(own)!;
		const latest = new Date(cast.nowMs() + 6 * 60_000).toISOString();
		const future = visitFromTheFuture(1, cast.nowMs()).clock;
		expect(clock < future).toBe(true);
		expect((await lin.ledger()).get(own)!.capturedAt < latest).toBe(true);
		await worksOn();
	});

	it('[M4] gravestones for what it never had, and forged ones for her own, leave her work', async () => {
		lin.goesOffline();
		const visit = await lin.recordsVisit(door, { note: '还没送', unchanged: false });
		lin.comesBack();
		injects([
			{ _id: 'visit:01KASXV2G0000000000000009Z', _rev: `2-${'0'.repeat(32)}`, _deleted: true },
			{ ...(await lin.ledger()).get(visit)!, note: 'forged' },
			{ _id: '__proto__', _rev: `9007199254740991-${'0'.repeat(32)}`, _deleted: true }
		]);
		await meets();
		await vi.waitFor(async () => expect(await lin.stateOf(visit)).toBe('delivered'));
		expect(await lin.rows.visits.get(visit)).toMatchObject({ note: '还没送' });
		await worksOn();
	});
});
