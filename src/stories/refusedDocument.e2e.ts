// A record that was altered on its way is refused by the station. The phone shows it as 需处理 with
// the reason, the rest is delivered, and the record itself goes through when the way is clean again.
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import { pushRefusalWords } from '#lib/text/reasonWords.ts';
import {
	goesBack,
	goesTo,
	isDelivered,
	isWaiting,
	notice,
	opensDoor,
	signsIn,
	syncLine,
	walks
} from './phone.ts';
import { faultsOfNumbers, openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

let station: StationFixture;

test.setTimeout(120_000);
test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

test('[M8] a refused record is shown with its reason and stands in nobody’s way', async ({
	context,
	page
}) => {
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');
	await context.setOffline(true);
	await opensDoor(page, '10-1-101');
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	await page.getByLabel(screenWords.visit.note).fill('水管漏水');
	await page.getByRole('button', { name: screenWords.visit.save }).click();
	await expect(notice(page)).toContainText('10-1-101');
	await goesBack(page);
	await opensDoor(page, '10-1-201');
	await walks(page, 2, []);
	await goesBack(page);
	await isWaiting(page, 3);

	await test.step('altered on the way', async () => {
		await context.route(/_bulk_docs$/, async (route) => {
			const body = route.request().postData() ?? '';
			await route.continue({ postData: body.replace('水管漏水', '一切正常') });
		});
		await context.setOffline(false);
		await expect(syncLine(page)).toContainText(screenWords.sync.refused(1));
		await syncLine(page).click();
		const refused = page.getByRole('listitem').filter({ hasText: '10-1-101' });
		await expect(refused).toContainText(screenWords.records.states.refused);
		await expect(refused).toContainText(pushRefusalWords['revision']?.what ?? '');
		await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
		expect(await books.written()).toHaveLength(2);
	});

	await test.step('offered again by hand, on a clean way', async () => {
		await context.unroute(/_bulk_docs$/);
		await goesBack(page);
		await goesTo(page, 'me');
		await page.getByRole('button', { name: screenWords.me.meet }).click();
		await isDelivered(page);
	});

	const written = await books.written();
	expect(written.map((one) => one.kind === 'visit' && one.note)).toContain('水管漏水');
	expect(written).toHaveLength(3);
	expect(faultsOfNumbers(written)).toEqual([]);
});
