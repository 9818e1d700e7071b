// What somebody said at a door, from the microphone's bytes to the station's media, by story.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentId } from '#lib/domain/ids.ts';
import { keptOf } from '#lib/projections/keptPapers.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import { door, grid } from './gridWorker.ts';

const soon = { timeout: 5_000, interval: 20 };
let cast: Cast;
beforeEach(async () => {
	cast = await openCast();
});
afterEach(async () => {
	await cast.close();
});

/** The beginning of a WebM recording, and words that nobody can play. */
function said(words: string, seconds = 4) {
	const head = Uint8Array.from('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm', (one) => one.charCodeAt(0));
	const blob = new Blob([head, new TextEncoder().encode(words)], {
		type: 'audio/webm;codecs=opus'
	});
	return { blob, seconds };
}

describe('a sound', () => {
	it('[M68] [M69] is kept before its record is, follows it, and is delivered by itself', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		const sounds = [said('三楼的灯坏了'), said('说了两遍', 9)];
		const visit = await lin.recordsVisit(door, { sounds });
		expect(await lin.pictures.count()).toBe(2);
		lin.comesBack();
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.pictures.count()).toBe(0);
			expect(await lin.stateOf(visit)).toBe('delivered');
		}, soon);
		const order = lin.phone.requests.map((request) => request.split(' ')[0]);
		expect(order.lastIndexOf('POST')).toBeLessThan(order.indexOf('PUT'));
		const rows = await keptOf(lin.rows, 'sound', visit);
		expect(rows.map(({ document }) => document.seconds)).toEqual([4, 9]);
		const { storage } = cast.station();
		const media = await storage.open(`media-grid-${grid}`);
		for (const { document } of rows) {
			const row = await media!.row(document._id);
			const stub = row!.attachments![document.sha256]!;
			expect(stub).toMatchObject({ content_type: 'audio/webm', length: document.bytes });
		}
	});

	it('[M69] whose answer was lost is looked for before it is sent again', async () => {
		const lin = await cast.gridWorker('lin');
		lin.goesOffline();
		await lin.recordsVisit(door, { sounds: [said('楼道')] });
		let lost = 0;
		lin.phone.line = async (request) => {
			const answer = await cast.station().handle(request);
			if (request.method !== 'PUT' || lost > 0) return answer;
			lost += 1;
			throw new TypeError('fetch failed');
		};
		lin.comesBack();
		await lin.meetsStation();
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.pictures.count()).toBe(0);
		}, soon);
		const about = lin.phone.requests.map((request) => request.split(' ')[0]);
		expect(about.filter((method) => method === 'PUT')).toHaveLength(1);
		expect(about.filter((method) => method === 'HEAD')).toHaveLength(1);
	});

	it('[M70] that the station does not take is shown, and its record is delivered', async () => {
		const lin = await cast.gridWorker('lin');
		const noSound = { blob: new Blob(['<script>'], { type: 'audio/webm' }), seconds: 2 };
		const visit = await lin.recordsVisit(door, { sounds: [noSound] });
		await lin.meetsStation();
		await vi.waitFor(async () => {
			expect(await lin.stateOf(visit)).toBe('refused');
		}, soon);
		expect((await lin.rows.records.get(visit))?.state).toBe('delivered');
	});

	it('[D26] [D27] [D28] is words enough for a concern, which names it; said twice it is two', async () => {
		const lin = await cast.gridWorker('lin');
		const sound = said('想提个建议');
		const change = { category: 'other.suggestion', text: '' };
		const silent = lin.raisesConcern(door, change);
		await expect(silent).rejects.toThrow();
		const one = await lin.raisesConcern(door, { ...change, sounds: [sound] });
		const two = await lin.raisesConcern(door, { ...change, sounds: [sound] });
		const named = async (id: string) => {
			const [row] = await keptOf(lin.rows, 'sound', id);
			return row!.document;
		};
		await vi.waitFor(async () => {
			expect((await named(one)).sha256).not.toBe((await named(two)).sha256);
		}, soon);
		await lin.meetsStation();
		const ledger = await cast.station().storage.open(`feed-grid-${grid}`);
		const held = JSON.parse((await ledger!.row(one))!.body) as { sounds: string[] };
		expect(held.sounds).toEqual([documentId.sound((await named(one)).sha256)]);
	});
});
