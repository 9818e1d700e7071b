/** A report at a door and its way over the desk, by the buttons people press; each answers when it was tapped. */
import type { Locator, Page } from '@playwright/test';
import { deskWords } from '#lib/text/deskWords.ts';
import { handlerWords } from '#lib/text/handlerWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { goToDoor } from './saveVisit.ts';

/** Fills in the form at a door; the tap that saves it comes later. */
export async function fillReport(page: Page, door: string, words: string): Promise<void> {
	await goToDoor(page, door);
	await page.getByRole('link', { name: screenWords.outcomes.concern }).click();
	await page.getByRole('textbox', { name: screenWords.concern.text }).fill(words);
	await page.getByRole('button', { name: '路灯/楼道灯', exact: true }).click();
}

export async function tapSave(page: Page): Promise<number> {
	return await tap(page.getByRole('button', { name: screenWords.common.save, exact: true }));
}

/** Opens the matter from the list, where its dispatch stands with the only company chosen. */
export async function openAtDesk(page: Page, words: string): Promise<void> {
	await page.getByRole('link').filter({ hasText: words }).first().click();
	await dispatchButton(page).waitFor();
}

export async function tapDispatch(page: Page): Promise<number> {
	return await tap(dispatchButton(page));
}

/** Long lists are shown by and by; a new order stands at the end. */
export async function showAllOrders(page: Page): Promise<void> {
	const more = page.getByRole('button', {
		name: new RegExp(`^${handlerWords.more(0).split('0')[0] ?? ''}`)
	});
	while (await more.isVisible()) await more.click();
}

/** When these words stand on the screen of somebody else. */
export async function nextSeen(page: Page, words: string): Promise<() => Promise<number>> {
	const handle = await page.evaluateHandle((awaited) => {
		const stands = () => document.body.innerText.includes(awaited);
		return { seen: window.qinggeBench.seen(stands) };
	}, words);
	return () => handle.evaluate(({ seen }) => seen);
}

function dispatchButton(page: Page): Locator {
	return page.getByRole('button', { name: new RegExp(`^${deskWords.dispatch.go('')}`) });
}

async function tap(button: Locator): Promise<number> {
	return await button.evaluate((one: HTMLElement) => {
		const tapMs = window.qinggeBench.now();
		one.click();
		return tapMs;
	});
}
