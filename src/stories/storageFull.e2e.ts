// The phone has no room left. What cannot be saved is said in words and stays in the form; what was
// saved can be read; and when there is room again the same tap works, without opening anything anew.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import { failureWords } from '#lib/text/reasonWords.ts';
import { goesBack, isDelivered, notice, opensDoor, savesUnchanged, signsIn } from './phone.ts';
import { faultsOfNumbers, openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

/** Bytes; enough for a grid. */
const someRoom = 64 * 1024 * 1024;
let station: StationFixture;

test.setTimeout(120_000);
test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

test('[M19] a full phone says so, keeps the form, and goes on when there is room', async ({
	context,
	page
}) => {
	const { what } = failureWords.storage_full;
	const note = '厨房漏水，约好周末再看';
	const devtools = await context.newCDPSession(page);
	const room = (quotaSize?: number) =>
		devtools.send('Storage.overrideQuotaForOrigin', {
			origin: station.url,
			...(quotaSize !== undefined && { quotaSize })
		});
	await room(someRoom);
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');

	await opensDoor(page, '4-1-301');
	await savesUnchanged(page);
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	await page.getByLabel(screenWords.visit.note).fill(note);
	await room(1);
	await asksForMoreThan(page, someRoom);

	await test.step('refused in words, form kept', async () => {
		await page.getByRole('button', { name: screenWords.visit.save }).click();
		await expect(page.getByRole('alert')).toContainText(what);
		await expect(page.getByLabel(screenWords.visit.note)).toHaveValue(note);
	});

	await test.step('one tap is refused as visibly, and what was saved can be read', async () => {
		await goesBack(page);
		await expect(page.getByRole('region', { name: screenWords.door.visits })).toContainText(
			screenWords.door.unchanged
		);
		await page
			.getByRole('group', { name: screenWords.outcomes.label })
			.getByRole('button', { name: screenWords.outcomes.nobody })
			.click();
		await expect(page.getByRole('status').filter({ hasText: what })).toBeVisible();
		await opensDoorFromSheet();
	});

	await test.step('room again: the same tap works', async () => {
		await room();
		await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
		await expect(page.getByLabel(screenWords.visit.note)).toHaveValue(note);
		await page.getByRole('button', { name: screenWords.visit.save }).click();
		await expect(notice(page)).toContainText('4-1-301');
		await goesBack(page);
		await isDelivered(page);
	});

	const written = await books.written();
	expect(written.map((one) => one.kind === 'visit' && one.note)).toEqual(['', note]);
	expect(faultsOfNumbers(written)).toEqual([]);

	async function opensDoorFromSheet() {
		await goesBack(page);
		await opensDoor(page, '4-1-301');
	}
});

/** Chromium believes for half a minute in the room it saw last, unless somebody wants more than that. */
async function asksForMoreThan(page: Page, bytes: number): Promise<void> {
	const refusal = await page.evaluate(async (size) => {
		const opening = indexedDB.open('greedy', 1);
		await new Promise((done) => {
			opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
			opening.onsuccess = done;
			opening.onerror = done;
		});
		if (opening.error) return opening.error.name;
		const transaction = opening.result.transaction('bytes', 'readwrite');
		transaction.objectStore('bytes').put(new Uint8Array(size), 1);
		return await new Promise<string | undefined>((done) => {
			transaction.oncomplete = () => done(undefined);
			transaction.onabort = () => done(transaction.error?.name);
		});
	}, bytes);
	expect(refusal).toBe('QuotaExceededError');
}
