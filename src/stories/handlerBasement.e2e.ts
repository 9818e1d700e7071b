// A property company's worker in a basement: no network from the moment he takes the order until he
// comes up with the work done. Nothing of it may be lost, and nothing called delivered before it is.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { handlerWords, stepFormWords, stepWords } from '#lib/text/handlerWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { isDelivered, isKept, isWaiting, notice, signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

const done = '把配电间的水抽干，换了浮球开关。';
let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const steps = (page: Page) => page.getByRole('group', { name: handlerWords.steps });
const takes = (page: Page, name: keyof typeof stepWords) =>
	steps(page).getByRole('button', { name: stepWords[name].button }).click();
const goesTo = (page: Page, word: string) =>
	page
		.getByRole('navigation', { name: screenWords.tabs.label })
		.getByRole('link', { name: new RegExp(`^${word}`) })
		.click();
const cards = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link');

test('[U64] an order taken, half written, and resolved without a network is delivered when he comes up', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const [below, above] = await Promise.all([browser.newContext(), browser.newContext()]);
	const [page, office] = [await below.newPage(), await above.newPage()];
	await signsIn(page, station.url, 'wuye1');
	await signsIn(office, station.url, 'wuye1');

	const first = cards(page).first();
	const order = (await first.getAttribute('href')) ?? '';
	await first.click();
	await expect(steps(page)).toBeVisible();
	await below.setOffline(true);
	await takes(page, 'accept');
	await expect(notice(page)).toContainText(stepWords.accept.saved);
	await takes(page, 'respond_onsite');
	await expect(notice(page)).toContainText(stepWords.respond_onsite.saved);

	// The battery gives out in the middle of a sentence.
	await takes(page, 'resolve');
	await page.getByRole('dialog').getByRole('textbox').fill(done);
	await isKept(page, done);
	await page.reload();
	await expect(steps(page)).toContainText(stepFormWords.unfinished(stepWords.resolve.button));
	await steps(page).getByRole('button', { name: stepFormWords.goOn }).click();
	const form = page.getByRole('dialog');
	await expect(form.getByRole('textbox')).toHaveValue(done);
	await form.getByRole('button', { name: stepWords.resolve.button }).click();
	await expect(notice(page)).toContainText(stepWords.resolve.saved);
	await page.getByRole('link', { name: screenWords.common.back, exact: true }).click();
	await isWaiting(page, 3);

	await below.setOffline(false);
	await isDelivered(page);
	// The office's phone hears of it by itself.
	await goesTo(office, handlerWords.tabs.done);
	await office.locator(`a[href="${order}"]`).click();
	await expect(office.getByRole('region', { name: screenWords.concerns.resolution })).toContainText(
		done
	);
	await Promise.all([below.close(), above.close()]);
});
