// A phone, its station, the station of the next community, and a phone there: documents, conflicts,
// pictures and deletions travel along the chain over lines that break anywhere, and all end the same.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ClientStation } from '../../server/http/clientStation.ts';
import { openClientStation } from '../../server/http/clientStation.ts';
import { dice, openFaultyLine } from './faultyLine.ts';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- PouchDB's plugins bring no types */
const load = createRequire(import.meta.url);
const Pouch: any = load('pouchdb-core')
	.plugin(load('pouchdb-adapter-http'))
	.plugin(load('pouchdb-adapter-memory'))
	.plugin(load('pouchdb-replication'));

let stations: ClientStation[];
beforeAll(async () => {
	stations = [await openClientStation(), await openClientStation()];
});
afterAll(async () => {
	for (const station of stations) await station.close();
});
afterEach(() => {
	for (const { defects } of stations) expect(defects).toEqual([]);
});

type Send = (request: Request) => Promise<Response>;

/** Calls of a replication that PouchDB gives up after; at others it leaves the failure to nobody. */
const breakable = /\/_(?:changes|revs_diff|bulk_docs|bulk_get|local)/;

/** Breaks off in the middle of whatever it does, and may be whole again at the next request. */
function breaking(roll: () => number, trouble: () => number): Send {
	const line = openFaultyLine(async (request) => fetch(request), roll);
	return async (request) => {
		if (!breakable.test(request.url)) return fetch(request);
		line.trouble = trouble();
		return line.send(request);
	};
}

/** A station's database as a client sees it over such a line. */
function over(url: string, send: Send): any {
	return new Pouch(url, {
		skip_setup: true,
		fetch: async (to: string, init: RequestInit) => {
			const response = await send(new Request(to, init));
			// In Node PouchDB takes bytes by this name.
			const buffer = async (): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
			return Object.assign(response, { buffer });
		}
	});
}

interface Place {
	/** Without trouble, for who writes there and for who looks. */
	whole: any;
	/** As replication reaches it. */
	reached: () => any;
}

const ids = ['door:1', 'door:2', 'visit:1', 'visit:2', 'visit:3', 'photo:1', 'photo:2'];

/** What somebody does at one place: write, edit, delete, add or take away a picture. */
async function act({ whole }: Place, roll: () => number): Promise<void> {
	const id = ids[Math.floor(roll() * ids.length)] ?? '';
	const found = await whole.get(id, { conflicts: true }).catch(() => undefined);
	const content = { n: Math.floor(roll() * 1_000) };
	const kind = roll();
	if (!found) {
		await whole.put({ _id: id, ...content });
	} else if (kind < 0.15) {
		await whole.remove(found);
	} else if (kind < 0.3 && found._conflicts) {
		await whole.remove(id, found._conflicts[0]);
	} else if (kind < 0.6 && id.startsWith('photo')) {
		const bytes = Uint8Array.from({ length: 2_000 }, () => Math.floor(roll() * 256));
		// Named by its hash like every picture: under one name PouchDB's replication takes the winner's
		// bytes for every revision's.
		const name = `${createHash('sha256').update(bytes).digest('hex')}.jpg`;
		await whole.putAttachment(id, name, found._rev, Buffer.from(bytes), 'image/jpeg');
	} else {
		const { _conflicts, ...document } = found;
		await whole.put({ ...document, ...content });
	}
}

/** Every leaf of every document with its history, and what its pictures are. */
async function treesOf(place: any): Promise<Record<string, unknown>> {
	const trees: Record<string, unknown> = {};
	for (const id of ids) {
		const leaves = await place.get(id, { open_revs: 'all', revs: true }).catch(() => []);
		trees[id] = leaves
			.map(({ ok }: any) => ({ ...ok, _attachments: pictures(ok._attachments) }))
			.sort((a: any, b: any) => (a._rev < b._rev ? -1 : 1));
	}
	return trees;
}

/** Without `revpos`: PouchDB numbers what it takes in anew. */
function pictures(attachments: Record<string, any> = {}): unknown {
	return Object.entries(attachments)
		.map(([name, { digest, length, content_type: type }]) => [name, digest, length, type])
		.sort();
}

async function checkPictures(place: any): Promise<number> {
	let checked = 0;
	for (const id of ids) {
		const document = await place.get(id).catch(() => undefined);
		for (const [name, { digest }] of Object.entries<any>(document?._attachments ?? {})) {
			const bytes = await place.getAttachment(id, name);
			expect(`md5-${createHash('md5').update(bytes).digest('base64')}`).toBe(digest);
			checked += 1;
		}
	}
	return checked;
}

describe('a chain of replications', () => {
	test.each([1, 2])(
		'[HTTP43] phone, station, station, phone: seed %i ends with the same trees everywhere',
		async (seed) => {
			const roll = dice(seed);
			let trouble = 0;
			const urls = [await stations[0]!.freshDatabase(), await stations[1]!.freshDatabase()];
			const phone = (name: string): Place => {
				const whole = new Pouch(`chain-${seed}-${name}`, { adapter: 'memory' });
				return { whole, reached: () => whole };
			};
			const station = (url: string): Place => ({
				whole: new Pouch(url),
				reached: () =>
					over(
						url,
						breaking(roll, () => trouble)
					)
			});
			const chain = [phone('here'), station(urls[0]!), station(urls[1]!), phone('there')];
			let broken = 0;
			const meet = async (one: Place, two: Place): Promise<void> => {
				for (const [from, to] of [
					[one, two],
					[two, one]
				] as const) {
					await Pouch.replicate(from.reached(), to.reached(), { batch_size: 3 }).catch(() => {
						broken += 1;
					});
				}
			};
			const meetAll = async (): Promise<void> => {
				for (const [at, place] of chain.entries()) {
					const next = chain[at + 1];
					if (next) await meet(place, next);
				}
			};
			for (let round = 0; round < 5; round += 1) {
				trouble = 0;
				for (const place of chain) for (let n = 0; n < 4; n += 1) await act(place, roll);
				trouble = 0.25;
				await meetAll();
			}
			trouble = 0;
			const before = broken;
			// News needs as many meetings as the chain has links to pass along it.
			for (let pass = 0; pass < chain.length; pass += 1) await meetAll();
			expect([broken > 3, broken - before]).toEqual([true, 0]);
			const [first, ...others] = await Promise.all(chain.map(async ({ whole }) => treesOf(whole)));
			expect(Object.values(first ?? {}).flat().length).toBeGreaterThan(5);
			for (const trees of others) expect(trees).toEqual(first);
			const checked = [];
			for (const { whole } of chain) checked.push(await checkPictures(whole));
			expect(new Set(checked).size).toBe(1);
		},
		60_000
	);
});
