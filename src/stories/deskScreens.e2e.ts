// The desk and the street as people use them without a mouse or with other eyes: axe on every page
// of theirs, the list by keyboard, and the slip on paper.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { deskWords } from '#lib/text/deskWords.ts';
import { progressWords } from '#lib/text/progressWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { settingsWords } from '#lib/text/settingsWords.ts';
import { slipWords } from '#lib/text/slipWords.ts';
import { streetWords } from '#lib/text/streetWords.ts';
import type { Look } from './axe.ts';
import { findsNothing } from './axe.ts';
import { signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const rowsOf = (page: Page, queue: string) =>
	page.getByRole('group', { name: deskWords.listLabel(queue) }).getByRole('link');

const also: readonly Look[] = ['dark', 'on a phone in large type'];

test('[U16] axe finds nothing at the desk and the street', async ({ browser }) => {
	test.setTimeout(420_000);
	const context = await browser.newContext({
		viewport: { width: 1280, height: 900 },
		colorScheme: 'light',
		reducedMotion: 'reduce'
	});
	const page = await context.newPage();
	await signsIn(page, station.url, 'shuji');
	await findsNothing(page, also);
	await rowsOf(page, deskWords.queues.incoming.name).first().click();
	await expect(page.getByRole('region', { name: deskWords.dispatch.title })).toBeVisible();
	await findsNothing(page, also);
	const path = new URL(page.url()).pathname;
	await page.getByRole('button', { name: new RegExp(`^${deskWords.split.title}`) }).click();
	await findsNothing(page, also);
	for (const [part, title] of [
		['progress', progressWords.title],
		['slip', slipWords.title]
	] as const) {
		await page.goto(`${station.url}${path}/${part}`);
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await expect(page.getByRole('article')).toBeVisible();
		await findsNothing(page, also);
	}
	await page.goto(`${station.url}/desk/new`);
	await expect(page.getByRole('heading', { name: deskWords.raiseForm.title })).toBeVisible();
	await findsNothing(page, also);
	await page.goto(`${station.url}/me/settings`);
	await expect(page.getByRole('region', { name: settingsWords.history })).toBeVisible();
	await findsNothing(page, also);
	await context.close();

	const other = await browser.newContext({
		viewport: { width: 1280, height: 900 },
		colorScheme: 'light',
		reducedMotion: 'reduce'
	});
	const street = await other.newPage();
	await signsIn(street, station.url, 'jiedao');
	await street.getByText(streetWords.counts, { exact: true }).click();
	await findsNothing(street, also);
	await other.close();
});

test('[U81] [U216] the list is walked and opened by keyboard, and a letter opens a form', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	await signsIn(page, station.url, 'shuji');
	const rows = rowsOf(page, deskWords.queues.incoming.name);
	await expect(rows.nth(2)).toBeVisible();
	await page.keyboard.press('j');
	await expect(rows.nth(0)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('j');
	await page.keyboard.press('k');
	await expect(rows.nth(1)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true');
	await expect(rows.nth(1)).toBeFocused();
	// A letter works as soon as the button that shows it stands there.
	await expect(page.getByRole('region', { name: deskWords.acts })).toBeVisible();
	await page.keyboard.press('x');
	await expect(page.getByLabel(deskWords.notes.decline!)).toBeFocused();
	await page.keyboard.type('jkx');
	await expect(page.getByLabel(deskWords.notes.decline!)).toHaveValue('jkx');
	// On a phone the page covers the list; left, it gives the focus back to its row.
	await page.setViewportSize({ width: 412, height: 915 });
	await page.getByRole('link', { name: screenWords.common.back }).click();
	await expect(rows.nth(1)).toBeFocused();
	await context.close();
});
