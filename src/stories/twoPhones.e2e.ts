// Two phones of one grid: what one writes the other sees, and what both write out of reach of the
// station is delivered once. No phone may ever overwrite the other.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import {
	goesBack,
	goesToNextDoor,
	isDelivered,
	isWaiting,
	notice,
	opensDoor,
	savesUnchanged,
	signsIn
} from './phone.ts';
import { faultsOfNumbers, openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

const feed = 'feed-grid-150105001019-01';
let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const history = (page: Page) => page.getByRole('region', { name: screenWords.door.visits });
const visits = (page: Page) => history(page).getByRole('listitem');

test('[M22] two phones of one grid see one another and deliver once', async ({ browser }) => {
	const [one, other] = await Promise.all([browser.newContext(), browser.newContext()]);
	const [lin, mei] = [await one.newPage(), await other.newPage()];
	await signsIn(lin, station.url);
	await signsIn(mei, station.url);
	const books = await openBooks(station.url, 'wangge1', feed);

	await opensDoor(lin, '3-1-501');
	await opensDoor(mei, '3-1-501');
	// Below the first screenful, and drawn after it.
	await expect(history(mei)).toBeVisible();
	const before = await visits(mei).count();
	await savesUnchanged(lin);
	// The other phone hears of it by itself.
	await expect(visits(mei).first()).toContainText(screenWords.door.unchanged);
	await expect(visits(mei)).toHaveCount(Math.min(before + 1, 4));

	await one.setOffline(true);
	await other.setOffline(true);
	for (const page of [lin, mei]) {
		// Another door: at the same one a second tap within a moment counts as one with the first.
		await goesBack(page);
		await opensDoor(page, '4-1-301');
		await savesUnchanged(page);
		await goesToNextDoor(page);
		await page
			.getByRole('group', { name: screenWords.outcomes.label })
			.getByRole('button', { name: screenWords.outcomes.nobody })
			.click();
		await expect(notice(page)).toContainText(screenWords.outcomes.savedNobody);
		await goesBack(page);
		await isWaiting(page, 2);
	}
	expect(await books.written()).toHaveLength(1);

	await one.setOffline(false);
	await other.setOffline(false);
	await isDelivered(lin);
	await isDelivered(mei);
	const written = await books.written();
	expect(written.map(({ kind }) => kind)).toEqual(Array(5).fill('visit'));
	expect(new Set(written.map(({ device }) => device)).size).toBe(2);
	expect(faultsOfNumbers(written)).toEqual([]);
	await one.close();
	await other.close();
});
