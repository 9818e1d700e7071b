import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { buildingFeed, communityFeed, handlerFeed, writerIn } from '#lib/domain/feeds.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { withRevision } from '#lib/domain/revision.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleGrid,
	sampleOther,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { checksFor } from './checks.ts';
import { concernIds } from './concernDesk.ts';
import { ProjectionDatabase } from './database.ts';
import { knownConcernFields } from './knownConcernFields.ts';
import { organisation, unitName } from './organisation.ts';
import type { Projector } from './projector.ts';
import { openProjector } from './projector.ts';
import type { ConcernRow } from './rows.ts';
import { sampleFeedName as gridFeed } from './sampleFeed.ts';
import { figuresByCommunity } from './tallies.ts';
import { warningsOf } from './warnings.ts';

const community = communityFeed('150105001019');
const handler = handlerFeed('150105001019', 'wy-herun');
const building = buildingFeed(`${sampleGrid}/xk/3`);
const now = () => '2026-11-23T04:00:00.000Z';
const opened: ProjectionDatabase[] = [];

afterEach(async () => {
	for (const database of opened.splice(0)) await database.delete();
});

interface Phone {
	database: ProjectionDatabase;
	projector: Projector;
	send(feed: string, ...documents: LedgerDocument[]): Promise<void>;
	erase(feed: string, ...documents: LedgerDocument[]): Promise<void>;
}

async function openPhone(...feeds: string[]): Promise<Phone> {
	const database = new ProjectionDatabase(`several-feeds-${Math.random()}`);
	opened.push(database);
	const projector = openProjector({ database, device: sampleDevice, now });
	const ledgers = new Map<string, Ledger>(feeds.map((feed) => [feed, openMemoryLedger(feed)]));
	await projector.attach(...ledgers.values());
	return {
		database,
		projector,
		async send(feed, ...documents) {
			await ledgers.get(feed)?.take(documents);
			await projector.catchUp(feed);
		},
		async erase(feed, ...documents) {
			await ledgers.get(feed)?.forget(documents.map(({ _id: id, _rev: rev }) => ({ id, rev })));
			await projector.catchUp(feed);
		}
	};
}

function at<K extends DocumentKind>(
	seconds: number,
	kind: K,
	change: Partial<DocumentOfKind[K]>
): DocumentOfKind[K] {
	const wallMs = Date.parse('2026-11-23T02:00:00.000Z') + seconds * 1_000;
	const clock = writeStamp({ wallMs, counter: 0 }, 'elsewhere');
	const capturedAt = new Date(wallMs).toISOString();
	return sampleDocument(kind, sha256, { device: 'elsewhere', clock, capturedAt, ...change });
}

/** As the station cuts: same id and clock, other content, other revision, no number. */
function cut<D extends LedgerDocument>(document: D, change: Partial<D>): D {
	const { deviceSeq: _none, ...rest } = {
		...document,
		cut: 'handler',
		device: 'station',
		...change
	};
	return withRevision<object>(rest, sha256) as D;
}

const concern = at(0, 'concern', { text: '物业乱收费', confidentialReporter: true });
const receive = at(1, 'event', { type: 'receive', note: '' });
const dispatch = at(2, 'event', {
	_id: documentId.event(sampleUlid, `${sampleOther.slice(0, 25)}C`),
	type: 'dispatch',
	handler: 'wy-herun',
	note: '请核对收费标准'
});
const cutConcern = cut(concern, {
	door: '',
	place: '兴康小区3号楼',
	text: '',
	author: 'station'
});
const cutDispatch = cut(dispatch, { author: 'shequ1' });

async function onlyConcern({ database }: Phone): Promise<ConcernRow | undefined> {
	const rows = await database.concerns.toArray();
	expect(rows.length).toBeLessThan(2);
	return rows[0];
}

it('[J60] a concern that is whole in one feed and cut in another is one row: the whole one, each event once', async () => {
	const wholeFirst = await openPhone(community, handler);
	await wholeFirst.send(community, concern, receive, dispatch);
	await wholeFirst.send(handler, cutConcern, cutDispatch);
	const cutFirst = await openPhone(community, handler);
	await cutFirst.send(handler, cutDispatch, cutConcern);
	expect(await onlyConcern(cutFirst)).toMatchObject({ cut: 'handler', text: '', feeds: [handler] });
	await cutFirst.send(community, dispatch, receive, concern);
	const row = await onlyConcern(wholeFirst);
	expect(row).toMatchObject({
		...{ cut: '', text: '物业乱收费', feed: community, feeds: [community, handler] },
		...{ door: sampleDoor, state: 'dispatched', handler: 'wy-herun' }
	});
	expect(row?.history.map(({ type }) => type)).toEqual(['receive', 'dispatch']);
	expect(row?.history[1]?.author).toBe(dispatch.author);
	expect(await onlyConcern(cutFirst)).toEqual(row);
	await cutFirst.projector.redraw();
	expect(await onlyConcern(cutFirst)).toEqual(row);
});

/** As the station cuts again, on top of what it had sent. */
function cutAgain<D extends LedgerDocument>(document: D, change: Partial<D>): D {
	const copy = cut(document, change);
	return { ...copy, _rev: copy._rev.replace('1-', '2-') };
}

it('[J68] what was cut again later is shown, however much more the earlier copy said, and nothing of that stays', async () => {
	const open = at(0, 'concern', { text: '楼上漏水', photos: [`photo:${sha256('her picture')}`] });
	const photo = at(1, 'photo', {
		...{ _id: `photo:${sha256('her picture')}`, sha256: sha256('her picture') },
		subject: open._id
	});
	const order = at(2, 'event', {
		...{ _id: dispatch._id, type: 'dispatch', handler: 'wy-herun', note: '去看看' },
		contact: '13800000001'
	});
	const sent = [cut(open, {}), cut(order, {}), cut(photo, {})];
	const { contact: _untold, ...silent } = order;
	const again = [
		cutAgain(open, { door: '', place: '', text: '', photos: [], confidentialReporter: true }),
		cutAgain(silent as typeof order, {})
	];
	for (const feeds of [[handler], [handler, building]]) {
		const phone = await openPhone(...feeds);
		for (const feed of feeds) await phone.send(feed, ...sent);
		expect(await onlyConcern(phone)).toMatchObject({ text: '楼上漏水', door: sampleDoor });
		for (const feed of feeds) {
			await phone.send(feed, ...again);
			// Also while another feed still holds what was sent first.
			expect(await onlyConcern(phone)).toMatchObject({
				...{ text: '', door: '', contact: '', photos: [], order: '去看看' },
				...{ state: 'dispatched', confidentialReporter: true, cut: 'handler' }
			});
		}
		for (const feed of feeds) await phone.erase(feed, photo);
		const shown = await onlyConcern(phone);
		const tables = await Promise.all(phone.database.tables.map((table) => table.toArray()));
		const all = JSON.stringify(tables, (_, value: unknown) =>
			value instanceof Map ? [...value] : value
		);
		for (const gone of ['楼上漏水', sampleDoor, '13800000001', photo.thumbnail]) {
			expect([gone, all.includes(gone)]).toEqual([gone, false]);
		}
		await phone.projector.redraw();
		expect(await onlyConcern(phone)).toEqual(shown);
	}
});

it('[J69] of a day the newest count holds, of a community the newest day, whatever the order', async () => {
	const street = 'feed-street-150105001';
	const tally = (day: string, generation: number, change: Partial<DocumentOfKind['tally']>) => {
		const document = at(generation, 'tally', { _id: `tally:150105001019:${day}`, day, ...change });
		const copy = cut(document, { cut: 'street' });
		return { ...copy, _rev: copy._rev.replace('1-', `${generation}-`) };
	};
	const all = [
		tally('2026-11-22', 96, { late: 9 }),
		tally('2026-11-23', 9, { states: { received: 100, dispatched: 2 } }),
		tally('2026-11-23', 10, { states: { received: 1 } })
	].map((document, at) => ({ ...document, clock: document.clock.replace(/^./, String(at)) }));
	for (const order of [all, [all[2]!, all[0]!], [all[2]!, all[1]!, all[0]!]]) {
		const phone = await openPhone(street);
		for (const document of order) await phone.send(street, document);
		const [figures] = await figuresByCommunity(phone.database);
		expect(figures).toMatchObject({
			...{ community: '150105001019', whistled: new Map() },
			tally: { day: '2026-11-23', states: { received: 1 } }
		});
		await phone.projector.redraw();
		expect(await figuresByCommunity(phone.database)).toEqual([figures]);
	}
});

it('[J61] of two copies that were cut the one that says more is shown, whichever came last', async () => {
	const poorer = cut(concern, { door: '', place: '', text: '', author: 'station', cut: 'street' });
	for (const order of [
		[handler, community],
		[community, handler]
	]) {
		const phone = await openPhone(handler, community);
		for (const feed of order) await phone.send(feed, feed === handler ? cutConcern : poorer);
		expect(await onlyConcern(phone)).toMatchObject({ cut: 'handler', label: '兴康小区3号楼' });
	}
});

it('[J62] what one feed erases goes from the rows only where no other feed holds it', async () => {
	const phone = await openPhone(community, handler, gridFeed);
	const door = at(0, 'door', {});
	await phone.send(community, concern, dispatch, door);
	await phone.send(gridFeed, door);
	await phone.send(handler, cutConcern, cut(receive, {}), cutDispatch);
	await phone.erase(community, concern, dispatch, door);
	expect(await phone.database.doors.count()).toBe(1);
	expect(await onlyConcern(phone)).toMatchObject({
		...{ cut: 'handler', feeds: [handler], text: '', state: 'dispatched', feed: handler }
	});
	await phone.erase(handler, cutConcern, cutDispatch);
	await phone.erase(gridFeed, door);
	expect(await onlyConcern(phone)).toBeUndefined();
	expect(await phone.database.doors.count()).toBe(0);
});

it('[J62] a feed that is left takes only its own copies along', async () => {
	const phone = await openPhone(community, handler);
	await phone.send(community, concern, receive, dispatch);
	await phone.send(handler, cutConcern, cutDispatch);
	await phone.projector.leave(community);
	const row = await onlyConcern(phone);
	expect(row).toMatchObject({ cut: 'handler', text: '', feeds: [handler] });
	expect(row?.history.map(({ type }) => type)).toEqual(['dispatch']);
	await phone.projector.leave(handler);
	expect(await onlyConcern(phone)).toBeUndefined();
});

it('[J63] where a concern is, is said by the register, else by the copy, else by the name of the door', async () => {
	const phone = await openPhone(community);
	await phone.send(community, concern);
	expect((await onlyConcern(phone))?.label).toBe('3号楼2单元501');
	const door = at(1, 'door', {});
	await phone.send(community, door);
	expect((await onlyConcern(phone))?.label).toBe('兴康小区3号楼2单元501');
	await phone.erase(community, door);
	expect((await onlyConcern(phone))?.label).toBe('3号楼2单元501');

	const doorsFirst = await openPhone(community);
	const ofBuilding = at(0, 'concern', { door: '', building: 'xk/3', place: '单元门口' });
	await doorsFirst.send(community, ofBuilding);
	expect((await onlyConcern(doorsFirst))?.label).toBe('3号楼 单元门口');
	await doorsFirst.send(community, door);
	expect((await onlyConcern(doorsFirst))?.label).toBe('兴康小区3号楼 单元门口');
});

it('[J64] the newest organisation holds, whatever came last; a code nobody knows stays a code', async () => {
	const phone = await openPhone(community, handler);
	const unit = sampleDocument('organisation', sha256).units[0]!;
	const newer = at(9, 'organisation', { units: [{ ...unit, name: '和润物业公司' }] });
	const older = at(3, 'organisation', { _id: documentId.organisation(sampleUlid) });
	await phone.send(community, newer);
	await phone.send(handler, older);
	const known = await organisation(phone.database);
	expect(unitName(known, 'wy-herun')).toBe('和润物业公司');
	expect(unitName(known, 'wy-nobody')).toBe('wy-nobody');
	expect(unitName(undefined, 'wy-herun')).toBe('wy-herun');
	expect(await organisation(phone.database, '150105001020')).toBeUndefined();
	await phone.erase(community, newer);
	expect(unitName(await organisation(phone.database), 'wy-herun')).toBe('和润物业');
});

it('[J64] of an organisation that comes whole and cut the whole one is read', async () => {
	const whole = at(3, 'organisation', {});
	const less = cut(whole, { units: [], cut: 'informant' });
	for (const order of [
		[community, handler],
		[handler, community]
	]) {
		const phone = await openPhone(community, handler);
		for (const feed of order) await phone.send(feed, feed === community ? whole : less);
		expect((await organisation(phone.database))?.units).toHaveLength(1);
		await phone.erase(community, whole);
		expect((await organisation(phone.database))?.units).toHaveLength(0);
	}
});

it('[J67] a copy of a check or a picture that was made here stays our own', async () => {
	const phone = await openPhone(gridFeed, building);
	const check = sampleDocument('check', sha256);
	const photo = sampleDocument('photo', sha256);
	await phone.send(gridFeed, check, photo);
	await phone.send(building, cut(check, { cut: 'building' }), cut(photo, { cut: 'building' }));
	expect(await phone.database.checks.toArray()).toMatchObject([{ own: true, feed: gridFeed }]);
	expect(await phone.database.photos.toArray()).toMatchObject([{ own: true, feed: gridFeed }]);
});

it('[J64] a limit is drawn by the kind of the unit that has the matter in hand, whatever came first', async () => {
	const rows = [];
	for (const organisationFirst of [true, false]) {
		const phone = await openPhone(community);
		if (organisationFirst) await phone.send(community, at(0, 'organisation', {}));
		await phone.send(community, concern, receive, dispatch);
		if (!organisationFirst) {
			expect((await onlyConcern(phone))?.dueAt).toBe('9999');
			await phone.send(community, at(0, 'organisation', {}));
		}
		rows.push(await onlyConcern(phone));
	}
	// Dispatched on a Monday at 10:00 in Hohhot, to be accepted within five minutes.
	expect(rows[0]?.dueAt).toBe('2026-11-23T02:05:02.000Z');
	expect(rows[1]).toEqual(rows[0]);
});

it('[J65] a check waits for its answer and an answer for its check; a warning stands by its concern', async () => {
	const phone = await openPhone(building, gridFeed);
	const check = at(0, 'check', {});
	const later = at(1, 'check', { _id: documentId.check(sampleUlid), dueOn: '2026-11-25' });
	const answer = at(2, 'check_answer', { outcome: 'needs_visit', note: '没人应门' });
	await phone.send(building, answer, later);
	await phone.send(gridFeed, check);
	await phone.send(building, check);
	const rows = await checksFor(phone.database, { scopes: [check.scope] });
	expect(rows.map(({ id, isAnswered }) => [id, isAnswered])).toEqual([
		[later._id, 0],
		[check._id, 1]
	]);
	expect(rows[1]?.answers).toMatchObject([{ outcome: 'needs_visit', note: '没人应门' }]);
	expect(await checksFor(phone.database, { scopes: ['elsewhere'] })).toEqual([]);
	await phone.erase(building, answer);
	expect((await checksFor(phone.database)).map(({ isAnswered }) => isAnswered)).toEqual([0, 0]);

	const warning = at(5, 'warning', {});
	await phone.send(gridFeed, warning);
	expect(await warningsOf(phone.database, documentId.concern(sampleUlid))).toMatchObject([
		{ id: warning._id, policy: 'property_54321', step: 'accept', stage: 'after' }
	]);
	await phone.erase(gridFeed, warning);
	expect(await warningsOf(phone.database, documentId.concern(sampleUlid))).toEqual([]);
});

it('[J67] what this phone wrote is a record of the feed it was written into, and own in every other', async () => {
	const phone = await openPhone(gridFeed, building);
	const device = writerIn(building, sampleDevice);
	const clock = writeStamp({ wallMs: 1_764_000_000_000, counter: 0 }, device);
	const written = sampleDocument('concern', sha256, { device, clock });
	await phone.send(gridFeed, written);
	expect(await phone.database.records.count()).toBe(0);
	expect(await onlyConcern(phone)).toMatchObject({ own: true });
	await phone.send(building, written);
	expect(await phone.database.records.toArray()).toMatchObject([
		{ id: written._id, feed: building, state: 'waiting' }
	]);
});

it('[J75] settings move the limits of what is drawn, whatever came first, and again when they are gone', async () => {
	const limit = { policy: 'property_54321', step: 'accept', counts: 'calendar' } as const;
	const settled = (seconds: number, ms: number, id = sampleUlid) =>
		at(seconds, 'settings', {
			...{ _id: documentId.settings(id), limits: [{ ...limit, ms }], office: null }
		});
	const inMinutes = (row: ConcernRow | undefined) =>
		(Date.parse(row?.dueAt ?? '') - Date.parse(dispatch.capturedAt)) / 60_000;
	const urgent = at(0, 'concern', { urgency: 'red' });
	const papers = [at(0, 'organisation', {}), urgent, receive, dispatch];
	const first = settled(3, 10 * 60_000);
	const second = settled(5, 20 * 60_000, sampleOther);
	for (const order of [
		[first, second, ...papers],
		[...papers, second, first]
	]) {
		const phone = await openPhone(community);
		for (const one of order) await phone.send(community, one);
		expect(inMinutes(await onlyConcern(phone))).toBe(20);
		await phone.projector.redraw();
		expect(inMinutes(await onlyConcern(phone))).toBe(20);
		await phone.erase(community, second);
		expect(inMinutes(await onlyConcern(phone))).toBe(10);
		await phone.erase(community, first);
		expect(inMinutes(await onlyConcern(phone))).toBe(5);
	}
});

it('[J76] what was corrected is on the row, its lists and its clocks, also for who gets a part of it', async () => {
	const corrected = at(6, 'amendment', {
		...{ _id: documentId.amendment(sampleUlid, sampleOther), subject: sampleUlid },
		...{ subjectKind: 'concern', set: { urgency: 'red', category: 'utility.gas', text: '漏气' } },
		saw: {}
	});
	const part = cut(corrected, { set: { urgency: 'red', category: 'utility.gas' } });
	const desk = await openPhone(community, handler);
	await desk.send(handler, cutConcern, cutDispatch, part);
	expect(await onlyConcern(desk)).toMatchObject({
		urgency: 'red',
		category: 'utility.gas',
		text: ''
	});
	expect(await concernIds(desk.database, { urgencies: ['red'], group: 'utility' })).toHaveLength(1);
	await desk.send(community, concern, receive, dispatch, corrected);
	expect(await onlyConcern(desk)).toMatchObject({ urgency: 'red', text: '漏气' });
	const other = await openPhone(community, handler);
	await other.send(community, concern, receive, dispatch, corrected);
	await other.send(handler, cutConcern, cutDispatch, part);
	expect(await onlyConcern(other)).toMatchObject({ text: '漏气' });
	const known = await knownConcernFields(other.database, concern._id);
	expect(known?.fields).toMatchObject({ category: 'utility.gas' });
	expect(known?.heads).toMatchObject({ category: [corrected._id] });
});
