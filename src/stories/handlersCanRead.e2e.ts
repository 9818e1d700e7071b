// The screens of handlers, building heads and informants, in light, in dark, in large type and in two panes,
// read by axe. It must find nothing.
import { expect, test } from '@playwright/test';
import { buildingWords } from '#lib/text/buildingWords.ts';
import { handlerWords, stepWords } from '#lib/text/handlerWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { Look } from './axe.ts';
import { findsNothing } from './axe.ts';
import { signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const also: readonly Look[] = ['dark', 'large type', 'in two panes'];

test('[U16] axe finds nothing on the screens of a handler and a building head', async ({
	browser
}) => {
	test.setTimeout(420_000);
	const open = async (account: string) => {
		const context = await browser.newContext({ viewport: { width: 412, height: 900 } });
		const page = await context.newPage();
		await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await signsIn(page, station.url, account);
		return page;
	};

	const wuye = await open('wuye1');
	await expect(wuye.getByRole('heading', { name: handlerWords.tabs.waiting })).toBeVisible();
	await expect(wuye.getByRole('main').getByRole('listitem').first()).toBeVisible();
	await findsNothing(wuye, also);
	await wuye.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	await expect(wuye.getByRole('group', { name: handlerWords.steps })).toBeVisible();
	await findsNothing(wuye, also);
	await wuye.getByRole('button', { name: stepWords.return.button }).click();
	await expect(wuye.getByRole('dialog')).toBeVisible();
	await findsNothing(wuye, also);

	const head = await open('louzhang1');
	await expect(head.getByRole('link', { name: buildingWords.raise })).toBeVisible();
	await findsNothing(head, also);
	await head.getByRole('link', { name: buildingWords.raise }).click();
	await expect(head.getByRole('button', { name: buildingWords.save })).toBeVisible();
	await findsNothing(head, also);
	for (const path of ['/reports', '/me']) {
		await head.goto(`${station.url}${path}`);
		await expect(head.getByRole('heading', { level: 1 }).first()).toBeVisible();
		await findsNothing(head, also);
	}
	await expect(head.getByRole('heading', { name: screenWords.me.syncTitle })).toBeVisible();
});
