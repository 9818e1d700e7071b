import { beforeEach, describe, expect, test } from 'vitest';
import type { AccessStore } from './accessStore.ts';
import { openMemoryAccessStore } from './memoryAccessStore.ts';
import { notePeer } from './peer.ts';
import type { Sessions } from './sessions.ts';
import { idleMs, longestMs, openSessions } from './sessions.ts';

const phone = '01KASXV2G0000000000000000D';
const otherPhone = '01KASXV2G0000000000000000E';
const dayMs = 24 * 60 * 60_000;
const lin = { name: 'lin', displayName: '林', grants: [], demo: false };

function request(headers: Record<string, string> = {}, path = '/station/me'): Request {
	return new Request(`http://station.test${path}`, { headers });
}

describe('sessions', () => {
	let nowMs: number;
	let store: AccessStore;
	let sessions: Sessions;
	let cookie: string;

	beforeEach(() => {
		nowMs = Date.parse('2026-11-23T02:00:00.000Z');
		store = openMemoryAccessStore();
		store.saveAccount(lin, 'hash');
		sessions = openSessions(store, () => nowMs);
		cookie = sessions.begin(request(), lin);
	});

	const pair = () => cookie.split(';')[0] ?? '';
	const withCookie = (device?: string) =>
		request({ Cookie: pair(), ...(device ? { 'X-Qingge-Device': device } : {}) });

	test('[A3] the cookie is out of reach for scripts and other sites', () => {
		expect(cookie).toMatch(
			/^AuthSession=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/
		);
	});

	test('[A29] for a browser over TLS the cookie is the host’s own, and no plain one counts', () => {
		const browser = { 'Sec-Fetch-Site': 'same-origin' };
		const overTls = (headers: Record<string, string>) => {
			const asked = request(headers);
			notePeer(asked, { address: '10.0.0.7', secure: true });
			return asked;
		};
		const own = sessions.begin(overTls(browser), lin);
		expect(own).toMatch(/^__Host-AuthSession=[\w-]{43}; Path=\/; .*; Secure$/);
		const [pairOfHost = ''] = own.split(';');
		expect(sessions.find(overTls({ ...browser, Cookie: pairOfHost }))).toBeDefined();
		// Some browsers do not say where a picture is asked from.
		expect(sessions.find(overTls({ Cookie: pairOfHost }))).toBeDefined();
		const planted = pair();
		expect(sessions.find(overTls({ ...browser, Cookie: planted }))).toBeUndefined();
		expect(
			sessions.find(overTls({ ...browser, Cookie: `${planted}; ${pairOfHost}` }))?.account
		).toEqual(lin);
		expect(sessions.find(request({ Cookie: pairOfHost }))).toBeUndefined();
		// What speaks CouchDB and is no browser keeps CouchDB's name.
		expect(sessions.begin(overTls({}), lin)).toMatch(/^AuthSession=.*; Secure$/);
		expect(sessions.find(overTls({ Cookie: planted }))).toBeDefined();
	});

	test('[A3] over TLS the cookie is Secure', () => {
		const overTls = request();
		notePeer(overTls, { address: '10.0.0.7', secure: true });
		expect(sessions.begin(overTls, lin)).toMatch(/; Secure$/);
	});

	test('[A3] what is stored does not let anybody in', () => {
		const token = pair().slice('AuthSession='.length);
		expect(store.session(token)).toBeUndefined();
		const found = sessions.find(withCookie());
		expect(found?.account.name).toBe('lin');
		const replay = request({ Cookie: `AuthSession=${found?.tokenHash ?? ''}` });
		expect(sessions.find(replay)).toBeUndefined();
	});

	test('[A3] a second cookie of the name makes both worth nothing', () => {
		expect(sessions.find(request({ Cookie: `${pair()}; ${pair()}` }))).toBeUndefined();
	});

	test('[A4] seven days without use end it, use renews it', () => {
		nowMs += idleMs - 1;
		const used = withCookie();
		expect(sessions.find(used)).toBeDefined();
		expect(sessions.renewalFor(used)).toContain('Max-Age=604800');
		nowMs += idleMs - 1;
		expect(sessions.find(withCookie())).toBeDefined();
		nowMs += idleMs;
		expect(sessions.find(withCookie())).toBeUndefined();
	});

	test('[A4] thirty days end it however much it is used', () => {
		const startedMs = nowMs;
		while (nowMs + dayMs < startedMs + longestMs) {
			nowMs += dayMs;
			expect(sessions.find(withCookie())).toBeDefined();
		}
		nowMs = startedMs + longestMs;
		expect(sessions.find(withCookie())).toBeUndefined();
	});

	test('[A4] one renewal an hour at most', () => {
		nowMs += 60_000;
		const used = withCookie();
		sessions.find(used);
		expect(sessions.renewalFor(used)).toBeUndefined();
	});

	test('[A4] signing out ends it at once and tells who listens', () => {
		let told = 0;
		sessions.onEnd(() => (told += 1));
		expect(sessions.end(withCookie())).toContain('Max-Age=0');
		expect(told).toBe(1);
		expect(sessions.find(withCookie())).toBeUndefined();
	});

	test('[A4] all sessions of an account end together', () => {
		const second = sessions.begin(request(), lin).split(';')[0] ?? '';
		sessions.endAllOf('lin');
		expect(sessions.find(withCookie())).toBeUndefined();
		expect(sessions.find(request({ Cookie: second }))).toBeUndefined();
	});

	test('[A5] the first device keeps it; the same cookie on another one is refused', () => {
		expect(sessions.find(withCookie(phone))?.device).toBe(phone);
		expect(() => sessions.find(withCookie(otherPhone))).toThrow('another device');
		expect(sessions.find(withCookie(phone))?.device).toBe(phone);
	});

	test('[A5] a device may be named in the URL, and what is no device is none', () => {
		const asUrl = request({ Cookie: pair() }, `/station/doorbell?device=${phone}`);
		expect(sessions.find(asUrl)?.device).toBe(phone);
		expect(sessions.find(withCookie('../../etc'))?.device).toBeNull();
	});

	test('[A8] an account that is gone has no session any more', () => {
		const other = openMemoryAccessStore();
		const found = sessions.find(withCookie());
		const kept = store.session(found?.tokenHash ?? '');
		if (!kept) throw new Error('no session');
		other.saveSession(kept);
		expect(openSessions(other, () => nowMs).find(withCookie())).toBeUndefined();
	});
});
