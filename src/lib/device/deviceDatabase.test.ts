import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptMs, mostKept } from './deliveredPictures.ts';
import { DeviceDatabase } from './deviceDatabase.ts';
import { openDrafts } from './drafts.ts';
import { openPicturesWaiting } from './picturesWaiting.ts';
import { openSessions } from './sessions.ts';

const feed = 'feed-grid-150105001019-01';
const addedAt = '2026-11-23T02:00:00.000Z';
const blobOf = (text: string) => new Blob([text], { type: 'image/jpeg' });

let database: DeviceDatabase;
beforeEach(() => {
	database = new DeviceDatabase(`device-${Math.random()}`);
});
afterEach(() => {
	database.close();
});

describe('drafts', () => {
	it('come back as they were left, pictures included, newest first', async () => {
		const drafts = openDrafts(database, 'wangge1');
		const draft = { form: 'visit' as const, value: { note: '写了一半' }, pictures: [blobOf('一')] };
		await drafts.save({ ...draft, key: 'visit:a', savedAt: '2026-11-23T02:00:00.000Z' });
		await drafts.save({ ...draft, key: 'visit:b', savedAt: '2026-11-23T03:00:00.000Z' });
		database.close();
		await database.open();
		expect((await drafts.all()).map(({ key }) => key)).toEqual(['visit:b', 'visit:a']);
		const read = await drafts.read('visit:a');
		expect(read?.value).toEqual({ note: '写了一半' });
		expect(await read?.pictures[0]?.text()).toBe('一');
		await drafts.drop('visit:a');
		expect(await drafts.read('visit:a')).toBeUndefined();
	});

	it('[U120] keep what was said into them, with how long it is', async () => {
		const drafts = openDrafts(database, 'wangge1');
		const blob = new Blob(['said'], { type: 'audio/webm' });
		const draft = { key: 'visit:a', form: 'visit' as const, value: {}, pictures: [], savedAt: '' };
		await drafts.save({ ...draft, sounds: [{ blob, seconds: 7 }] });
		database.close();
		await database.open();
		const [sound] = (await drafts.read('visit:a'))?.sounds ?? [];
		expect(sound).toMatchObject({ seconds: 7, blob: { type: 'audio/webm' } });
		expect(await sound?.blob.text()).toBe('said');
	});

	it('belong to the account that wrote them', async () => {
		const draft = { key: 'visit:a', form: 'visit' as const, value: 1, pictures: [], savedAt: '' };
		await openDrafts(database, 'wangge1').save(draft);
		expect(await openDrafts(database, 'wangge2').all()).toEqual([]);
	});
});

describe('pictures waiting', () => {
	it('[M13] stay until the station holds them, and are known as tried and refused', async () => {
		const pictures = openPicturesWaiting(database, 'wangge1');
		await pictures.keep({ sha256: 'a', feed, blob: blobOf('A'), addedAt });
		await pictures.keep({ sha256: 'b', feed, blob: blobOf('B'), addedAt });
		await pictures.markTried('a');
		await pictures.settled('a', 'refused', addedAt);
		await pictures.settled('b', 'delivered', addedAt);
		expect(await pictures.count()).toBe(1);
		const [left] = await pictures.ofFeed(feed);
		expect(left).toMatchObject({ sha256: 'a', tried: true, refused: true });
		expect(await left?.blob.text()).toBe('A');
		await pictures.offerAgain(feed);
		expect((await pictures.ofFeed(feed))[0]?.refused).toBe(false);
	});

	it('[B7] that were delivered stay a while, and wait again for a station that was restored', async () => {
		const pictures = openPicturesWaiting(database, 'wangge1');
		for (const sha256 of ['a', 'b']) {
			await pictures.keep({ sha256, feed, blob: blobOf(sha256), addedAt });
			await pictures.settled(sha256, 'delivered', addedAt);
		}
		expect(await pictures.count()).toBe(0);
		expect(await (await pictures.blobOf('a'))?.text()).toBe('a');
		await pictures.offerDelivered('another');
		expect(await pictures.ofFeed(feed)).toEqual([]);
		await pictures.offerDelivered(feed);
		const again = await pictures.ofFeed(feed);
		expect(again.map(({ sha256, tried }) => [sha256, tried])).toEqual([
			['a', true],
			['b', true]
		]);
		expect(await again[1]?.blob.text()).toBe('b');

		await pictures.settled('a', 'delivered', addedAt);
		const later = new Date(Date.parse(addedAt) + keptMs + 1).toISOString();
		await pictures.settled('b', 'delivered', later);
		expect(await pictures.blobOf('a')).toBeUndefined();
		expect(await pictures.blobOf('b')).toBeDefined();
		for (let at = 0; at < mostKept; at += 1) {
			await pictures.keep({ sha256: `n${at}`, feed, blob: blobOf('n'), addedAt });
			await pictures.settled(`n${at}`, 'delivered', later);
		}
		expect(await database.deliveredPictures.count()).toBe(mostKept);
	});

	it('are of one account and one feed', async () => {
		await openPicturesWaiting(database, 'wangge1').keep({
			sha256: 'a',
			feed,
			blob: blobOf('A'),
			addedAt
		});
		const other = openPicturesWaiting(database, 'wangge2');
		expect(await other.count()).toBe(0);
		expect(await other.blobOf('a')).toBeUndefined();
		expect(await openPicturesWaiting(database, 'wangge1').ofFeed('another')).toEqual([]);
	});
});

describe('sessions', () => {
	const session = {
		account: 'wangge1',
		device: 'D1',
		me: { account: 'wangge1' },
		lastMetAt: '',
		clockOffsetMs: undefined
	};

	it('opens with whoever came in last, and keeps the others', async () => {
		const sessions = openSessions(database);
		await sessions.enter(session);
		await sessions.enter({ ...session, account: 'wangge2', device: 'D2' });
		expect((await sessions.current())?.account).toBe('wangge2');
		expect((await sessions.of('wangge1'))?.device).toBe('D1');
	});

	it('forgets an account with its drafts and pictures, and no other', async () => {
		const sessions = openSessions(database);
		await sessions.enter(session);
		for (const account of ['wangge1', 'wangge2']) {
			const draft = { key: 'visit:a', form: 'visit' as const, value: 1, pictures: [], savedAt: '' };
			await openDrafts(database, account).save(draft);
			const picture = { sha256: 'a', feed, blob: blobOf('A'), addedAt };
			await openPicturesWaiting(database, account).keep(picture);
		}
		await sessions.forget('wangge1');
		expect(await sessions.current()).toBeUndefined();
		expect(await openDrafts(database, 'wangge1').all()).toEqual([]);
		expect(await openPicturesWaiting(database, 'wangge1').count()).toBe(0);
		expect(await openDrafts(database, 'wangge2').all()).toHaveLength(1);
		expect(await openPicturesWaiting(database, 'wangge2').count()).toBe(1);
	});
});
