import { describe, expect, test } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialCommunity, trialOrigin } from '../trialStation.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

async function badgeOf(station: TrialStation, account: string) {
	const ask = await station.signIn(account, sampleDevice);
	const me = (await (await ask('/station/me')).json()) as { badge: string };
	return { ask, badge: me.badge };
}

const check = (station: TrialStation, id: string, init: RequestInit = {}) =>
	station.handle(new Request(`${trialOrigin}/check/${id}`, init));

/** Without the minute, which may turn between two answers. */
const textOf = async (answer: Response) =>
	(await answer.text()).replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'NOW');

describe('a badge is checked', () => {
	test('[A70] an account has one id, on every phone, and another account another', async () => {
		const station = await openTrialStation();
		const { ask, badge } = await badgeOf(station, 'wangge1');
		expect(badge).toMatch(/^[\w-]{22}$/);
		expect(((await (await ask('/station/me')).json()) as { badge: string }).badge).toBe(badge);
		expect((await badgeOf(station, 'wangge2')).badge).not.toBe(badge);
		// Who only keeps the station goes to nobody's door.
		expect((await badgeOf(station, 'zhan')).badge).toBe('');
		await station.close();
	});

	test('[A71] whoever holds the id hears who she is for the community, and nothing more', async () => {
		const station = await openTrialStation();
		station.access.saveCommunity({ ...trialCommunity, phone: '0471-0000000' });
		const { badge } = await badgeOf(station, 'wangge1');
		const answer = await check(station, badge);
		expect(answer.status).toBe(200);
		const text = await answer.text();
		for (const said of ['是本社区工作人员', 'wangge1', '网格员 兴康社区 第1网格', '0471-0000000']) {
			expect(text).toContain(said);
		}
		expect(text).toMatch(/核验时间.*\d{4}-\d\d-\d\d \d\d:\d\d/s);
		expect(text).not.toContain(badge);
		expect(text).not.toMatch(/<script|https?:|feed-|150105001019/);
		await station.close();
	});

	test('[A72] what never was, was renewed or ended is answered word by word alike', async () => {
		let nowMs = Date.parse('2026-11-30T02:00:00.000Z');
		const station = await openTrialStation({ nowMs: () => nowMs });
		const { ask, badge: old } = await badgeOf(station, 'wangge1');
		const renewed = (await (await ask('/station/badge/renew', { method: 'POST' })).json()) as {
			badge: string;
		};
		expect(renewed.badge).not.toBe(old);
		const { badge: ended } = await badgeOf(station, 'wangge2');
		const account = station.access.account('wangge2')!;
		const grants = account.grants.map((grant) => ({ ...grant, until: '2026-11-30' }));
		station.access.saveAccount({ ...account, grants }, station.access.passwordHash('wangge2')!);
		expect(await (await check(station, ended)).text()).toContain('2026-11-30</dd>');
		nowMs += 86_400_000;
		const never = await textOf(await check(station, 'A'.repeat(22)));
		expect(never).toContain('不是');
		for (const id of [old, ended, 'x', '%00', encodeURIComponent('<b>')]) {
			const answer = await check(station, id);
			expect([answer.status, await textOf(answer)]).toEqual([200, never]);
		}
		expect(await (await check(station, renewed.badge)).text()).toContain('wangge1');
		await station.close();
	});

	test('[A73] the page sets no cookie, runs no script, is kept by nobody and framed nowhere', async () => {
		const station = await openTrialStation();
		const { ask, badge } = await badgeOf(station, 'wangge1');
		// Also where somebody is signed in.
		const { headers } = await ask(`/check/${badge}`);
		expect(headers.getSetCookie()).toEqual([]);
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toMatch(/script-src|unsafe|https?:|\*/);
		expect(headers.get('cache-control')).toBe('no-store');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
		const font = await check(station, 'mongolian.woff2');
		expect(new TextDecoder().decode((await font.arrayBuffer()).slice(0, 4))).toBe('wOF2');
		for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
			expect((await check(station, badge, { method })).status).toBe(405);
		}
		await station.close();
	});

	test('[A74] who asks too often waits', async () => {
		let nowMs = Date.parse('2026-11-30T02:00:00.000Z');
		const station = await openTrialStation({ nowMs: () => nowMs });
		for (let at = 0; at < 120; at += 1) expect((await check(station, 'x')).status).toBe(200);
		const answer = await check(station, 'x');
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60']);
		nowMs += 60_000;
		expect((await check(station, 'x')).status).toBe(200);
		await station.close();
	});

	test('[A75] a photo is shown where she gave one, and gone when she takes it back', async () => {
		const station = await openTrialStation();
		const { ask, badge } = await badgeOf(station, 'wangge1');
		const put = (body: BodyInit) => ask('/station/badge/photo', { method: 'PUT', body });
		const shown = async () => (await (await check(station, badge)).text()).includes('<img');
		expect(await shown()).toBe(false);
		expect((await put('<svg onload="x">')).status).toBe(400);
		expect((await put(new Uint8Array(50_000).fill(0xff))).status).toBe(413);
		expect((await put(jpeg)).status).toBe(200);
		expect(await shown()).toBe(true);
		expect((await ask('/station/badge/photo', { method: 'DELETE' })).status).toBe(200);
		expect(await shown()).toBe(false);
		await station.close();
	});

	test('[A76] Mongolian stands beside Chinese in the order the community settled', async () => {
		const station = await openTrialStation();
		const { badge } = await badgeOf(station, 'wangge1');
		const ledger = (await station.storage.open(`ledger-${trialCommunity.id}`))!;
		const settle = async (scripts: 'zh' | 'zh_mn' | 'mn_zh', clock: string) => {
			const _id = `settings:${clock.slice(-26)}`;
			const document = sampleDocument('settings', sha256, {
				_id,
				scripts,
				dutyPhone: '0471-5',
				clock
			});
			await ledger.write([editOf(document)], { newEdits: false });
			return (await check(station, badge)).text();
		};
		const clockOf = (at: number) => `00000000000000${at}-0000-01KASXV2G0000000000000000${at}`;
		const first = sampleDocument('settings', sha256, {}).clock;
		expect(first).not.toBe('');
		expect(await (await check(station, badge)).text()).not.toContain('mn-Mong');
		const after = await settle('mn_zh', clockOf(1));
		expect(after).toMatch(/lang="mn-Mong">[^<]+<\/span><span>姓名/);
		expect(after).toContain('蒙古文待译员审定');
		expect(after).toContain('0471-5');
		expect(await settle('zh_mn', clockOf(2))).toMatch(/<span>姓名<\/span><span class="mn"/);
		await station.close();
	});
});
