import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { revisionOf, withRevision } from '#lib/domain/revision.ts';
import { sampleDevice, sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin, trialPassword } from '../trialStation.ts';
import { keeperTable } from './keeperCalls.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = 'feed-grid-150105001019-01';
const secret = '李秀英说暖气不热';
const keepersDevice = '01KASXV2G0000000000000000K';

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
interface Item {
	id: string;
	reason: string;
	detail: string;
	kind: string;
	acceptable: string;
	repairable: boolean;
	arrived: boolean;
	decision: { decision: string } | null;
}

describe('the keeper’s desk', () => {
	let station: TrialStation;
	let worker: Fetch;
	let keeper: Fetch;
	let nowMs = Date.parse('2026-11-26T08:00:00.000Z');

	beforeEach(async () => {
		nowMs = Date.parse('2026-11-26T08:00:00.000Z');
		station = await openTrialStation({ nowMs: () => nowMs });
		worker = await station.signIn('wangge1', sampleDevice);
		keeper = await station.signIn('zhan', keepersDevice);
	});
	afterEach(async () => {
		await station.close();
	});

	const post = async (who: Fetch, path: string, body: unknown = {}) =>
		who(`/station/keeper${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		});
	const push = async (...docs: unknown[]) =>
		worker(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs })
		});
	const overview = async () =>
		(await (await keeper('/station/keeper/overview')).json()) as {
			quarantine: Item[];
			health: { quarantine: number };
			grant: unknown;
			audit: { event: string; by: string; facts: Record<string, unknown> }[];
		};
	const theItem = async () => (await overview()).quarantine[0]!;
	const grant = async (body: Record<string, unknown> = {}) =>
		post(keeper, '/grant', {
			account: 'shuji',
			password: trialPassword,
			minutes: 30,
			...body
		});
	const inFeed = async (id: string) => (await station.storage.open(feed))!.row(id);

	/** A roster document from a phone: well formed, but not hers to write. */
	const ofAnotherRole = (change: Partial<DocumentOfKind['household']> = {}) =>
		sampleDocument('household', sha256, { headName: secret.slice(0, 3), ...change });
	const malformed = (change: Record<string, unknown>, kind: DocumentKind = 'visit') => {
		const { _rev, ...content }: LedgerDocument = sampleDocument(kind, sha256);
		return withRevision({ ...content, note: secret, ...change }, sha256);
	};

	test('[O7] nothing of it exists for others, and nothing besides the table for a keeper', async () => {
		await push(ofAnotherRole());
		const { id } = await theItem();
		const lead = await station.signIn('shuji', sampleOther);
		for (const [path, { method }] of Object.entries(keeperTable)) {
			const url = `/station/keeper${path.replace(':item', id)}`;
			const body = method === 'POST' ? { body: '{}' } : {};
			const anonymous = new Request(`${trialOrigin}${url}`, { method, ...body });
			expect((await station.handle(anonymous)).status).toBe(401);
			for (const other of [worker, lead]) {
				expect((await other(url, { method, ...body })).status, url).toBe(404);
			}
			const wrong = method === 'POST' ? 'DELETE' : 'POST';
			expect((await keeper(url, { method: wrong })).status, url).toBe(405);
		}
		for (const path of ['/', '/overview/x', '/quarantine', '/quarantine/:item', '/toString']) {
			expect((await keeper(`/station/keeper${path}`)).status, path).toBe(404);
		}
		const gone = `/station/keeper/quarantine/quarantined:${'0'.repeat(32)}/accept`;
		expect((await keeper(gone, { method: 'POST' })).status).toBe(404);
		const elsewhere = await keeper('/station/keeper/grant', {
			method: 'POST',
			headers: { Origin: 'https://evil.example' },
			body: '{}'
		});
		expect(elsewhere.status).toBe(403);
	});

	test('[O8] without a grant she is told what kind of thing it is, never what it says', async () => {
		await push(
			malformed({ mode: secret }),
			malformed({ [secret]: 1 }),
			ofAnotherRole(),
			{ _id: 'visit:x', kind: secret, note: secret },
			secret
		);
		const answer = await (await keeper('/station/keeper/overview')).text();
		expect(answer).not.toContain(secret);
		expect(answer).not.toContain(secret.slice(0, 3));
		const { quarantine, health } = JSON.parse(answer) as Awaited<ReturnType<typeof overview>>;
		expect(health.quarantine).toBe(5);
		expect(quarantine.map(({ kind, detail }) => `${kind} ${detail}`).sort()).toEqual([
			'household no role of the account may write this household',
			'unknown not a document',
			'unknown unknown kind',
			'visit field ?',
			'visit field mode'
		]);
		const look = await keeper(`/station/keeper/quarantine/${quarantine[0]!.id}`);
		expect(look.status).toBe(403);
		expect(await look.text()).not.toContain(secret);
	});

	test('[O9] a lead lets her look for a while, and both are written down', async () => {
		await push(malformed({ mode: secret }));
		const { id } = await theItem();
		const look = async () => keeper(`/station/keeper/quarantine/${id}`);
		expect((await grant({ password: 'wrong' })).status).toBe(403);
		expect((await grant({ account: 'wangge1' })).status).toBe(403);
		expect((await grant({ account: 'zhan' })).status).toBe(403);
		expect((await grant({ account: 'a password by mistake' })).status).toBe(403);
		for (const minutes of [0, 121, 1.5, '30']) expect((await grant({ minutes })).status).toBe(400);
		expect((await look()).status).toBe(403);
		expect((await grant()).status).toBe(200);
		expect(await (await look()).json()).toMatchObject({ document: { note: secret } });
		nowMs += 30 * 60_000;
		expect((await look()).status).toBe(403);
		expect((await overview()).grant).toBeNull();
		const acts = (await overview()).audit;
		const told = acts.map(({ event, by }) => `${event} ${by}`);
		expect(told.slice(0, 6)).toEqual([
			'look zhan',
			'grant zhan',
			...Array.from({ length: 4 }, () => 'grant_refused zhan')
		]);
		expect(acts[1]).toMatchObject({ facts: { lead: 'shuji', minutes: 30 } });
		expect(JSON.stringify(acts)).not.toContain('by mistake');
		expect(station.audit.verify()).toMatchObject({ brokenAt: undefined });
	});

	test('[O9] she can end it herself, and guessing the lead’s password waits like guessing at the door', async () => {
		await push(malformed({ mode: secret }));
		const { id } = await theItem();
		await grant();
		expect((await post(keeper, '/grant/end')).status).toBe(200);
		expect((await keeper(`/station/keeper/quarantine/${id}`)).status).toBe(403);
		for (let at = 0; at < 5; at += 1) await grant({ password: `guess ${at}` });
		expect((await grant()).status).toBe(429);
	});

	test('[O10] accepted, it is in its feed as the same revision, and nobody waits for it any more', async () => {
		const document = ofAnotherRole();
		await push(document);
		const item = await theItem();
		expect(item).toMatchObject({ acceptable: 'yes', arrived: false });
		expect((await post(keeper, `/quarantine/${item.id}/accept`)).status).toBe(200);
		expect((await inFeed(document._id))?.rev).toBe(document._rev);
		await station.router.idle();
		const ledger = await station.storage.open('ledger-150105001019');
		expect((await ledger!.row(document._id))?.rev).toBe(document._rev);
		const after = await overview();
		expect(after.health.quarantine).toBe(0);
		expect(after.quarantine[0]).toMatchObject({
			decision: { decision: 'accepted' },
			arrived: true
		});
		expect(after.audit[0]).toMatchObject({ event: 'accept', by: 'zhan', facts: { item: item.id } });
		// The phone offers it once more: it is delivered, and lies nowhere a second time.
		expect(await (await push(document)).json()).toEqual([]);
		expect((await overview()).quarantine).toHaveLength(1);
	});

	test('[O10] what phones cannot read, and a second content of one id, enters no feed', async () => {
		const visit = sampleDocument('visit', sha256);
		const second = sampleDocument('visit', sha256, { note: secret });
		await push(visit);
		await push(second, malformed({ mode: secret }), { ...visit, _rev: `1-${'0'.repeat(32)}` });
		const { quarantine } = await overview();
		expect(quarantine).toHaveLength(3);
		for (const { id, acceptable } of quarantine) {
			expect(acceptable).toBe('no');
			expect((await post(keeper, `/quarantine/${id}/accept`)).status).toBe(422);
		}
		expect((await inFeed(visit._id))?.rev).toBe(visit._rev);
		expect((await overview()).health.quarantine).toBe(3);
	});

	test('[O11] where it is in doubt who wrote it, only who was let to look may take it in', async () => {
		const visit = sampleDocument('visit', sha256, { author: 'wangge2' });
		await push(visit);
		const item = await theItem();
		expect(item).toMatchObject({ reason: 'author', acceptable: 'with_content' });
		expect((await post(keeper, `/quarantine/${item.id}/accept`)).status).toBe(403);
		expect(await inFeed(visit._id)).toBeUndefined();
		await grant();
		expect((await post(keeper, `/quarantine/${item.id}/accept`)).status).toBe(200);
		expect((await inFeed(visit._id))?.rev).toBe(visit._rev);
	});

	test('[O12] repaired, it is another document by the same author that names what was refused', async () => {
		const visit = malformed({ mode: secret });
		await push(visit);
		const item = await theItem();
		expect(item).toMatchObject({ repairable: true, acceptable: 'no', detail: 'field mode' });
		const repair = async (value: unknown) =>
			post(keeper, `/quarantine/${item.id}/repair`, { value });
		expect((await repair('door')).status).toBe(403);
		await grant();
		const look = await (await keeper(`/station/keeper/quarantine/${item.id}`)).json();
		expect(look).toMatchObject({ repairable: { field: 'mode', way: 'correct' } });
		expect((await repair('nonsense')).status).toBe(422);
		expect((await repair('door')).status).toBe(200);
		const { rows } = await (await station.storage.open(feed))!.changes({
			since: '0',
			limit: 9,
			bodies: true
		});
		expect(rows).toHaveLength(1);
		const { id, rev, body } = rows[0]!;
		const copy = parseDocument({ ...JSON.parse(body), _id: id, _rev: rev });
		expect(copy).toMatchObject({
			ok: true,
			value: {
				author: 'wangge1',
				device: sampleDevice,
				mode: 'door',
				note: secret,
				repairedFrom: visit._rev
			}
		});
		expect(id).not.toBe(visit._id);
		expect(rev).toBe(revisionOf({ ...JSON.parse(body), _id: id }, sha256));
		expect(JSON.parse(body)).not.toHaveProperty('deviceSeq');
		// The original keeps its number, so the phone misses none.
		const me = await (await worker('/station/me')).json();
		expect(me).toMatchObject({ numbers: { [feed]: { missing: [] } } });
		expect((await overview()).health.quarantine).toBe(0);
		expect((await repair('door')).status).toBe(409);
	});

	test('[O12] a field nobody has is dropped; who wrote it and when cannot be corrected', async () => {
		await grant();
		await push(malformed({ extra: 1 }), malformed({ capturedAt: 'yesterday' }));
		const { quarantine } = await overview();
		const dropping = quarantine.find(({ repairable }) => repairable)!;
		expect(quarantine.filter(({ repairable }) => repairable)).toHaveLength(1);
		expect((await post(keeper, `/quarantine/${dropping.id}/repair`)).status).toBe(200);
		const other = quarantine.find(({ repairable }) => !repairable)!;
		expect((await post(keeper, `/quarantine/${other.id}/repair`, { value: '' })).status).toBe(422);
	});

	test('[O12] no phone can say that its document was repaired here', async () => {
		const { _rev, ...visit } = sampleDocument('visit', sha256);
		const posing = withRevision({ ...visit, repairedFrom: _rev }, sha256);
		expect(await (await push(posing)).json()).toMatchObject([
			{ reason: 'quarantined: shape | field repairedFrom' }
		]);
	});

	test('[O13] returned, it stays refused and is open no more; nothing is decided twice', async () => {
		const document = malformed({ mode: secret });
		await push(document);
		const { id } = await theItem();
		expect((await post(keeper, `/quarantine/${id}/return`)).status).toBe(200);
		expect((await overview()).health.quarantine).toBe(0);
		expect((await post(keeper, `/quarantine/${id}/return`)).status).toBe(409);
		expect((await post(keeper, `/quarantine/${id}/accept`)).status).toBe(409);
		expect(await (await push(document)).json()).toMatchObject([{ error: 'forbidden' }]);
		expect((await overview()).quarantine).toHaveLength(1);
		expect(await inFeed(document._id)).toBeUndefined();
		const kept = await station.storage.open('quarantine-150105001019');
		expect((await kept!.row(id))?.body).toContain(secret);
	});

	test('[O13] of many refused documents the newest wait first, and all are counted', async () => {
		const many = Array.from({ length: 450 }, (_, at) => ({
			_id: `visit:${at}`,
			kind: 'visit',
			at
		}));
		for (let from = 0; from < many.length; from += 150) {
			await push(...many.slice(from, from + 150));
			nowMs += 60_000;
		}
		const first = await overview();
		expect(first.health.quarantine).toBe(450);
		expect(first.quarantine).toHaveLength(200);
		const newest = first.quarantine.slice(0, 25);
		for (const { id } of newest) await post(keeper, `/quarantine/${id}/return`);
		const { health, quarantine } = await overview();
		expect(health.quarantine).toBe(425);
		const decided = quarantine.filter(({ decision }) => decision !== null);
		expect(quarantine.filter(({ decision }) => decision === null)).toHaveLength(200);
		expect(decided).toHaveLength(20);
		expect(decided[0]?.id).toBe(newest.at(-1)?.id);
	});

	test('[O14] she sees when each phone was here, its app, what it holds, and its gaps', async () => {
		const headers = { 'X-Qingge-App': '1.2.3', 'X-Qingge-Holds': '3,1,2' };
		const visit = sampleDocument('visit', sha256, { deviceSeq: 4 });
		await push(visit);
		await worker('/station/me', { headers });
		const bell = await worker('/station/doorbell', { headers });
		const { devices } = (await (await keeper('/station/keeper/overview')).json()) as {
			devices: Record<string, unknown>[];
		};
		expect(devices).toEqual([
			{
				device: sampleDevice,
				account: 'wangge1',
				displayName: 'wangge1',
				grids: ['第1网格'],
				at: '2026-11-26T08:00:00.000Z',
				app: '1.2.3',
				holds: { waiting: 3, refused: 1, pictures: 2 },
				listening: true,
				missing: 3,
				missingNumbers: [1, 2, 3]
			}
		]);
		await bell.body?.cancel();
	});

	test('[A28] every sign-in is in the trail, and nothing of a password', async () => {
		const acts = (await overview()).audit.filter(({ event }) => event === 'sign_in');
		expect(acts.map(({ by }) => by)).toEqual(['zhan', 'wangge1']);
		expect(JSON.stringify(acts)).not.toContain(trialPassword);
	});
});
