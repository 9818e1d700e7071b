// What a resident is shown, on a narrow phone without signal: Mongolian stands upright beside the
// Chinese, shaped by the bundled font and never cut; the badge is there, and the station vouches for it.
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import { sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import { badgeWords } from '#lib/text/badgeWords.ts';
import { leafletWords } from '#lib/text/leafletWords.ts';
import { signsIn } from './phone.ts';
import { demoPassword, openStation } from './stationFixture.ts';

/** The lead settles that Mongolian stands first. */
async function settleMongolianFirst(url: string): Promise<void> {
	const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
	const headers = { 'Content-Type': 'application/json', 'X-Qingge-Device': sampleOther };
	const body = JSON.stringify({ name: 'shuji', password: demoPassword });
	const session = await fetch(`${url}/db/_session`, { method: 'POST', headers, body });
	const [cookie = ''] = session.headers.getSetCookie();
	const feed = 'feed-community-150105001019';
	const device = writerIn(feed, sampleOther);
	const settings = sampleDocument('settings', sha256, {
		...{ author: 'shuji', device, scripts: 'mn_zh', capturedAt: new Date().toISOString() },
		clock: writeStamp({ wallMs: Date.now(), counter: 0 }, device)
	});
	const answer = await fetch(`${url}/db/${feed}/_bulk_docs`, {
		method: 'POST',
		headers: { ...headers, Cookie: cookie.split(';')[0] ?? '' },
		body: JSON.stringify({ new_edits: false, docs: [settings] })
	});
	expect(await answer.json()).toEqual([]);
}

/** Everything that stands where it must not: outside of its sheet, over its neighbour, or lying down. */
function faults(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const sheet = document.querySelector('.leaflet')!.getBoundingClientRect();
		const found: string[] = [];
		for (const block of document.querySelectorAll<HTMLElement>('.leaflet .mongolian')) {
			const { left, right, top, bottom, width, height } = block.getBoundingClientRect();
			const words = block.textContent;
			if (left < sheet.left || right > sheet.right || bottom > sheet.bottom)
				found.push(`out ${words}`);
			if (getComputedStyle(block).writingMode !== 'vertical-lr') found.push(`lying ${words}`);
			if (words.length > 5 && height < width * 1.5) found.push(`wide ${words}`);
			if (block.scrollWidth > width + 2 || block.scrollHeight > height + 2)
				found.push(`cut ${words}`);
			for (const other of block.parentElement!.children) {
				const box = other.getBoundingClientRect();
				const apart =
					box.left >= right || box.right <= left || box.top >= bottom || box.bottom <= top;
				if (other !== block && !apart) found.push(`over ${words}`);
			}
		}
		if (document.documentElement.scrollWidth > innerWidth) found.push('page');
		return found;
	});
}

test('[U172] [U173] [U174] [U175] badge and notice card in two scripts, offline, and checked by a resident', async ({
	browser
}) => {
	test.setTimeout(150_000);
	const station = await openStation();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	try {
		await settleMongolianFirst(station.url);
		const page = await context.newPage();
		await signsIn(page, station.url, 'wangge1');
		await page.evaluate(() => navigator.serviceWorker.ready);
		await context.setOffline(true);

		await page.goto(`${station.url}/leaflet/notice`);
		const sheet = page.getByRole('article', { name: leafletWords.notice.title });
		await expect(sheet.locator('.mongolian').nth(5)).toBeVisible();
		await expect(sheet).toContainText(leafletWords.awaiting);
		// Mongolian first, as it was settled.
		expect(await sheet.locator('h3').first().innerText()).toMatch(/^\p{Script=Mongolian}/u);
		await expect
			.poll(() => page.evaluate(() => document.fonts.check('16px "Qingge Mongolian"', 'ᠮᠣᠩᠭᠣᠯ')))
			.toBe(true);
		// Joined letters are shorter than the same letters kept apart: the font shapes them.
		const lengths = await page
			.locator('.leaflet .mongolian')
			.first()
			.evaluate((block) =>
				['ᠮᠣᠩᠭᠣᠯ', Array.from('ᠮᠣᠩᠭᠣᠯ').join('\u200c')].map((words) => {
					const copy = block.cloneNode() as HTMLElement;
					copy.textContent = words;
					block.parentElement!.append(copy);
					const { height } = copy.getBoundingClientRect();
					copy.remove();
					return height;
				})
			);
		expect(lengths[0]).toBeLessThan(lengths[1]! - 1);
		expect(await faults(page)).toEqual([]);
		await page.evaluate(() => {
			for (const block of document.querySelectorAll('.leaflet .mongolian')) {
				block.textContent = `${block.textContent} ${block.textContent}`;
			}
		});
		expect(await faults(page)).toEqual([]);
		await page.emulateMedia({ media: 'print' });
		await expect(sheet).toBeVisible();
		await expect(page.getByRole('button', { name: badgeWords.print })).toBeHidden();
		await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
		await page.emulateMedia({ media: 'screen' });

		await page.goto(`${station.url}/me/badge`);
		await page.getByRole('button', { name: badgeWords.show }).click();
		const shown = page.getByRole('dialog', { name: badgeWords.badge });
		await expect(shown.getByRole('img', { name: leafletWords.badge.qrAlt })).toBeVisible();
		await expect(shown.getByRole('article')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
		expect(await faults(page)).toEqual([]);

		await context.setOffline(false);
		const badge = await page.evaluate(async () => {
			const answer = await fetch('/station/me');
			return ((await answer.json()) as { badge: string }).badge;
		});
		// A resident's own phone: no session, no app.
		const resident = await browser.newContext({ viewport: { width: 360, height: 740 } });
		const check = await resident.newPage();
		await check.goto(`${station.url}/check/${badge}`);
		await expect(check.getByRole('heading', { level: 1 })).toContainText('是本社区工作人员');
		await check.goto(`${station.url}/check/AAAAAAAAAAAAAAAAAAAAAA`);
		await expect(check.getByRole('heading', { level: 1 })).toContainText('不是');
		await resident.close();
	} finally {
		await context.close();
		await station.close();
	}
});
