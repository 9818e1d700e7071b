// Every page, in light, in dark, in large type and in two panes, read by axe: contrast, names, roles,
// order. It must find nothing.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { dayWords } from '#lib/text/dayWords.ts';
import { screenWordsEn } from '#lib/text/english/screenWords.ts';
import { languageWords } from '#lib/text/languageWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { Look } from './axe.ts';
import { findsNothing } from './axe.ts';
import { goesTo, isDelivered, notice, opensDoor, signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { demoPassword, openStation } from './stationFixture.ts';

let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const also: readonly Look[] = ['dark', 'large type', 'in two panes'];

test('[U16] axe finds nothing on any page', async ({ page }) => {
	test.setTimeout(420_000);
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.setViewportSize({ width: 412, height: 900 });
	await page.goto(station.url);
	await expect(page.getByRole('button', { name: screenWords.signIn.enter })).toBeVisible();
	await findsNothing(page, also);
	await signsIn(page, station.url);
	await expect(page.getByRole('heading', { name: screenWords.today.title })).toBeVisible();
	await findsNothing(page, also);

	await opensDoor(page, '3-1-501');
	await findsNothing(page, also);
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	await expect(page.getByRole('button', { name: screenWords.visit.save })).toBeVisible();
	await findsNothing(page, also);
	await page.goBack();
	await page.getByRole('link', { name: screenWords.outcomes.concern }).click();
	await page.getByText(screenWords.concern.allCategories).click();
	await findsNothing(page, also);

	await page.goto(`${station.url}/doors`);
	await expect(page.getByRole('list', { name: screenWords.doors.legend })).toBeVisible();
	await findsNothing(page, also);
	await page.getByRole('searchbox', { name: screenWords.doors.search }).fill('wang');
	await findsNothing(page, also);
	for (const path of ['/concerns', '/me', '/me/records', '/report']) {
		await page.goto(`${station.url}${path}`);
		await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
		await findsNothing(page, also);
	}
});

test('[U16] in large type the text is at least 18 px and the main targets at least 60 px', async ({
	page
}) => {
	await page.addInitScript(() => localStorage.setItem('qingge:textSize', 'large'));
	await signsIn(page, station.url);
	const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
	expect(size).toBeGreaterThanOrEqual(18);
	await opensDoor(page, '3-1-501');
	const targets = page.getByRole('group', { name: screenWords.outcomes.label }).locator('.button');
	await expect(targets).toHaveCount(4);
	for (const target of await targets.all()) {
		const box = await target.boundingBox();
		expect(box?.height).toBeGreaterThanOrEqual(60);
		expect(box?.width).toBeGreaterThanOrEqual(60);
	}
});

/** As somebody goes who has no mouse: on and on, or back, until it is reached. */
async function tabsTo(page: Page, target: Locator): Promise<void> {
	const where = () =>
		target.evaluate((element) => {
			const { activeElement: now, body } = document;
			if (now === element) return '';
			const isAhead =
				(now ?? body).compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
			return isAhead ? 'Tab' : 'Shift+Tab';
		});
	let key = await where();
	for (let pressed = 0; pressed < 60 && key !== ''; pressed += 1) {
		await page.keyboard.press(key);
		key = await where();
	}
	await expect(target).toBeFocused();
}

test('[U8] [U216] [U217] [U218] by keyboard alone: sign in, a visit, a 没人 taken back, the door map', async ({
	page
}) => {
	const keys = page.keyboard;
	await page.goto(station.url);
	const account = page.getByLabel(screenWords.signIn.account, { exact: true });
	const password = page.getByLabel(screenWords.signIn.password, { exact: true });
	await expect(account).toBeVisible();
	await tabsTo(page, account);
	await keys.type('wangge1');
	await keys.press('Enter');
	await expect(password).toBeFocused();
	await expect(password).toHaveAccessibleDescription(screenWords.signIn.passwordMissing);
	await keys.type(demoPassword);
	await keys.press('Enter');
	const rows = page.getByRole('main').locator('li:has(button)');
	await expect(rows.nth(1)).toBeVisible({ timeout: 60_000 });
	await isDelivered(page);

	const first = rows.nth(0).getByRole('link');
	const path = (await first.getAttribute('href')) ?? '';
	await tabsTo(page, first);
	await keys.press('Enter');
	await expect(page.locator('section.page h1')).toBeFocused();
	await tabsTo(page, page.getByRole('button', { name: screenWords.outcomes.unchanged }));
	await keys.press('Space');
	await expect(notice(page)).toContainText(screenWords.outcomes.savedUnchanged);
	await tabsTo(page, page.getByRole('link', { name: screenWords.common.back }));
	await keys.press('Enter');
	await expect(page.locator(`section.list a[href="${path}"]`)).toBeFocused();

	// It is done with: one may only take it back.
	const visited = rows.filter({ has: page.locator(`a[href="${path}"]`) });
	await expect(visited.getByRole('button')).toHaveCount(1);

	const others = rows.getByRole('button', { name: new RegExp(`^${dayWords.nobodyAt('')}`) });
	const saysNobody = (await others.first().getAttribute('aria-label')) ?? '';
	const label = saysNobody.replace(dayWords.nobodyAt(''), '');
	const nobody = page.getByRole('button', { name: saysNobody, exact: true });
	await tabsTo(page, nobody);
	await keys.press('Enter');
	const undo = page.getByRole('button', { name: dayWords.undoAt(label), exact: true });
	await expect(undo).toBeFocused();
	await keys.press('Enter');
	await expect(nobody).toBeFocused();

	// A door that is put off hands the focus to the one that moves up.
	await tabsTo(page, page.getByRole('button', { name: dayWords.arrange, exact: true }));
	await keys.press('Enter');
	const putsOff = rows.getByRole('button', { name: new RegExp(`${dayWords.putOff}$`) });
	const second = (await putsOff.nth(1).getAttribute('aria-label')) ?? '';
	await tabsTo(page, putsOff.first());
	await keys.press('Enter');
	await expect(page.getByRole('button', { name: second, exact: true })).toBeFocused();

	const doors = page.getByRole('link', { name: new RegExp(`^${screenWords.tabs.doors}`) });
	await tabsTo(page, doors);
	await keys.press('Enter');
	await expect(page.getByRole('heading', { name: screenWords.doors.title })).toBeFocused();
	await tabsTo(
		page,
		page.locator('section.list a[href^="/door/"]').filter({ visible: true }).first()
	);
});

test('[U224] [U225] a message makes room for the focus, and taken back from behind it leaves it in sight', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await signsIn(page, station.url);
	const named = new RegExp(`^${dayWords.nobodyAt('')}`);
	const nobody = page.getByRole('main').getByRole('button', { name: named }).nth(3);
	// Where messages lie.
	await nobody.evaluate((button) => {
		button.scrollIntoView({ block: 'end' });
		button.focus({ preventScroll: true });
	});
	await page.keyboard.press('Enter');
	await expect(notice(page)).toBeVisible();
	const isClear = async () => {
		const [focused, message] = await Promise.all([
			page.locator(':focus').boundingBox(),
			notice(page).locator('.notice-bar').boundingBox()
		]);
		return focused && message && message.y + message.height <= focused.y && message.y >= 0;
	};
	await expect.poll(isClear).toBe(true);

	// From there to another place: what is taken back stands behind it.
	const undo = notice(page).getByRole('button', { name: screenWords.notices.undo, exact: true });
	await undo.focus();
	const tabs = page.getByRole('navigation', { name: screenWords.tabs.label });
	const doors = tabs.getByRole('link', { name: new RegExp(`^${screenWords.tabs.doors}`) });
	await doors.dispatchEvent('click');
	const heading = page.getByRole('heading', { name: screenWords.doors.title });
	await expect(heading).toBeFocused();
	await undo.focus();
	await page.keyboard.press('Enter');
	await expect(undo).toBeHidden();
	await expect(heading).toBeFocused();
});

test('[U5] [U239] on a wide screen list and page stand side by side, and one goes back and forth between places', async ({
	page
}) => {
	await page.setViewportSize({ width: 1280, height: 1080 });
	let answer = () => {};
	const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
	await page.route('**/station/health', async (route) => {
		await mayAnswer;
		await route.continue();
	});
	await page.goto(station.url);
	const enter = page.getByRole('button', { name: screenWords.signIn.enter });
	const before = await enter.boundingBox();
	answer();
	await expect(page.getByText(screenWords.signIn.demo)).toBeVisible();
	expect(await enter.boundingBox(), 'what comes later moves nothing').toEqual(before);

	await page.setViewportSize({ width: 1280, height: 800 });
	await signsIn(page, station.url);
	await opensDoor(page, '3-1-501');
	await expect(page.getByRole('searchbox', { name: screenWords.doors.search })).toBeInViewport();
	await expect(page.getByRole('button', { name: screenWords.outcomes.unchanged })).toBeInViewport();
	const tabs = page.getByRole('navigation', { name: screenWords.tabs.label });
	await expect(tabs).toBeInViewport();

	const standsAt = async (place: 'doors' | 'concerns' | 'me') => {
		await expect(page).toHaveURL(`${station.url}/${place}`);
		await expect(page).toHaveTitle(screenWords.product.title(screenWords.tabs[place]));
		await expect(tabs.locator('[aria-current="page"]')).toContainText(screenWords.tabs[place]);
		await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1);
		await expect(page.getByRole('button', { name: screenWords.outcomes.unchanged })).toBeHidden();
	};
	// Out of a page, from place to place, and the way back past the page.
	for (const place of ['concerns', 'me', 'doors'] as const) {
		await goesTo(page, place);
		await standsAt(place);
	}
	for (const place of ['me', 'concerns'] as const) {
		await page.goBack();
		await standsAt(place);
	}
	await page.goBack();
	await expect(page.getByRole('button', { name: screenWords.outcomes.unchanged })).toBeVisible();
	await page.goForward();
	await page.goForward();
	await standsAt('me');
	await page.reload();
	await standsAt('me');
	await page.goBack();
	await standsAt('concerns');
	await page.goForward();
	await page.goForward();
	await standsAt('doors');

	// A second step before the first is done leaves no page standing.
	await opensDoor(page, '3-1-501');
	await page.evaluate(() => {
		history.back();
		addEventListener('popstate', () => history.back(), { once: true });
	});
	await standsAt('me');
	await page.evaluate(() => {
		history.forward();
		addEventListener('popstate', () => history.forward(), { once: true });
	});
	await expect(page.getByRole('button', { name: screenWords.outcomes.unchanged })).toBeVisible();
});

test('[U191] the screens speak English before and after signing in, and a form is offered again', async ({
	page
}) => {
	await page.goto(station.url);
	// The radio lies under its word.
	await page.getByRole('radio', { name: languageWords.names.en }).check({ force: true });
	await page.getByLabel(screenWordsEn.signIn.account).fill('wangge1');
	await page.getByLabel(screenWordsEn.signIn.password, { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: screenWordsEn.signIn.enter }).click();
	await expect(page.getByRole('heading', { name: screenWordsEn.today.title })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await page.goto(`${station.url}/report`);
	await page.getByLabel(screenWordsEn.concern.place).fill('3 号楼前');
	// As a thumb leaves it; thrown away within the same millisecond no form was left by anybody.
	await page.getByRole('link', { name: screenWordsEn.common.back, exact: true }).click();
	const tabs = page.getByRole('navigation', { name: screenWordsEn.tabs.label });
	await tabs.getByRole('link', { name: new RegExp(`^${screenWordsEn.tabs.me}`) }).click();
	await page.getByRole('radio', { name: languageWords.names.zh }).check({ force: true });
	await page.getByRole('link', { name: screenWords.me.continue }).first().click();
	await expect(page.getByLabel(screenWords.concern.place)).toHaveValue('3 号楼前');
});
