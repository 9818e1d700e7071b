import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { notePeer } from './access/peer.ts';
import { openTrialStation, trialOrigin, trialPassword } from './trialStation.ts';

const feed = 'feed-grid-150105001019-01';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function signIn(name: string, password: string, address = '10.0.0.7'): Request {
	const request = new Request(`${trialOrigin}/db/_session`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ name, password })
	});
	notePeer(request, { address, secure: false });
	return request;
}

describe('the station', () => {
	test('[R1] a visit that a phone pushes is in the ledger of its community', async () => {
		const station = await openTrialStation();
		const phone = await station.signIn('wangge1', sampleDevice);
		const visit = sampleDocument('visit', sha256);
		const answer = await phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs: [visit] })
		});
		expect(answer.status).toBe(201);
		expect(await answer.json()).toEqual([]);
		await station.router.idle();
		const copy = await (await station.storage.open('ledger-150105001019'))?.row(visit._id);
		expect(copy?.rev).toBe(visit._rev);
		await station.close();
	});

	test('[A2] five wrong passwords over HTTP, and the sixth waits in the form CouchDB has', async () => {
		const station = await openTrialStation();
		for (let at = 0; at < 5; at += 1) {
			const answer = await station.handle(signIn('wangge1', 'wrong'));
			expect(answer.status).toBe(401);
			expect(await answer.json()).toEqual({
				error: 'unauthorized',
				reason: 'Name or password is incorrect.'
			});
		}
		const waits = await station.handle(signIn('wangge1', trialPassword));
		expect(waits.status).toBe(429);
		expect(Number(waits.headers.get('retry-after'))).toBeGreaterThan(890);
		expect(await waits.json()).toMatchObject({ error: 'too_many_requests' });
		expect((await station.handle(signIn('wangge1', trialPassword, '10.0.0.8'))).status).toBe(200);
		await station.close();
	});

	test('[A1] an unknown name and a wrong password are answered alike', async () => {
		const station = await openTrialStation();
		const [unknown, wrong] = await Promise.all([
			station.handle(signIn('nobody', 'wrong')),
			station.handle(signIn('wangge1', 'wrong'))
		]);
		expect(await unknown.text()).toBe(await wrong.text());
		expect(unknown.status).toBe(wrong.status);
		await station.close();
	});

	test('[A17] health is green at rest and speaks of numbers only', async () => {
		const station = await openTrialStation();
		const answer = await station.handle(new Request(`${trialOrigin}/station/health`));
		const health = (await answer.json()) as Record<string, unknown>;
		expect(health).toMatchObject({ status: 'green', quarantine: 0, gaps: 0 });
		expect(JSON.stringify(health)).not.toMatch(/wangge|兴康|150105/);
		await station.close();
	});

	test('[A17] a document in quarantine turns it yellow', async () => {
		const station = await openTrialStation();
		const phone = await station.signIn('wangge1', sampleDevice);
		await phone(`/db/${feed}/_bulk_docs`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ new_edits: false, docs: [{ nonsense: true }] })
		});
		const health = await (await phone('/station/health')).json();
		expect(health).toMatchObject({ status: 'yellow', quarantine: 1 });
		await station.close();
	});

	test('[A6] the station has no other calls, and answers only GET to its own', async () => {
		const station = await openTrialStation();
		const phone = await station.signIn('wangge1', sampleDevice);
		expect((await phone('/station/users')).status).toBe(404);
		expect((await phone('/station/me', { method: 'POST' })).status).toBe(405);
		const anonymous = await station.handle(new Request(`${trialOrigin}/station/me`));
		expect(anonymous.status).toBe(401);
		expect(anonymous.headers.get('content-type')).toBe('application/json');
		await station.close();
	});

	test('[A14] the keeper’s calls do not exist without the token, nor for a worker', async () => {
		const station = await openTrialStation({ adminToken: 'the token' });
		const phone = await station.signIn('wangge1', sampleDevice);
		const ask = async (authorization: string) =>
			(await phone('/station/admin/accounts', { headers: { Authorization: authorization } }))
				.status;
		expect(await ask('')).toBe(404);
		expect(await ask('Bearer another')).toBe(404);
		expect(await ask('Bearer the token')).toBe(200);
		await station.close();
		const closed = await openTrialStation();
		const none = await closed.handle(
			new Request(`${trialOrigin}/station/admin/accounts`, {
				headers: { Authorization: 'Bearer undefined' }
			})
		);
		expect(none.status).toBe(404);
		await closed.close();
	});

	test('[A4] a new password ends the sessions of the old one', async () => {
		const station = await openTrialStation({ adminToken: 'the token' });
		const phone = await station.signIn('wangge1', sampleDevice);
		expect((await phone('/station/me')).status).toBe(200);
		await station.handle(
			new Request(`${trialOrigin}/station/admin/password`, {
				method: 'POST',
				headers: { Authorization: 'Bearer the token' },
				body: JSON.stringify({ name: 'wangge1', password: 'a new password' })
			})
		);
		expect((await phone('/station/me')).status).toBe(401);
		await station.close();
	});
});
