// One matter asked at doors, and one resident who asks about herself: the desk makes a list of
// questions, a grid worker without network asks and enters, the desk reads and answers, and what was
// to be erased is gone at the door.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { erasedName } from '#lib/domain/householdFacts.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';
import { deskWords } from '#lib/text/deskWords.ts';
import { factWords } from '#lib/text/factWords.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { findsNothing } from './axe.ts';
import { isKept, notice, signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

const arrivesMs = 30_000;
const matter = '电动车进楼道';
const reason = '充电的时候最怕着火';
const room = '/door/150105001019-01/xk/2-1-402';

test.use({ actionTimeout: arrivesMs });
let station: StationFixture;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('[U143] a matter is asked at a door without network and read at the desk; a request to erase is answered and done', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const deskContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const workerContext = await browser.newContext({ viewport: { width: 412, height: 915 } });
	const [desk, worker] = await Promise.all([deskContext.newPage(), workerContext.newPage()]);
	await signsIn(worker, station.url, 'wangge1');
	await signsIn(desk, station.url, 'shequ1');

	await test.step('the desk makes it', async () => {
		const { maker } = campaignWords;
		await desk.getByRole('link', { name: campaignWords.title }).first().click();
		await desk.getByRole('link', { name: campaignWords.make }).click();
		await desk.getByLabel(maker.name).fill(matter);
		const where = region(desk, maker.where);
		await where.locator('summary', { hasText: deskWords.gridName('150105001019-01') }).click();
		await where.getByRole('checkbox', { name: /^兴康小区2号楼/ }).check();
		await findsNothing(desk);
		await button(desk, maker.send).click();
		await expect(desk.getByRole('heading', { name: matter })).toBeVisible();
	});

	await test.step('the worker asks it where there is no network, and keeps what she began', async () => {
		const link = worker.getByRole('navigation', { name: campaignWords.strip });
		await expect(link.getByText(matter)).toBeVisible({ timeout: arrivesMs });
		await workerContext.setOffline(true);
		await worker.goto(station.url + room);
		const card = region(worker, matter);
		await card.getByRole('button', { name: campaignWords.door.ask }).click();
		await card.getByLabel(campaignWords.door.reasons).fill(reason);
		await isKept(worker, reason);
		await worker.reload();
		await expect(card.getByLabel(campaignWords.door.reasons)).toHaveValue(reason);
		await button(worker, campaignWords.door.save).click();
		await expect(card.getByRole('alert')).toContainText(campaignWords.maker.starter);
		await card.getByText(campaignWords.opinions['against'] ?? '', { exact: true }).click();
		await button(worker, campaignWords.door.save).click();
		await expect(card.getByText(reason)).toBeVisible();
	});

	await test.step('a child that was born is entered and taken back with one tap', async () => {
		await region(worker, factWords.title).getByText(factWords.title).click();
		await button(worker, factWords.born).click();
		await worker.getByLabel(factWords.name, { exact: true }).fill('宝宝');
		await button(worker, factWords.add).click();
		const people = region(worker, screenWords.door.people);
		await expect(people.getByText('宝宝')).toBeVisible();
		await notice(worker).getByRole('button', { name: screenWords.notices.undo }).click();
		await expect(people.getByText('宝宝')).toHaveCount(0);
	});

	await test.step('a resident sees what is written and asks to have it erased', async () => {
		await worker.getByRole('link', { name: rightsWords.show }).click();
		const who = worker.getByRole('group', { name: rightsWords.who });
		await who.getByRole('radio').nth(1).check();
		await expect(region(worker, rightsWords.person)).toBeVisible();
		await findsNothing(worker);
		await worker.getByText(rightsWords.requests.erase, { exact: true }).click();
		await button(worker, rightsWords.send).click();
		await expect(region(worker, rightsWords.mine)).toBeVisible();
		await workerContext.setOffline(false);
	});

	await test.step('the desk reads what the door said and answers', async () => {
		await expect(desk.getByText(campaignWords.sheet.voices)).toBeVisible({ timeout: arrivesMs });
		await desk.getByText(campaignWords.sheet.voices).click();
		await expect(desk.getByText(reason)).toBeVisible();
		await desk.getByRole('link', { name: rightsWords.desk.title }).first().click();
		await button(desk, rightsWords.desk.refuse).click();
		await expect(desk.getByText(rightsWords.desk.why)).toBeVisible();
		await button(desk, rightsWords.desk.grant).click();
		await expect(desk.getByText(rightsWords.done)).toBeVisible();
	});

	await test.step('at the door it is emptied', async () => {
		await worker.goto(station.url + room);
		await button(worker, rightsWords.eraseNow).click({ timeout: arrivesMs });
		const sure = worker.getByRole('dialog');
		await sure.getByRole('button', { name: rightsWords.eraseNow }).click();
		await expect(region(worker, screenWords.door.people).getByText(erasedName)).toBeVisible();
		await expect(button(worker, rightsWords.eraseNow)).toHaveCount(0);
	});
	await Promise.all([deskContext.close(), workerContext.close()]);
});
