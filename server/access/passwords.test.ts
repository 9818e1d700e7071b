import { describe, expect, test } from 'vitest';
import { hashPassword, isOutdated, passwordFits } from './passwords.ts';

const cheap = { logN: 8, r: 8, p: 1 };

describe('passwords', () => {
	test('[A1] a hash fits its own password only, and no two are alike', async () => {
		const hash = await hashPassword('qingge-demo', cheap);
		expect(await passwordFits('qingge-demo', hash, cheap)).toBe(true);
		expect(await passwordFits('qingge-dem0', hash, cheap)).toBe(false);
		expect(await passwordFits('', hash, cheap)).toBe(false);
		expect(hash).not.toContain('qingge');
		expect(await hashPassword('qingge-demo', cheap)).not.toBe(hash);
	});

	test('[A1] no hash, and one nobody can read, fit nothing', async () => {
		for (const hash of [undefined, '', 'plain$qingge-demo', 'scrypt$8$8$1$$']) {
			expect(await passwordFits('', hash, cheap)).toBe(false);
			expect(await passwordFits('qingge-demo', hash, cheap)).toBe(false);
		}
	});

	test('[A1] refusing a name nobody has costs what refusing a password costs', async () => {
		const cost = { logN: 13, r: 8, p: 1 };
		const hash = await hashPassword('qingge-demo', cost);
		const cpuOf = async (known: string | undefined) => {
			const before = process.cpuUsage();
			for (let i = 0; i < 6; i += 1) await passwordFits('wrong', known, cost);
			return process.cpuUsage(before).user;
		};
		await cpuOf(hash);
		const ratio = (await cpuOf(undefined)) / (await cpuOf(hash));
		expect(ratio).toBeGreaterThan(0.4);
		expect(ratio).toBeLessThan(2.5);
	});

	test('[A1] keyboards may spell one password in two ways', async () => {
		const hash = await hashPassword('caf\u00e9 ＡＢＣ', cheap);
		expect(await passwordFits('cafe\u0301 ABC', hash, cheap)).toBe(true);
	});

	test('[A1] a hash of other costs fits still, and is known as outdated', async () => {
		const old = await hashPassword('qingge-demo', { logN: 7, r: 8, p: 1 });
		expect(await passwordFits('qingge-demo', old, cheap)).toBe(true);
		expect(isOutdated(old, cheap)).toBe(true);
		expect(isOutdated(await hashPassword('qingge-demo', cheap), cheap)).toBe(false);
	});
});
