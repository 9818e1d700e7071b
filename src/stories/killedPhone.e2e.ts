// The phone is killed with a form half filled, and right after it said saved. It is opened again
// without a network: the form is offered, the records are there, and all goes to the station once.
import { expect, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { screenWords } from '#lib/text/screenWords.ts';
import type { Phone } from './phone.ts';
import {
	goesBack,
	goesTo,
	isDelivered,
	isWaiting,
	notice,
	opensApp,
	opensDoor,
	signsIn,
	switchOn,
	walks
} from './phone.ts';
import { faultsOfNumbers, faultsOfSaved, openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { newFolder, openStation } from './stationFixture.ts';

let station: StationFixture;
let profile: string;

test.setTimeout(180_000);

test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
	profile = newFolder('qingge-phone-');
});
test.afterAll(async () => {
	await station.close();
	rmSync(profile, { recursive: true, force: true });
});

test('[U11] a killed phone offers the form again and loses nothing it called saved', async () => {
	const tapped: string[] = [];
	const acknowledged: string[] = [];
	let phone: Phone = await switchOn({ profile });
	const opensAgain = async (offline: boolean) => {
		acknowledged.push(...phone.acknowledged);
		await phone.kill();
		phone = await switchOn({ profile });
		await phone.context.setOffline(offline);
		await opensApp(phone.page, station.url);
	};
	await signsIn(phone.page, station.url);
	// She signed in some day before; Chromium writes a new cookie down only after half a minute.
	await phone.context.close();
	phone = await switchOn({ profile });
	await phone.context.setOffline(true);
	await opensApp(phone.page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');

	await test.step('killed with a form half filled', async () => {
		await opensDoor(phone.page, '9-1-301');
		await phone.page.getByRole('link', { name: screenWords.outcomes.changed }).click();
		await phone.page.getByLabel(screenWords.visit.note).fill('楼道灯坏了，腿脚不便');
		// Another window knows of it, so it lies on the disk.
		const other = await phone.context.newPage();
		await opensApp(other, station.url);
		await expect(other.getByRole('region', { name: screenWords.today.drafts })).toContainText(
			'9-1-301'
		);
		await opensAgain(true);
		const { page } = phone;
		await page.getByRole('region', { name: screenWords.today.drafts }).getByRole('link').click();
		await expect(page.getByLabel(screenWords.visit.note)).toHaveValue('楼道灯坏了，腿脚不便');
		tapped.push('9-1-301');
		await page.getByRole('button', { name: screenWords.visit.save }).click();
		await expect(notice(page)).toContainText('9-1-301');
	});

	await test.step('killed right after it said saved', async () => {
		await opensAgain(true);
		const { page } = phone;
		await isWaiting(page, 1);
		await expect(page.getByRole('region', { name: screenWords.today.drafts })).toBeHidden();
		await opensDoor(page, '9-1-401');
		await walks(page, 4, tapped);
		await opensAgain(true);
		await isWaiting(phone.page, 5);
	});

	await test.step('back in reach of the station', async () => {
		await phone.context.setOffline(false);
		await isDelivered(phone.page);
		await opensDoor(phone.page, '9-1-301');
		await expect(phone.page.getByRole('region', { name: screenWords.door.visits })).toContainText(
			screenWords.records.states.delivered
		);
		await goesBack(phone.page);
		await goesTo(phone.page, 'today');
	});

	const written = await books.written();
	expect(acknowledged).toHaveLength(5);
	expect(written).toHaveLength(5);
	expect(faultsOfSaved(written, { tapped, acknowledged })).toEqual([]);
	expect(faultsOfNumbers(written)).toEqual([]);
	await phone.context.close();
});
