import { beforeEach, describe, expect, test } from 'vitest';
import type { TrialStation } from '../trialStation.ts';
import { basic, openTrialStation, trialCost, trialOrigin, trialPassword } from '../trialStation.ts';
import type { AccessStore } from './accessStore.ts';
import type { Credentials } from './credentials.ts';
import { openCredentials, rememberedMs } from './credentials.ts';
import { openMemoryAccessStore } from './memoryAccessStore.ts';
import { hashPassword } from './passwords.ts';
import { notePeer } from './peer.ts';
import { openSignInLimiter } from './signInLimiter.ts';

describe('a name and a password with every request', () => {
	let station: TrialStation;
	beforeEach(async () => {
		station = await openTrialStation();
		await station.joinCouch('root', 'admin');
	});

	async function ask(authorization: string, path = '/db/', address = '10.0.0.7') {
		const request = new Request(`${trialOrigin}${path}`, {
			headers: { Authorization: authorization }
		});
		notePeer(request, { address, secure: false });
		const answer = await station.handle(request);
		return { status: answer.status, json: (await answer.json()) as object };
	}

	test('[A22] opens what a session would, and no session', async () => {
		expect(await ask(basic('root', trialPassword), '/db/_all_dbs')).toEqual({
			status: 200,
			json: []
		});
		expect(await ask(basic('wangge1', trialPassword), '/db/_all_dbs')).toMatchObject({
			status: 404
		});
		const own = await ask(basic('wangge1', trialPassword), '/db/feed-grid-150105001019-01');
		expect(own.status).toBe(200);
		expect(await ask(basic('root', trialPassword), '/db/_session')).toEqual({
			status: 200,
			json: {
				ok: true,
				userCtx: { name: 'root', roles: ['_admin'] },
				info: { authentication_handlers: ['cookie', 'default'], authenticated: 'default' }
			}
		});
	});

	test('[A22] what is wrong is 401 everywhere, whatever cookie comes with it', async () => {
		const wrong = [
			...[basic('root', 'wrong'), basic('nobody', trialPassword), basic('', ''), 'Basic ***'],
			...[`Basic ${Buffer.from('root').toString('base64')}`, 'Basic =']
		];
		for (const header of wrong) {
			for (const path of ['/db/', '/db/_session', '/db/_all_dbs']) {
				const { status, json } = await ask(header, path, `10.0.1.${wrong.indexOf(header)}`);
				expect([header, path, status]).toEqual([header, path, 401]);
				expect(json).toEqual({
					error: 'unauthorized',
					reason: 'Name or password is incorrect.'
				});
			}
		}
		const signed = await station.signIn('wangge1', '01KASXV2G0000000000000000D');
		const headers = { Authorization: basic('wangge1', 'wrong') };
		expect((await signed('/db/', { headers })).status).toBe(401);
	});

	test('[A22] guesses wait as at signing in, and together with it', async () => {
		for (let n = 0; n < 3; n += 1) await ask(basic('root', `wrong${n}`));
		for (let n = 0; n < 2; n += 1) {
			const request = new Request(`${trialOrigin}/db/_session`, {
				method: 'POST',
				body: new URLSearchParams({ name: 'root', password: `guess${n}` })
			});
			notePeer(request, { address: '10.0.0.7', secure: false });
			expect((await station.handle(request)).status).toBe(401);
		}
		expect((await ask(basic('root', trialPassword))).status).toBe(429);
		expect((await ask(basic('root', trialPassword), '/db/', '10.0.0.8')).status).toBe(200);
	});

	test('[A22] a new password ends the old one at once', async () => {
		expect((await ask(basic('root', trialPassword))).status).toBe(200);
		station.access.setPassword('root', await hashPassword('another-one', trialCost));
		expect((await ask(basic('root', trialPassword))).status).toBe(401);
		expect((await ask(basic('root', 'another-one'))).status).toBe(200);
	});
});

describe('a pair that fitted a moment ago', () => {
	const right = { name: 'root', password: trialPassword, address: '10.0.0.7' };
	let store: AccessStore;
	let credentials: Credentials;
	let nowMs: number;
	let looked: number;

	beforeEach(async () => {
		nowMs = 1_000_000;
		looked = 0;
		store = openMemoryAccessStore();
		const account = { name: 'root', displayName: 'root', grants: [], demo: false };
		store.saveAccount(account, await hashPassword(trialPassword, trialCost));
		const { attempt, assertMayTry } = openSignInLimiter(() => nowMs);
		credentials = openCredentials({
			...{ store, cost: trialCost, nowMs: () => nowMs },
			limiter: {
				assertMayTry,
				attempt: (who, check) => {
					looked += 1;
					return attempt(who, check);
				}
			}
		});
	});

	const recall = async (change: Partial<typeof right> = {}) =>
		(await credentials.recall({ ...right, ...change }))?.name;

	test('[A22] is not checked in full again, for five minutes from that check', async () => {
		expect(await recall()).toBe('root');
		for (let n = 0; n < 10; n += 1) {
			nowMs += rememberedMs / 11;
			expect(await recall()).toBe('root');
		}
		expect(looked).toBe(1);
		nowMs += rememberedMs / 10;
		expect(await recall()).toBe('root');
		expect(looked).toBe(2);
	});

	test('[A22] is one attempt when a hundred requests bring it at once', async () => {
		const names = await Promise.all(Array.from({ length: 100 }, () => recall()));
		expect([new Set(names), looked]).toEqual([new Set(['root']), 1]);
	});

	test('[A22] is not known from another address', async () => {
		await recall();
		expect(await recall({ address: '10.0.0.8' })).toBe('root');
		expect(looked).toBe(2);
	});

	test('[A22] answers no guesses while the address waits, and a wrong one is checked in full', async () => {
		await recall();
		for (let n = 0; n < 5; n += 1) expect(await recall({ password: `wrong${n}` })).toBeUndefined();
		expect(looked).toBe(6);
		await expect(recall()).rejects.toMatchObject({ status: 429 });
		await expect(recall({ password: 'wrong9' })).rejects.toMatchObject({ status: 429 });
		// The right one does not wipe out failures that others cause from the same address.
		nowMs += 16 * 60_000;
		await recall();
		for (let n = 0; n < 4; n += 1) await recall({ password: `wrong${n}` });
		expect(await recall()).toBe('root');
		expect(await recall({ password: 'wrong4' })).toBeUndefined();
		await expect(recall()).rejects.toMatchObject({ status: 429 });
	});

	test('[A22] is forgotten with the password it belonged to, also when that changes meanwhile', async () => {
		await recall();
		store.setPassword('root', await hashPassword('another-one', trialCost));
		expect(await recall()).toBeUndefined();
		const checking = recall({ password: 'another-one' });
		store.setPassword('root', await hashPassword('a-third-one', trialCost));
		await checking;
		expect(await recall({ password: 'another-one' })).toBeUndefined();
		expect(await recall({ password: 'a-third-one' })).toBe('root');
	});
});
