// The station goes away, by a power failure in the middle of a delivery or before the phone was
// opened, and comes back with what it had. Nothing may be lost, nothing may arrive twice.
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import {
	goesBack,
	isDelivered,
	isWaiting,
	listenToAcknowledgements,
	opensApp,
	opensDoor,
	signsIn,
	syncLine,
	walks
} from './phone.ts';
import { faultsOfNumbers, faultsOfSaved, openBooks } from './stationBooks.ts';
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

test('[M22] a station that dies in the middle of a delivery gets everything once', async ({
	context,
	page
}) => {
	const acknowledged = await listenToAcknowledgements(context);
	const tapped: string[] = [];
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');

	await test.step('killed while what was written offline arrives', async () => {
		await context.setOffline(true);
		await opensDoor(page, '5-1-101');
		await walks(page, 5, tapped);
		await goesBack(page);
		await isWaiting(page, 5);
		const pushed = page.waitForRequest(/_bulk_docs$/);
		await context.setOffline(false);
		await pushed;
		await station.kill();
		await expect(syncLine(page)).toContainText(/待发送|送达/);
		await station.start();
		await isDelivered(page);
	});

	await test.step('killed while she goes on from door to door', async () => {
		await opensDoor(page, '6-1-101');
		const walking = walks(page, 6, tapped);
		await page.waitForResponse(/_bulk_docs$/);
		await station.kill();
		await walking;
		await goesBack(page);
		await expect(syncLine(page)).toContainText('待发送');
	});

	await test.step('out of reach when the app is opened', async () => {
		await opensApp(page, station.url);
		await opensDoor(page, '7-1-101');
		await walks(page, 2, tapped);
		await goesBack(page);
		await expect(syncLine(page)).toContainText('待发送');
		await station.start();
		await isDelivered(page);
	});

	const written = await books.written();
	expect(acknowledged).toHaveLength(13);
	expect(faultsOfSaved(written, { tapped, acknowledged })).toEqual([]);
	expect(faultsOfNumbers(written)).toEqual([]);
	await page.getByRole('link', { name: screenWords.tabs.me }).click();
	await expect(page.getByText(screenWords.me.missing(''))).toBeHidden();
});
