import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { sampleDevice, sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import type { ReceivedDocument } from '../router/receivedBook.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation } from '../trialStation.ts';
import type { QuarantinedDocument } from './quarantine.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = 'feed-grid-150105001019-01';
const media = 'media-grid-150105001019-01';
const visit = sampleDocument('visit', sha256);

function made<K extends DocumentKind>(kind: K, change: Partial<DocumentOfKind[K]>): LedgerDocument {
	return sampleDocument(kind, sha256, change);
}

/** Another visit each time, with the next number. */
function visits(count: number): LedgerDocument[] {
	return Array.from({ length: count }, (_, at) =>
		made('visit', {
			_id: `visit:01KASXV2G0000000000000${String(at).padStart(4, '0')}`,
			deviceSeq: at + 1
		})
	);
}

const hostile: [kind: string, document: unknown][] = [
	['author', made('visit', { author: 'wangge2' })],
	['device', made('visit', { device: sampleOther, clock: visit.clock.slice(0, 18) + sampleOther })],
	['role', made('door', {})],
	['role', made('household', {})],
	['role', made('event', { type: 'dispatch', handler: '物业' })],
	['scope', made('visit', { grid: '150105001019-02', door: '150105001019-02/xk/3-2-501' })],
	['revision', { ...visit, _rev: `1-${'0'.repeat(32)}` }],
	['revision', { ...visit, note: 'forged' }],
	['generation', { ...visit, _rev: `9007199254740991-${'0'.repeat(32)}` }],
	['generation', { ...visit, _revisions: { start: 2, ids: ['a', 'b'] } }],
	['deleted', { ...visit, _deleted: true }],
	['shape', { ...visit, location: 'lat,lng' }],
	['shape', { ...visit, deviceSeq: undefined }],
	['shape', { _id: 'design:x', _rev: visit._rev }],
	['schema_newer', { ...visit, schema: 99 }],
	['poison', { ...visit, careChecks: JSON.parse('['.repeat(20) + ']'.repeat(20)) as object }],
	['too_large', { ...visit, photos: Array<string>(20).fill('a'.repeat(4_000)) }]
];

describe('what a phone pushes', () => {
	let station: TrialStation;
	let phone: Awaited<ReturnType<TrialStation['signIn']>>;
	beforeEach(async () => {
		station = await openTrialStation();
		phone = await station.signIn('wangge1', sampleDevice);
	});

	async function push(docs: unknown[], more: object = { new_edits: false }) {
		const answer = await phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ ...more, docs })
		});
		return { status: answer.status, rows: (await answer.json()) as Record<string, string>[] };
	}
	async function quarantined(): Promise<QuarantinedDocument[]> {
		const store = await station.storage.open('quarantine-150105001019');
		const page = await store!.changes({ since: '0', limit: 1000, bodies: true });
		return page.rows.map(({ body }) => JSON.parse(body) as QuarantinedDocument);
	}
	const held = async (id: string) => (await station.storage.open(feed))!.row(id);

	test.each(hostile)(
		'[A9] a document refused for its %s is kept whole, with who and why',
		async (kind, document) => {
			const before = Date.now();
			const { status, rows } = await push([document]);
			expect(status).toBe(201);
			expect(rows).toHaveLength(1);
			expect(rows[0]).toMatchObject({ error: 'forbidden' });
			expect(rows[0]!.reason).toMatch(new RegExp(`^quarantined: ${kind} \\| \\w`));
			const [kept] = await quarantined();
			expect(kept).toMatchObject({ feed, account: 'wangge1', device: sampleDevice, reason: kind });
			expect(JSON.parse(kept!.document)).toEqual(JSON.parse(JSON.stringify(document)));
			expect(Date.parse(kept!.receivedAt)).toBeGreaterThanOrEqual(before);
			expect((await station.storage.open(feed).then((store) => store!.info())).docCount).toBe(0);
		}
	);

	test('[A9] the rest of a batch is delivered, before and behind the refused one', async () => {
		const [first, second, third] = visits(3);
		const { rows } = await push([first, { ...second, note: 'forged' }, third]);
		expect(rows.map(({ id }) => id)).toEqual([second!._id]);
		expect(await held(first!._id)).toBeDefined();
		expect(await held(second!._id)).toBeUndefined();
		expect(await held(third!._id)).toBeDefined();
	});

	test('[A9] the same refused document again lies there once', async () => {
		const forged = { ...visit, note: 'forged' };
		await push([forged, forged]);
		await push([forged]);
		expect(await quarantined()).toHaveLength(1);
	});

	test('[A9] what is no document at all is refused and kept', async () => {
		for (const document of [null, 7, 'visit', [], {}]) await push([document]);
		expect((await quarantined()).map(({ reason }) => reason)).toEqual(Array(5).fill('shape'));
	});

	test('[A10] the same revision again is delivered without a row or a write', async () => {
		expect((await push([visit])).rows).toEqual([]);
		const seq = (await held(visit._id))!.seq;
		expect((await push([visit, visit])).rows).toEqual([]);
		expect((await held(visit._id))!.seq).toBe(seq);
	});

	test('[A10] another content under a known id is refused, also within one batch', async () => {
		const other = made('visit', { outcome: 'no_answer', unchanged: false });
		const twice = await push([visit, other]);
		expect(twice.rows[0]!.reason).toMatch(/^quarantined: exists/);
		const again = await push([other]);
		expect(again.rows[0]!.reason).toMatch(/^quarantined: exists/);
		expect((await held(visit._id))!.rev).toBe(visit._rev);
	});

	test('[A10] what was erased since is answered as delivered and stays erased', async () => {
		await push([visit]);
		const store = await station.storage.open(feed);
		await store!.write(
			[
				{
					id: visit._id,
					revisions: { start: 1, ids: [visit._rev.slice(2)] },
					deleted: true,
					body: '{}',
					attachments: null
				}
			],
			{ newEdits: true }
		);
		expect((await push([visit])).rows).toEqual([]);
		expect((await held(visit._id))!.deleted).toBe(true);
	});

	test('[A11] 200 documents are taken, 201 are not, and none of them', async () => {
		expect((await push(visits(201))).status).toBe(413);
		expect(await held(visits(1)[0]!._id)).toBeUndefined();
		expect((await push(visits(200))).rows).toEqual([]);
	});

	test('[A11] more than 2 MB are not taken', async () => {
		const heavy = { ...visit, note: 'a'.repeat(2 * 1024 * 1024) };
		expect((await push([heavy])).status).toBe(413);
		expect(await quarantined()).toEqual([]);
	});

	test('[A11] a device that has sent its hourly measure waits', async () => {
		station = await openTrialStation({ quota: { documentsPerHour: 3, bytesPerHour: 1e6 } });
		phone = await station.signIn('wangge1', sampleDevice);
		expect((await push(visits(3))).status).toBe(201);
		expect((await push(visits(1))).status).toBe(429);
	});

	test('[A9] an edit in the old way, and a push without a device, are no pushes', async () => {
		expect((await push([visit], {})).status).toBe(403);
		phone = await station.signIn('wangge1', 'no device');
		expect((await push([visit])).status).toBe(400);
	});

	test('[A12] a picture is put and got by its hash, and by no other name', async () => {
		const picture = new Uint8Array([0xff, 0xd8, 0xff, 9]);
		const hash = createHash('sha256').update(picture).digest('hex');
		const put = (name: string) =>
			phone(`/db/${media}/photo:${name}/${name}`, {
				method: 'PUT',
				headers: { 'Content-Type': 'image/jpeg' },
				body: picture
			});
		expect((await put(hash)).status).toBe(201);
		expect((await put('ab'.repeat(32))).status).toBe(403);
		expect((await phone(`/db/${media}/photo:${hash}/${hash}`)).headers.get('content-type')).toBe(
			'image/jpeg'
		);
	});

	test('[A20] the station notes when it received a document, and writes nothing into it', async () => {
		const before = new Date().toISOString();
		await push([visit]);
		await phone('/station/me');
		const book = await station.storage.open('received-150105001019');
		const note = await vi.waitFor(async () => {
			const { rows } = await book!.changes({ since: '0', limit: 10, bodies: true });
			expect(rows).toHaveLength(1);
			return JSON.parse(rows[0]!.body) as ReceivedDocument;
		});
		expect(note).toMatchObject({ feed, documents: [[visit._id, visit._rev]] });
		expect(note.receivedAt >= before && note.receivedAt <= new Date().toISOString()).toBe(true);
		expect((await held(visit._id))!.body).not.toContain('receivedAt');
		await push([visit]);
		await phone('/station/me');
		expect((await book!.info()).docCount).toBe(1);
	});

	test('[A13] a missing number is an alarm until it arrives; a refused document is none', async () => {
		const [first, second, third] = visits(3);
		const numbers = async () => {
			const me = (await (await phone('/station/me')).json()) as {
				numbers: Record<string, { highest: number; missing: number[] }>;
			};
			return me.numbers[feed];
		};
		const health = async () => (await (await phone('/station/health')).json()) as object;
		await push([first, third]);
		expect(await numbers()).toEqual({ highest: 3, missing: [2] });
		expect(await health()).toMatchObject({ status: 'yellow', gaps: 1, devicesWithGaps: 1 });
		await push([{ ...second, note: 'forged' }]);
		expect(await numbers()).toEqual({ highest: 3, missing: [] });
		await push([second]);
		expect(await numbers()).toEqual({ highest: 3, missing: [] });
		expect(revisionOf(second!, sha256)).toBe(second!._rev);
	});
});
