// The closed table by hand, where one case says more than all of them; everybody against everything
// is in authorisation.test.ts.
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin } from '../trialStation.ts';

const feed = 'feed-grid-150105001019-01';
const checkpoint = `/db/${feed}/_local/checkpoint`;

describe('the closed table', () => {
	let station: TrialStation;
	let worker: Awaited<ReturnType<TrialStation['signIn']>>;

	beforeAll(async () => {
		station = await openTrialStation();
		worker = await station.signIn('wangge1', sampleDevice);
		const headers = { 'Content-Type': 'application/json' };
		await worker(checkpoint, { method: 'PUT', headers, body: '{}' });
	});

	test('[A7] a call from another origin changes nothing', async () => {
		for (const headers of [
			{ Origin: 'https://evil.example' },
			{ 'Sec-Fetch-Site': 'cross-site' },
			{ 'Sec-Fetch-Site': 'same-site' },
			{ Origin: 'null' }
		]) {
			const answer = await worker(checkpoint, {
				method: 'PUT',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: '{}'
			});
			expect(answer.status).toBe(403);
		}
		const same = await worker(checkpoint, {
			method: 'PUT',
			headers: {
				'Content-Type': 'application/json',
				Origin: trialOrigin,
				'Sec-Fetch-Site': 'same-origin'
			},
			body: '{}'
		});
		expect(same.status).toBe(201);
	});

	test('[A8] a worker who was moved reaches the new grid at once, and the old one no more', async () => {
		const station = await openTrialStation();
		const moved = await station.signIn('wangge1', sampleDevice);
		const account = station.access.account('wangge1');
		const passwordHash = station.access.passwordHash('wangge1');
		if (!account || passwordHash === undefined) throw new Error('no account');
		station.access.saveAccount(
			{ ...account, grants: [{ role: 'grid_worker', scope: '150105001019-02' }] },
			passwordHash
		);
		expect((await moved(`/db/${feed}`)).status).toBe(404);
		expect((await moved('/db/feed-grid-150105001019-02')).status).toBe(200);
	});

	test('[A6] one device does not see the checkpoints of another', async () => {
		const second = await station.signIn('wangge1', '01KASXV2G0000000000000000E');
		expect((await worker(checkpoint)).status).toBe(200);
		expect((await second(checkpoint)).status).toBe(404);
		expect((await worker(`/db/${feed}/_local/router`)).status).toBe(404);
	});
});
