// A day of one grid worker: in the office she signs in and loads her grid, in the stairwells she has
// no network, in the evening everything she wrote is at the station, each thing once.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import type { ConcernDocument, PhotoDocument, VisitDocument } from '#lib/domain/documents.ts';
import { localPart } from '#lib/domain/ids.ts';
import { outcomeWords } from '#lib/text/codeWords.ts';
import { failureWords } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import {
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

const grid = '150105001019-01';
const feed = `feed-grid-${grid}`;
/** Any real picture will do. */
const picture = join(import.meta.dirname, '../../static/icons/icon-512.png');
let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

/** What the one-tap buttons do not say: outcome, and what that outcome asks for. */
const byForm = [
	{ outcome: 'met_family', note: '' },
	{ outcome: 'refused', note: '' },
	{ outcome: 'rescheduled', note: '' },
	{ outcome: 'vacant', note: '' },
	{ outcome: 'moved', note: '邻居说上周搬的' },
	{ outcome: 'abnormal', note: '屋里有煤气味，已通知物业' }
] as const;

/** Past a door; after a save the message, which lies over these links for some seconds, leads on. */
async function walksPast(page: Page): Promise<void> {
	const before = page.url();
	await page
		.getByRole('navigation', { name: screenWords.door.neighbours })
		.getByRole('link', { name: new RegExp(`^${screenWords.door.next('')}`) })
		.click();
	await expect(page).not.toHaveURL(before);
	await expect(page.getByRole('group', { name: screenWords.outcomes.label })).toBeVisible();
}

async function recordsByForm(page: Page, { outcome, note }: (typeof byForm)[number]) {
	await page.getByRole('link', { name: screenWords.outcomes.other }).click();
	await page.getByRole('radio', { name: outcomeWords[outcome] }).check();
	if (note !== '') await page.getByLabel(screenWords.visit.note).fill(note);
	if (outcome === 'rescheduled') {
		await page.getByRole('button', { name: screenWords.visit.tomorrow }).click();
	}
	await page.getByRole('button', { name: screenWords.visit.save }).click();
	await expect(notice(page)).toContainText(outcomeWords[outcome]);
}

async function raisesConcernWithPicture(page: Page): Promise<void> {
	await page.getByRole('link', { name: screenWords.outcomes.concern }).click();
	await page
		.getByRole('textbox', { name: screenWords.concern.text })
		.fill('电梯停了两天，老人下不了楼');
	await page.getByLabel(screenWords.pictures.take).setInputFiles(picture);
	await expect(page.getByRole('img', { name: screenWords.pictures.alt(1) })).toBeVisible();
	await page.getByRole('button', { name: '电梯', pressed: false }).first().click();
	await page.getByRole('button', { name: screenWords.common.save, exact: true }).click();
	await expect(notice(page)).toContainText('电梯');
}

test('[U7] a wrong password is said in words, and the right one lets her in', async ({ page }) => {
	await page.goto(station.url);
	await expect(page.getByText(screenWords.signIn.demo)).toBeVisible();
	await page.getByLabel(screenWords.signIn.account, { exact: true }).fill('wangge2');
	await page.getByLabel(screenWords.signIn.password, { exact: true }).fill('no');
	await page.getByRole('button', { name: screenWords.signIn.enter }).click();
	await expect(page.getByRole('alert')).toContainText(failureWords.wrong_password.what);
	await signsIn(page, station.url, 'wangge2');
	await expect(page.getByRole('heading', { name: screenWords.today.title })).toBeVisible();
});

test('[U9] a day without network reaches the station in the evening, each thing once', async ({
	page,
	context
}) => {
	test.setTimeout(150_000);
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', feed);
	await context.setOffline(true);
	await page.reload();
	await expect(page.getByRole('heading', { name: screenWords.today.title })).toBeVisible();

	await opensDoor(page, '3-1-501');
	await walksPast(page);
	await savesUnchanged(page);
	await goesToNextDoor(page);
	await page
		.getByRole('group', { name: screenWords.outcomes.label })
		.getByRole('button', { name: screenWords.outcomes.nobody })
		.click();
	await expect(notice(page)).toContainText(screenWords.outcomes.savedNobody);
	for (const visit of byForm) {
		await goesToNextDoor(page);
		await recordsByForm(page, visit);
	}
	await goesToNextDoor(page);
	await raisesConcernWithPicture(page);
	await page.getByRole('link', { name: screenWords.common.back, exact: true }).click();
	await isWaiting(page, byForm.length + 4);
	expect(await books.written()).toEqual([]);

	await context.setOffline(false);
	await isDelivered(page);
	const written = await books.written();
	expect(faultsOfNumbers(written)).toEqual([]);
	const visits = written.filter(({ kind }) => kind === 'visit') as VisitDocument[];
	expect(visits.map(({ outcome }) => outcome).sort()).toEqual(
		['met', 'no_answer', ...byForm.map(({ outcome }) => outcome)].sort()
	);
	const [concern, ...others] = written.filter(({ kind }) => kind === 'concern');
	expect(others).toEqual([]);
	expect(concern as ConcernDocument).toMatchObject({ category: 'repair.elevator', urgency: 'red' });
	const [photo] = written.filter(({ kind }) => kind === 'photo') as PhotoDocument[];
	expect(photo?.subject).toBe(concern?._id);
	const { sha256 = '' } = photo ?? {};
	expect(localPart(photo?._id ?? '')).toBe(sha256);
	const kept = await books.ask(`/db/media-grid-${grid}/${photo?._id ?? ''}/${sha256}`);
	expect(kept.status).toBe(200);
	expect(new Set(written.map(({ _id }) => _id)).size).toBe(byForm.length + 4);

	await page.goto(`${station.url}/me/records`);
	await page.getByRole('radio', { name: screenWords.records.all }).check();
	await expect(page.getByText(screenWords.records.states.delivered, { exact: true })).toHaveCount(
		byForm.length + 4
	);
});

test('[U3] what was saved by a slip of the finger is taken back, and both stay in the ledger', async ({
	page
}) => {
	await signsIn(page, station.url, 'wangge3');
	const books = await openBooks(station.url, 'wangge3', 'feed-grid-150105001019-03');
	await opensDoor(page, '2-1-101');
	const visits = page.getByRole('region', { name: screenWords.door.visits });
	await savesUnchanged(page);
	await expect(visits.getByText(screenWords.records.states.delivered).first()).toBeVisible();
	await page.getByRole('button', { name: screenWords.notices.undo }).click();
	await expect(
		page.getByRole('status').filter({ hasText: screenWords.notices.undone })
	).toBeVisible();
	await expect(visits.getByRole('button', { name: screenWords.door.undoVisit })).toHaveCount(0);
	await expect
		.poll(async () => (await books.written()).map(({ kind }) => kind))
		.toEqual(['visit', 'amendment']);
});

test('[U11] a half-filled form survives a reload without network and is offered again', async ({
	page,
	context
}) => {
	await signsIn(page, station.url, 'wangge4');
	await opensDoor(page, '101');
	await page.getByRole('link', { name: screenWords.outcomes.concern }).click();
	await page.getByRole('textbox', { name: screenWords.concern.text }).fill('楼道灯坏了');
	await page.getByLabel(screenWords.pictures.take).setInputFiles(picture);
	await expect(page.getByRole('img', { name: screenWords.pictures.alt(1) })).toBeVisible();
	await context.setOffline(true);
	await page.goto(station.url);
	const offered = page.getByRole('region', { name: screenWords.today.drafts });
	await offered.getByRole('link', { name: new RegExp(`^${screenWords.me.continue}`) }).click();
	await expect(page.getByRole('textbox', { name: screenWords.concern.text })).toHaveValue(
		'楼道灯坏了'
	);
	await expect(page.getByRole('img', { name: screenWords.pictures.alt(1) })).toBeVisible();
	await page.getByRole('button', { name: screenWords.me.drop }).click();
	await expect(
		page.getByRole('status').filter({ hasText: screenWords.notices.dropped })
	).toBeVisible();
	await page.goto(station.url);
	await expect(page.getByRole('heading', { name: screenWords.today.title })).toBeVisible();
	await expect(offered).toHaveCount(0);
});
