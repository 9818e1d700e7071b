/** Every letter typed into the search over seven thousand residents: the work until the hits stand. */
import type { Page } from '@playwright/test';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { gridDocuments } from '../gridDocuments.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { startSlowProxy } from '../link/slowProxy.ts';
import { grid, startCommunity } from '../phone/communityStation.ts';
import { freshBuild } from '../phone/freshBuild.ts';
import { loadedPhone } from '../phone/loadedPhone.ts';
import { best, median, percentile } from '../rounds.ts';

/** The whole community of the article: more than one worker ever carries. */
const community = { doors: 2_758, residents: 7_000, visits: 200, concerns: 20 };
const rounds = 5;

export const searchAsYouType: Lane = {
	name: 'search',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		await freshBuild(bench);
		const documents = gridDocuments(grid, community, 6, Date.now());
		const proxy = await startSlowProxy(bench, await startCommunity(bench, documents));
		const { page } = await loadedPhone(bench, proxy, 'phone');
		await page.getByRole('link', { name: '住户' }).first().click();
		// What is searched in is read once, when somebody first looks for something.
		await page.getByRole('searchbox').fill('1');
		await page.locator('li a[href^="/door/"]').first().waitFor();
		const words = wordsFor(documents);
		await type(page, words);
		const waits: number[] = [];
		for (let round = 0; round < rounds; round += 1) waits.push(...(await type(page, words)));
		const last = percentile(waits, 0.95);
		const what = 'phone: search as you type over 7,000 residents, per letter';
		return [
			{ what: `${what}, p50`, unit: 'ms', ours: median(waits) },
			{
				...{ what: `${what}, p95`, unit: 'ms', ours: last, target: atMost(16, last, 'ms') },
				note: `${best(waits)}; finding, showing and laying out; names, pinyin, initials, rooms, tails of phones`
			}
		];
	}
};

/** What a worker would type to find somebody: a name, how it sounds, a room, four digits. */
function wordsFor(documents: readonly LedgerDocument[]): string[] {
	const residents = documents.filter((document) => document.kind === 'resident');
	const names = residents.slice(0, 3_000).filter((_, at) => at % 1_000 === 0);
	return [
		...names.map(({ name }) => name.slice(0, 2)),
		...names.map(({ phone }) => phone.slice(-4)),
		...['wangm', 'zqh', 'liu', '501', '3-2-501', '12-1-1']
	];
}

/** ms of work for every letter; each must have changed what is shown. */
async function type(page: Page, words: readonly string[]): Promise<number[]> {
	return await page.evaluate(async (words) => {
		const box = document.querySelector<HTMLInputElement>('input[type="search"]');
		if (!box) throw new Error('there is no search');
		const pause = () => new Promise((go) => setTimeout(go, 30));
		const enter = async (text: string) => {
			const from = performance.now();
			box.value = text;
			box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			// The page is drawn anew in microtasks; then it is laid out, here and now.
			for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
			document.body.getBoundingClientRect();
			return performance.now() - from;
		};
		const waits: number[] = [];
		for (const word of words) {
			await enter('');
			await pause();
			for (let length = 1; length <= word.length; length += 1) {
				waits.push(await enter(word.slice(0, length)));
				await pause();
			}
			if (!document.querySelector('li a[href^="/door/"]')) throw new Error(`no hit: ${word}`);
		}
		return waits;
	}, words);
}
