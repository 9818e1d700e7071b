/**
 * A phone: a Chromium of its own with its data on disk (a private window keeps IndexedDB in memory,
 * which would flatter), as large as a common phone. It is always closed by the lane that opened it.
 */
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../../server/setup/findChromium.mjs';
import type { BenchGround } from '../lane.ts';
import { account, password } from './communityStation.ts';
import { watchPage } from './pageWatch.ts';

export interface Phone {
	readonly page: Page;
	readonly context: BrowserContext;
	close(): Promise<void>;
}

/** Who uses it, how large its screen is, and whether it is touched, where it is no common phone of the worker. */
export interface PhoneLook {
	account?: string;
	viewport?: { width: number; height: number };
	hasTouch?: boolean;
}

/** The same name finds the same data again. */
export async function openPhone(
	bench: BenchGround,
	name: string,
	look: PhoneLook = {}
): Promise<Phone> {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Error('there is no Chromium on this machine');
	const context = await chromium.launchPersistentContext(join(bench.scratch, name), {
		executablePath,
		args: chromiumFlags,
		viewport: look.viewport ?? { width: 412, height: 915 },
		hasTouch: look.hasTouch ?? false,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		serviceWorkers: 'allow'
	});
	context.setDefaultTimeout(60_000);
	bench.onEnd(() => context.close());
	await context.addInitScript(watchPage, look.account ?? account);
	const page = context.pages()[0] ?? (await context.newPage());
	return { page, context, close: () => context.close() };
}

/** From the sign-in form to the moment when the button was pressed. */
export async function signIn(page: Page, url: string, as = account): Promise<void> {
	await page.goto(url);
	await page.getByLabel('账号').fill(as);
	await page.getByLabel('密码', { exact: true }).fill(password);
	// No mouse: where one rests, the browser looks for what lies under it after every frame.
	await page.keyboard.press('Enter');
}

/** Waits until rows and ledger hold the whole feed. */
export async function wholeFeed(page: Page): Promise<void> {
	await page.waitForFunction(
		() => {
			const last = window.qinggeBench.statuses.at(-1);
			const began = window.qinggeBench.statuses.some(({ total }) => total > 0);
			return began && last?.total === 0 && last.usable && last.lastMetAt !== '' && !last.meeting;
		},
		undefined,
		{ timeout: 180_000, polling: 200 }
	);
}

/** The same of a feed that is so small that nobody says how much is to come. */
export async function smallFeed(page: Page): Promise<void> {
	await page.waitForFunction(
		() => {
			const last = window.qinggeBench.statuses.at(-1);
			return last !== undefined && last.usable && last.lastMetAt !== '' && !last.meeting;
		},
		undefined,
		{ timeout: 180_000, polling: 200 }
	);
}

/** Follows an address inside the app, as a tap on a link does. */
export async function follow(page: Page, path: string): Promise<void> {
	await page.evaluate((to) => {
		const link = document.createElement('a');
		link.href = to;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
}
