import { beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import { hashPassword } from '../access/passwords.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialCost, trialOrigin, trialPassword } from '../trialStation.ts';

const friend = 'https://tools.example';
const stranger = 'https://evil.example';

describe('web programs of other origins', () => {
	let station: TrialStation;
	const basic = `Basic ${btoa(`couch:${trialPassword}`)}`;
	const ask = (path: string, method: string, headers: Record<string, string>, body?: string) =>
		station.handle(
			new Request(`${trialOrigin}${path}`, { method, headers, ...(body !== undefined && { body }) })
		);

	beforeAll(async () => {
		station = await openTrialStation({ origins: [friend] });
		const hash = await hashPassword(trialPassword, trialCost);
		const couch = { name: 'couch', displayName: 'couch', grants: [], demo: false };
		station.access.saveAccount({ ...couch, couch: 'admin' }, hash);
	});

	test('[HTTP49] one that the keeper named asks beforehand, writes and reads the answer', async () => {
		const asked = await ask('/db/tools', 'OPTIONS', {
			Origin: friend,
			'Access-Control-Request-Method': 'PUT',
			'Access-Control-Request-Headers': 'authorization'
		});
		expect(asked.status).toBe(204);
		expect(asked.headers.get('access-control-allow-origin')).toBe(friend);
		expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
		expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');

		const made = await ask('/db/tools', 'PUT', {
			Origin: friend,
			'Sec-Fetch-Site': 'cross-site',
			Authorization: basic
		});
		expect(made.status).toBe(201);
		const read = await ask('/db/tools', 'GET', { Origin: friend, Authorization: basic });
		expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, friend]);
		expect(read.headers.get('access-control-allow-credentials')).toBe('true');
		expect(read.headers.get('vary')).toContain('Origin');
		// Also what goes wrong can be read.
		const wrong = await ask('/db/nowhere', 'GET', { Origin: friend, Authorization: basic });
		expect([wrong.status, wrong.headers.get('access-control-allow-origin')]).toEqual([404, friend]);
	});

	test('[HTTP49] others are told nothing, and change nothing', async () => {
		const asked = await ask('/db/tools', 'OPTIONS', {
			Origin: stranger,
			'Access-Control-Request-Method': 'PUT'
		});
		expect(asked.status).toBeGreaterThanOrEqual(400);
		expect(asked.headers.get('access-control-allow-origin')).toBeNull();
		const written = await ask('/db/other', 'PUT', { Origin: stranger, Authorization: basic });
		expect(written.status).toBe(403);
		const elsewhere = await ask('/station/me', 'GET', { Origin: friend });
		expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
	});

	test('[HTTP49] a cookie is worth nothing on the pages of others', async () => {
		const answer = await ask(
			'/db/_session',
			'POST',
			{ 'Content-Type': 'application/json', 'X-Qingge-Device': sampleDevice },
			JSON.stringify({ name: 'wangge1', password: trialPassword })
		);
		const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		const headers = { Cookie: cookie, 'X-Qingge-Device': sampleDevice };
		const feed = '/db/feed-grid-150105001019-01';
		expect((await ask(feed, 'GET', headers)).status).toBe(200);
		expect((await ask(feed, 'GET', { ...headers, Origin: friend })).status).toBe(401);
	});
});
