// What somebody says into the phone and what she shows: recorded in a stairwell without network, cut
// short by a phone that dies, heard at the desk; and a photo shared from another app before anybody
// was signed in, covered before it leaves.
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import type { ConcernDocument, PhotoDocument, SoundDocument } from '#lib/domain/documents.ts';
import { localPart } from '#lib/domain/ids.ts';
import { categoryName } from '#lib/domain/taxonomy.ts';
import { buildingWords } from '#lib/text/buildingWords.ts';
import { pictureWords } from '#lib/text/pictureWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { soundWords } from '#lib/text/soundWords.ts';
import { chromiumFlags, findChromium } from '../../server/setup/findChromium.mjs';
import { goesTo, isDelivered, notice, signsIn } from './phone.ts';
import { openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { demoPassword, openStation } from './stationFixture.ts';

const feed = 'feed-grid-150105001019-01';
const place = '3 号楼北侧';
const category = 'other.suggestion';
/** Sharp edges everywhere, so that what is covered can be told from what is not. */
const picture = join(import.meta.dirname, '../../static/screenshots/doors.png');
const executablePath = findChromium();
let station: StationFixture;

/** Most of it is a first load on a machine that may be busy, and seconds in which somebody speaks. */
test.setTimeout(120_000);

test.use({
	launchOptions: {
		...(executablePath && { executablePath }),
		args: [...chromiumFlags, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
	}
});
test.beforeAll(async () => {
	test.setTimeout(120_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

const speaks = (page: Page) => page.getByRole('button', { name: soundWords.press });
const hears = (page: Page, index: number) =>
	page.getByRole('button', { name: soundWords.play(index), exact: true });

async function listens(page: Page, index: number): Promise<void> {
	await hears(page, index).click();
	await expect(page.getByRole('button', { name: soundWords.pause(index) })).toBeVisible();
	await expect(hears(page, index)).toBeVisible();
}

async function fillsRest(page: Page, where: string): Promise<void> {
	await page.getByRole('textbox', { name: where }).fill(place);
	await page.getByText(screenWords.concern.allCategories).click();
	await page
		.getByRole('button', { name: categoryName(category), exact: true })
		.last()
		.click();
}

test('[U122] [U125] [M72] what she says without network survives the phone’s end and is heard at the desk', async ({
	browser,
	page,
	context
}) => {
	const books = await openBooks(station.url, 'wangge1', feed);
	await signsIn(page, station.url, 'wangge1');
	await page.goto(`${station.url}/report`);
	// What comes last makes the page longer; a finger goes down where the button stays.
	await expect(page.getByRole('button', { name: /^写上/ }).first()).toBeVisible();
	await context.setOffline(true);
	// Held while she speaks; where the page still grew under her finger she presses once more.
	await expect(async () => {
		await page.mouse.up();
		await speaks(page).hover();
		await page.mouse.down();
		await expect(page.getByText(soundWords.release)).toBeVisible({ timeout: 5_000 });
	}).toPass();
	await expect(page.getByText(soundWords.time(2), { exact: true })).toBeVisible();
	await page.mouse.up();
	await listens(page, 1);
	// By key, and cut short.
	await speaks(page).press('Enter');
	await expect(page.getByText(soundWords.time(4), { exact: true })).toBeVisible();
	await page.reload();
	await expect(hears(page, 2)).toBeVisible();
	await speaks(page).press('Enter');
	await expect(page.getByRole('button', { name: soundWords.stop })).toBeVisible();
	await expect(page.getByText(soundWords.time(1), { exact: true })).toBeVisible();
	await page.getByRole('button', { name: soundWords.stop }).press('Enter');
	await page.getByRole('button', { name: soundWords.remove(3) }).click();
	await fillsRest(page, screenWords.concern.place);
	// Without a written word.
	await page.getByRole('button', { name: screenWords.common.save, exact: true }).click();
	await expect(notice(page)).toContainText(categoryName(category));
	await context.setOffline(false);
	await isDelivered(page);

	const soundsOf = async () =>
		(await books.written()).filter((one): one is SoundDocument => one.kind === 'sound');
	await expect.poll(async () => (await soundsOf()).length, { timeout: 45_000 }).toBe(2);
	const sounds = await soundsOf();
	const arrived = async ({ _id, sha256 }: SoundDocument) =>
		(await books.ask(`/db/${feed.replace('feed-', 'media-')}/${_id}/${sha256}`)).status;
	for (const sound of sounds) {
		await expect.poll(() => arrived(sound), { timeout: 45_000 }).toBe(200);
	}
	const written = await books.written();
	const concern = written.findLast((one): one is ConcernDocument => one.kind === 'concern')!;
	expect(sounds.map(({ _id }) => _id)).toEqual(concern.sounds);
	expect(sounds.map(({ bytes, seconds }) => bytes / seconds < 8_000)).toEqual([true, true]);

	const office = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
	const desk = await office.newPage();
	await signsIn(desk, station.url, 'shequ1');
	await desk.goto(`${station.url}/desk/${localPart(concern._id)}`);
	await listens(desk, 1);
	// Heard once it is there without network.
	await office.setOffline(true);
	await desk.reload();
	await listens(desk, 1);
	await hears(desk, 2).click();
	await expect(desk.getByText(soundWords.missing)).toBeVisible();
	await office.close();
});

test('[U127] [U130] [U131] a photo shared before she signed in waits, is covered, and leaves without what was under it', async ({
	page
}) => {
	const scope = 'informant-150105001019-xinxiyuan1';
	const books = await openBooks(station.url, 'xinxiyuan1', `feed-${scope}`);
	await signsIn(page, station.url, 'xinxiyuan1');
	await goesTo(page, 'me');
	await page.getByRole('button', { name: screenWords.me.signOut }).click();
	await page.getByRole('dialog').getByRole('button', { name: screenWords.me.signOut }).click();
	await expect(page.getByLabel(screenWords.signIn.account, { exact: true })).toBeVisible();
	await sharesFromElsewhere(page);
	await page.getByLabel(screenWords.signIn.account, { exact: true }).fill('xinxiyuan1');
	await page.getByLabel(screenWords.signIn.password, { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: screenWords.signIn.enter }).click();
	await expect(page.getByRole('textbox', { name: screenWords.concern.text })).toHaveValue(
		'楼道里的自行车',
		{ timeout: 60_000 }
	);
	// Another one adds to what stands there.
	await sharesFromElsewhere(page);
	await expect(page.getByRole('textbox', { name: screenWords.concern.text })).toHaveValue(
		'楼道里的自行车\n楼道里的自行车'
	);
	await page.getByRole('button', { name: screenWords.pictures.remove(2) }).click();
	await page.getByRole('button', { name: pictureWords.edit(1) }).click();
	const canvas = page.getByLabel(pictureWords.canvas);
	await expect(canvas).toBeVisible();
	const box = (await canvas.boundingBox())!;
	const point = (part: number) => [box.x + box.width * part, box.y + box.height * part] as const;
	await page.mouse.move(...point(0.2));
	await page.mouse.down();
	await page.mouse.move(...point(0.8), { steps: 4 });
	await page.mouse.up();
	await page.getByRole('button', { name: pictureWords.done }).click();
	await expect(canvas).toBeHidden();
	await fillsRest(page, buildingWords.words);
	await page.getByRole('button', { name: buildingWords.save }).click();
	await expect(notice(page)).toContainText(categoryName(category));
	await isDelivered(page);

	const photoOf = async () =>
		(await books.written()).findLast((one): one is PhotoDocument => one.kind === 'photo');
	await expect.poll(photoOf, { timeout: 45_000 }).toBeDefined();
	const photo = (await photoOf())!;
	const path = `/db/media-${scope}/${photo._id}/${photo.sha256}`;
	await expect.poll(async () => (await books.ask(path)).status, { timeout: 45_000 }).toBe(200);
	const [covered, open] = await sharpness(page, path);
	expect(open).toBeGreaterThan(covered * 4);
});

/** As the system does when another app shares: a form sent to the address that the manifest names. */
async function sharesFromElsewhere(page: Page): Promise<void> {
	await page.setContent(
		`<form method="POST" action="${station.url}/shared" enctype="multipart/form-data">
			<input name="text" value="楼道里的自行车"><input type="file" name="photos" multiple>
			<button type="submit">share</button></form>`
	);
	await page.locator('input[type=file]').setInputFiles(picture);
	await page.getByRole('button', { name: 'share' }).click();
	await expect(page).toHaveURL(`${station.url}/report`);
}

/** How much neighbouring pixels differ, within what was covered and in the strip above it. */
async function sharpness(page: Page, path: string): Promise<[number, number]> {
	return await page.evaluate(async (from) => {
		const bitmap = await createImageBitmap(await (await fetch(from)).blob());
		const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
		const context = canvas.getContext('2d')!;
		context.drawImage(bitmap, 0, 0);
		const { width, height } = bitmap;
		const edges = (top: number, bottom: number) => {
			const rows = Math.round((bottom - top) * height);
			const [x, across] = [Math.round(width * 0.25), Math.round(width * 0.5)];
			const { data } = context.getImageData(x, Math.round(top * height), across, rows);
			let sum = 0;
			for (let at = 4; at < data.length; at += 4) sum += Math.abs(data[at]! - data[at - 4]!);
			return sum / (data.length / 4);
		};
		return [edges(0.25, 0.75), edges(0.02, 0.18)] as [number, number];
	}, path);
}
