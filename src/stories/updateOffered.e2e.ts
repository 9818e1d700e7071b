// A new version comes out while a form is half filled. It is not forced and does not even ask while
// the form is open; afterwards one tap takes it, and nothing that was written is gone.
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import { nextVersion } from './alteredBuild.ts';
import { goesBack, goesTo, isDelivered, notice, opensDoor, signsIn } from './phone.ts';
import { openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

const newer = '00000000beef';
let station: StationFixture;

test.setTimeout(120_000);
test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

test('[U6] an update is offered, never forced, and taken by one tap', async ({ page }) => {
	const offer = page.getByRole('region', { name: screenWords.update.ready });
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');
	await opensDoor(page, '11-1-401');
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	await page.getByLabel(screenWords.visit.note).fill('门牌掉了');

	await station.stop();
	await station.start(nextVersion(newer));
	// The page is opened anew, as after a call came in; the browser looks for a newer version then.
	await page.reload();
	await expect(page.getByLabel(screenWords.visit.note)).toHaveValue('门牌掉了');
	await expect
		.poll(() =>
			page.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration();
				return registration?.waiting?.state;
			})
		)
		.toBe('installed');
	await expect(offer).toBeHidden();
	await page.getByRole('button', { name: screenWords.visit.save }).click();
	await expect(notice(page)).toContainText('11-1-401');
	await goesBack(page);

	await expect(offer).toBeVisible();
	await goesTo(page, 'me');
	await expect(page.getByText(newer)).toBeHidden();
	await offer.getByRole('button', { name: screenWords.update.take, exact: true }).click();
	await expect(page.getByText(newer)).toBeVisible({ timeout: 20_000 });
	await expect(offer).toBeHidden();
	await isDelivered(page);
	const written = await books.written();
	expect(written.map((one) => one.kind === 'visit' && one.note)).toEqual(['门牌掉了']);
});
