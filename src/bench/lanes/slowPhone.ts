/** What is tapped most on a slow phone: a door, a save, another tab. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { gridDocuments } from '../gridDocuments.ts';
import type { Lane, Row } from '../lane.ts';
import { atMost } from '../lane.ts';
import { grid } from '../phone/communityStation.ts';
import { freshBuild } from '../phone/freshBuild.ts';
import { slowedPhone, slowPhoneWords } from '../phone/slowedPhone.ts';
import { tapUntil } from '../phone/tapWatch.ts';
import { best, median, percentile } from '../rounds.ts';

/** As many doors as one worker may have. */
const usual = { doors: 700, residents: 1_800, visits: 4_000, concerns: 120 };
const rounds = 30;
const tabRounds = 12;
/** The first taps fetch and compile; they are not counted. */
const warm = 2;
const betweenMs = 500;

export const slowPhone: Lane = {
	name: 'slow-phone',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const page = await slowedPhone(bench, gridDocuments(grid, usual, 8, Date.now()));
		const { opened, saved } = await doorsAndSaves(page);
		const switched = await tabs(page);
		return [
			...rowsOf('a door opened from the list', opened, { atP95: 300 }),
			...rowsOf('见到·无变化 tapped at a door → 已存本机', saved, { atP95: 100 }),
			...rowsOf('another tab', switched, { atP95: 150 })
		];
	}
};

function rowsOf(what: string, waits: readonly number[], { atP95 }: { atP95: number }): Row[] {
	const last = percentile(waits, 0.95);
	return [
		{ what: `${slowPhoneWords}: ${what}, p50`, unit: 'ms', ours: median(waits) },
		{
			...{ what: `${slowPhoneWords}: ${what}, p95`, unit: 'ms', ours: last },
			...{ target: atMost(atP95, last, 'ms'), note: `${best(waits)}; workers are not slowed` }
		}
	];
}

async function doorsAndSaves(page: Page): Promise<{ opened: number[]; saved: number[] }> {
	const opened: number[] = [];
	const saved: number[] = [];
	for (let round = 0; round < rounds + warm; round += 1) {
		const links = page.locator('section.list li a[href^="/door/"]');
		opened.push(
			await tapUntil(links.nth(round), {
				selector: 'section.page [role="group"] button',
				text: '见到·无变化'
			})
		);
		await pause(betweenMs);
		const title = await page.locator('section.page h1').textContent();
		saved.push(
			await tapUntil(page.locator('section.page').getByRole('button', { name: '见到·无变化' }), {
				selector: '.notice-bar',
				text: `已存本机：${title?.split(' ')[0] ?? ''} `
			})
		);
		await pause(betweenMs);
		await page.locator('section.page').getByRole('link', { name: '返回' }).tap();
		await pause(betweenMs);
	}
	return { opened: opened.slice(warm), saved: saved.slice(warm) };
}

const places = [
	{ word: '住户', shows: '.units a[href^="/door/"]' },
	{ word: '诉求', shows: 'a[href^="/concerns/"]' },
	{ word: '我的', shows: '.card' },
	{ word: '今日', shows: 'li a[href^="/door/"]' }
];

async function tabs(page: Page): Promise<number[]> {
	const waits: number[] = [];
	for (let round = 0; round < tabRounds + warm; round += 1) {
		for (const { word, shows } of places) {
			waits.push(
				await tapUntil(page.locator('.tabs').getByRole('link', { name: word }), {
					selector: `section.list[aria-label="${word}"] ${shows}`
				})
			);
			await pause(betweenMs);
		}
	}
	return waits.slice(warm * places.length);
}
