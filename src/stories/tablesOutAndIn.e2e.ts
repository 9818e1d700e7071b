// A grid worker makes a table without a network; the desk takes in an order of 12345 and finds its
// number on the concern. Both screens are read by axe.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import readExcelFile from 'read-excel-file/node';
import { exportWords } from '#lib/text/exportWords.ts';
import { orderWords } from '#lib/text/orderWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { signsIn } from './phone.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	station = await openStation();
});
test.afterAll(async () => {
	await station.close();
});

async function readsWell(page: Page): Promise<void> {
	// While it comes up it is pale.
	await expect(page.getByText(screenWords.common.loading)).toHaveCount(0);
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('[U164] a table is made without a network, and an order from outside is one of the desk’s', async ({
	browser,
	context,
	page
}) => {
	test.setTimeout(240_000);
	await signsIn(page, station.url);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.goto(`${station.url}/me/export`);
	await page.getByRole('radio', { name: /民情日记/ }).check();
	await page.getByRole('radio', { name: exportWords.periods.year }).check();
	await expect(page.getByRole('region', { name: exportWords.preview }).last()).toBeVisible();
	await readsWell(page);
	await context.setOffline(true);
	await page.getByRole('button', { name: exportWords.run }).click();
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: exportWords.save }).click({ timeout: 60_000 });
	const [sheet] = await readExcelFile(await (await downloading).path());
	expect(String(sheet?.data[0]?.[0])).toContain('wangge1');
	expect(sheet?.data[1]?.slice(0, 3)).toEqual(['时间', '地点', '走访对象']);
	expect(sheet?.data.length).toBeGreaterThan(20);
	expect(JSON.stringify(sheet?.data)).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);

	const desk = await (await browser.newContext()).newPage();
	await signsIn(desk, station.url, 'shequ1');
	await desk.goto(`${station.url}/me/orders`);
	const text = '工单编号,诉求内容,事发地址,办结时限\nHH-0001,楼道灯全灭了,海拉尔大街,2026-12-31\n';
	await desk
		.locator('input[type=file]')
		.setInputFiles({ name: '工单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
	await desk.getByRole('button', { name: orderWords.raise(1) }).click({ timeout: 60_000 });
	await expect(desk.getByText(orderWords.done(1))).toBeVisible();
	await readsWell(desk);
	await desk.getByRole('link', { name: orderWords.see }).click();
	await desk.getByRole('link', { name: /楼道灯全灭了/ }).click();
	await expect(desk.getByText('12345 HH-0001')).toBeVisible();
});
