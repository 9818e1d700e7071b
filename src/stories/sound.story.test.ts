// What somebody said at a door, from the microphone's bytes to the station's media, by story.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mediaOf } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import { keptOf } from '#lib/projections/keptPapers.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import { door, grid } from './gridWorker.ts';
import type { Person } from './person.ts';

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

	it('[C145] of who looked in is heard by grid and community, and by no unit', async () => {
		const lin = await cast.gridWorker('lin');
		const desk = await cast.desk('shequ1');
		const head = await cast.buildingHead('louzhang1');
		const unit = await cast.property('wuye1', 'wy-herun');
		const asked = await lin.does.askCheck({
			...{ door, label: '3-1-101', scope: `${grid}/xk/3`, words: '看看老人' },
			dueOn: '2026-11-26'
		});
		if (!asked.ok) throw new Error(asked.refusal.kind);
		await cast.allMeet();
		const found = await head.does.answerCheck(asked.value.id, {
			...{ outcome: 'needs_visit', note: '', pictures: [] },
			sounds: [said('敲门没人应')]
		});
		if (!found.ok) throw new Error(found.refusal.kind);
		await vi.waitFor(async () => {
			await cast.allMeet();
			for (const hears of [lin, desk, head]) await isPlayable(hears, found.value.id);
		}, soon);
		expect(await keptOf(unit.rows, 'sound', found.value.id)).toEqual([]);
	});

	it('[C146] spoken beside an order or a nudge is heard by the unit it went to, unless the reporter stays unnamed', async () => {
		const lin = await cast.gridWorker('lin');
		const desk = await cast.desk('shequ1');
		const unit = await cast.property('wuye1', 'wy-herun');
		const other = await cast.property('wuye2', 'wy-other');
		const open = await lin.raisesConcern(door);
		const unnamed = await lin.raisesConcern(door, { confidentialReporter: true });
		await cast.allMeet();
		const order = { type: 'dispatch', handler: 'wy-herun', note: '去看看' } as const;
		const ordered = await desk.takes(open, { ...order, sounds: [said('钥匙在门卫')] });
		const nudged = await desk.takes(open, { type: 'nudge', note: '', sounds: [said('快一点')] });
		const hidden = await desk.takes(unnamed, { ...order, sounds: [said('不要提是谁说的')] });
		await vi.waitFor(async () => {
			await cast.allMeet();
			for (const step of [ordered, nudged]) {
				for (const hears of [lin, desk, unit]) await isPlayable(hears, step);
			}
		}, soon);
		expect(await keptOf(unit.rows, 'sound', hidden)).toEqual([]);
		expect(await keptOf(other.rows, 'sound', ordered)).toEqual([]);
	});
});

/** She holds it, and the station gives her its bytes from the media of her own feed. */
async function isPlayable(person: Person, about: string): Promise<void> {
	const [row] = await keptOf(person.rows, 'sound', about);
	if (!row) throw new Error(`${person.account} holds no sound about ${about}.`);
	const { _id, sha256 } = row.document;
	const at = `/db/${mediaOf(person.feed)}/${encodeURIComponent(_id)}/${sha256}`;
	const answer = await person.phone.send(person.phone.request(at));
	expect([person.account, answer.status]).toEqual([person.account, 200]);
	expect(answer.headers.get('content-type')).toContain('audio/webm');
}
