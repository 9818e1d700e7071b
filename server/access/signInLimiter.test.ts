import { beforeEach, describe, expect, test } from 'vitest';
import { CouchError } from '../http/couchError.ts';
import type { SignInLimiter } from './signInLimiter.ts';
import { defaultSignInLimits, openSignInLimiter } from './signInLimiter.ts';

const minuteMs = 60_000;
const lin = { name: 'lin', address: '10.0.0.7' };
const no = async () => false;
const yes = async () => true;

describe('the limiter of sign-ins', () => {
	let nowMs = 0;
	let attempt: SignInLimiter['attempt'];
	let assertMayTry: SignInLimiter['assertMayTry'];
	beforeEach(() => {
		nowMs = 1_000_000;
		({ attempt, assertMayTry } = openSignInLimiter(() => nowMs));
	});

	const fail = async (times: number, who = lin) => {
		for (let i = 0; i < times; i += 1) expect(await attempt(who, no)).toBe(false);
	};

	test('[A2] after five failures even the right password waits fifteen minutes', async () => {
		await fail(5);
		await expect(attempt(lin, yes)).rejects.toMatchObject({
			status: 429,
			error: 'too_many_requests',
			headers: { 'Retry-After': '900' }
		});
		nowMs += 15 * minuteMs - 1;
		await expect(attempt(lin, yes)).rejects.toBeInstanceOf(CouchError);
		nowMs += 1;
		expect(await attempt(lin, yes)).toBe(true);
	});

	test('[A2] whether somebody has to wait can be asked without counting', async () => {
		await fail(4);
		for (let at = 0; at < 9; at += 1) assertMayTry(lin);
		await fail(1);
		expect(() => assertMayTry(lin)).toThrow('Too many attempts');
		assertMayTry({ ...lin, address: '10.0.0.8' });
	});

	test('[A2] the wait begins with the fifth failure, not with the first', async () => {
		await fail(4);
		nowMs += 14 * minuteMs;
		await fail(1);
		nowMs += 14 * minuteMs;
		await expect(attempt(lin, yes)).rejects.toBeInstanceOf(CouchError);
	});

	test('[A2] four failures and then the right password start anew', async () => {
		await fail(4);
		expect(await attempt(lin, yes)).toBe(true);
		await fail(4);
		expect(await attempt(lin, yes)).toBe(true);
	});

	test('[A2] the same account from elsewhere, and another account, do not wait', async () => {
		await fail(5);
		expect(await attempt({ ...lin, address: '10.0.0.8' }, yes)).toBe(true);
		expect(await attempt({ ...lin, name: 'tu' }, yes)).toBe(true);
	});

	test('[A2] a hundred guesses at the same time are five guesses', async () => {
		let checked = 0;
		const answers = await Promise.allSettled(
			Array.from({ length: 100 }, () =>
				attempt(lin, async () => {
					checked += 1;
					await new Promise((resolve) => setImmediate(resolve));
					return false;
				})
			)
		);
		expect(checked).toBe(5);
		expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(95);
	});

	test('[A2] one address does not try a password on every name', async () => {
		for (let i = 0; i < defaultSignInLimits.perAddress; i += 1) {
			await attempt({ name: `name${i}`, address: lin.address }, no);
		}
		await expect(attempt({ name: 'next', address: lin.address }, yes)).rejects.toMatchObject({
			status: 429
		});
	});
});
