import { expect, test } from 'vitest';
import type { App, Entrance, FailureKind } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { SignIn } from './signIn.svelte.ts';

const app = { device: 'one' } as unknown as App;

function entrance(answer: App | FailureKind, asked: string[] = []): Entrance {
	return {
		resume: async () => undefined,
		isDemo: async () => false,
		keepShell: async () => undefined,
		signIn: async (account, password) => {
			asked.push(`${account} ${password}`);
			return typeof answer === 'string' ? refused({ kind: answer }) : accepted(answer);
		}
	};
}

test('[U7] a missing field is said before the station is asked', async () => {
	const asked: string[] = [];
	const form = new SignIn(entrance(app, asked));
	await form.enter();
	expect(form.trouble).toBe('请填写账号。');
	form.account = 'wangge1';
	await form.enter();
	expect(form.trouble).toBe('请填写密码。');
	expect(asked).toEqual([]);
});

test('[U7] what the station or the network says no with is said in words, and may be tried again', async () => {
	for (const kind of ['wrong_password', 'too_many_attempts', 'station_unreachable'] as const) {
		const form = new SignIn(entrance(kind));
		form.account = 'wangge1';
		form.password = 'x';
		expect(await form.enter()).toBeUndefined();
		expect(form.trouble).toMatch(/[。]$/);
		expect(form.trouble).not.toContain(kind);
		expect(form.isBusy).toBe(false);
	}
});

test('[U7] the password is not kept after it was used', async () => {
	const asked: string[] = [];
	const form = new SignIn(entrance(app, asked), ' wangge1 ');
	form.password = 'qingge-demo';
	expect(await form.enter()).toBe(app);
	expect(asked).toEqual(['wangge1 qingge-demo']);
	expect(form.password).toBe('');
});
