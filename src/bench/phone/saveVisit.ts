/** One tap on 见到·无变化 at a door, and how long until the visit stands on the screen. */
import type { Page } from '@playwright/test';
import { follow } from './phoneBrowser.ts';

const unchanged = '见到·无变化';

/** Goes to a door and waits until its history stands. */
export async function goToDoor(page: Page, door: string): Promise<void> {
	await follow(page, `/door/${encodeURI(door)}`);
	await page.waitForFunction(
		(path) =>
			decodeURI(location.pathname) === path &&
			document.querySelector('main section.card ol, section.card ol') !== null,
		`/door/${door}`
	);
	await page.getByRole('button', { name: unchanged }).waitFor();
}

/** ms since 1970 of the tap and of the frame in which the visit stood at the head of the history. */
export async function tapAndSee(page: Page): Promise<{ tapMs: number; seenMs: number }> {
	return await page.evaluate(async (name) => {
		const newest = () => window.qinggeBench.newestVisit();
		const before = newest();
		const button = [...document.querySelectorAll('button')].find((one) =>
			one.textContent.includes(name)
		);
		if (!button) throw new Error('there is no such button');
		const seen = window.qinggeBench.seen(() => newest() !== before);
		const tapMs = window.qinggeBench.now();
		button.click();
		return { tapMs, seenMs: await seen };
	}, unchanged);
}

/** When a visit that another phone saved stands at the head of the history. */
export async function nextVisitSeen(page: Page): Promise<() => Promise<number>> {
	const handle = await page.evaluateHandle(() => {
		const before = window.qinggeBench.newestVisit();
		const seen = window.qinggeBench.seen(() => window.qinggeBench.newestVisit() !== before);
		return { seen };
	});
	return () => handle.evaluate(({ seen }) => seen);
}
