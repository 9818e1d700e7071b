// The station page of who keeps the station: how phones and refused records look to her, what a lead's
// grant opens, and that axe finds nothing on it.
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { withRevision } from '#lib/domain/revision.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import { keeperWords as words } from '#lib/text/keeperWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { findsNothing } from './axe.ts';
import { signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { demoPassword, openStation } from './stationFixture.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const secret = '老人说暖气片不热';
let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

async function entersAs(page: Page, account: string): Promise<void> {
	await page.goto(station.url);
	await page.getByLabel(screenWords.signIn.account).fill(account);
	await page.getByLabel(screenWords.signIn.password, { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: screenWords.signIn.enter, exact: true }).click();
}

/** Three records that the station refuses, as a phone with an odd app would send them. */
async function pushesRefused(): Promise<void> {
	const headers = { 'Content-Type': 'application/json', 'X-Qingge-Device': sampleDevice };
	const session = await fetch(`${station.url}/db/_session`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ name: 'wangge1', password: demoPassword })
	});
	const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	const { _rev, ...visit } = sampleDocument('visit', sha256, { deviceSeq: 3, note: secret });
	const docs = [
		withRevision({ ...visit, mode: '敲门' }, sha256),
		sampleDocument('warning', sha256, { deviceSeq: 7 }),
		withRevision({ ...visit, author: 'wangge2', _id: 'visit:01KASXV2G00000000000000001' }, sha256)
	];
	const answer = await fetch(`${station.url}/db/feed-grid-${visit.grid}/_bulk_docs`, {
		method: 'POST',
		headers: { ...headers, cookie, 'X-Qingge-App': '0.9.0', 'X-Qingge-Holds': '4,3,1' },
		body: JSON.stringify({ new_edits: false, docs })
	});
	expect(await answer.json()).toHaveLength(3);
}

const quarantine = (page: Page) => page.getByRole('region', { name: words.quarantine });
const item = (page: Page, reason: string) =>
	quarantine(page).getByRole('article').filter({ hasText: reason });

test('[U20] who keeps the station gets its page and loads no register', async ({ page }) => {
	await entersAs(page, 'zhan');
	await expect(page.getByRole('heading', { name: words.title, level: 1 })).toBeVisible();
	await expect(page.getByRole('navigation', { name: screenWords.tabs.label })).toHaveCount(0);
	await expect(page.getByText(words.calm)).toBeVisible();
	await expect(page.getByText(words.devicesEmpty)).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { name: words.title, level: 1 })).toBeVisible();
	await page.getByRole('button', { name: screenWords.me.signOut }).click();
	await page.getByRole('dialog').getByRole('button', { name: screenWords.me.signOut }).click();
	await expect(
		page.getByRole('button', { name: screenWords.signIn.enter, exact: true })
	).toBeVisible();
	await entersAs(page, 'shuji');
	await expect(page.getByRole('group', { name: deskWords.queuesLabel })).toBeVisible();
});

test('[O14] a worker’s phone stands on the page with its version, online, all delivered', async ({
	page,
	browser
}) => {
	const phone = await browser.newContext();
	await signsIn(await phone.newPage(), station.url, 'wangge2');
	await entersAs(page, 'zhan');
	const devices = page.getByRole('region', { name: words.devices });
	await expect(devices).toContainText('刘艳');
	await expect(devices).toContainText('第2网格');
	await expect(devices).toContainText(words.listening);
	await expect(devices).toContainText(words.holdsNothing);
	await phone.close();
});

test('[U21] what was refused is seen under a grant only, and decided here', async ({ page }) => {
	await pushesRefused();
	await entersAs(page, 'zhan');
	await expect(page.getByText(words.care.quarantine(3))).toBeVisible();
	await expect(page.getByText(words.gap(5, [1, 2, 4, 5, 6]))).toBeVisible();
	await expect(page.getByRole('button', { name: words.look })).toHaveCount(0);
	await expect(page.getByText(secret)).toHaveCount(0);

	const ofRole = item(page, words.reasons['role'] ?? '');
	await ofRole.getByRole('button', { name: words.accept, exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: words.accept }).click();
	await expect(page.getByText(words.care.quarantine(2))).toBeVisible();

	await page.getByText(words.grant, { exact: true }).click();
	await page.getByLabel(words.lead).fill('shuji');
	await page.getByLabel(words.leadPassword).fill('wrong');
	await page.getByRole('button', { name: words.give }).click();
	await expect(page.getByRole('alert')).toHaveText(words.refusals['not_lead'] ?? '');
	await page.getByLabel(words.leadPassword).fill(demoPassword);
	await page.getByRole('button', { name: words.give }).click();

	const ofShape = item(page, words.reasons['shape'] ?? '');
	await ofShape.getByRole('button', { name: words.look }).click();
	await expect(ofShape).toContainText(secret);
	await ofShape.getByLabel(words.repairField('mode')).fill('door');
	await ofShape.getByRole('button', { name: words.repair }).click();
	await expect(page.getByText(words.care.quarantine(1))).toBeVisible();

	const ofAuthor = item(page, words.reasons['author'] ?? '');
	await ofAuthor.getByRole('button', { name: words.look }).click();
	await expect(ofAuthor).toContainText(secret);
	await page.getByRole('button', { name: words.endGrant }).click();
	await expect(ofAuthor).not.toContainText(secret);
	await ofAuthor.getByRole('button', { name: words.giveBack }).click();
	await page.getByRole('dialog').getByRole('button', { name: words.giveBack }).click();
	await expect(quarantine(page)).toContainText(words.quarantineEmpty);
	await expect(page.getByRole('region', { name: words.audit })).toContainText(
		words.acts['repair']?.({}) ?? ''
	);
});

test('[U16] axe finds nothing on the station page', async ({ page }) => {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await entersAs(page, 'zhan');
	await expect(page.getByRole('heading', { name: words.devices })).toBeVisible();
	await page.getByText(words.grant, { exact: true }).click();
	await page.getByText(words.decidedBefore).click();
	await findsNothing(page, ['dark', 'large type', 'wide in dark']);
});
