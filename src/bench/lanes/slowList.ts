/** A list of three thousand doors on a slow phone: opened, and flung from one end towards the other. */
import { expect } from '@playwright/test';
import { gridDocuments } from '../gridDocuments.ts';
import type { Lane } from '../lane.ts';
import { atMost } from '../lane.ts';
import { grid } from '../phone/communityStation.ts';
import { freshBuild } from '../phone/freshBuild.ts';
import { slowedPhone, slowPhoneWords } from '../phone/slowedPhone.ts';
import { longestGapOfFlings, tapUntil } from '../phone/tapWatch.ts';

/** One list: a quarter of bungalows is written down as one building. */
const quarter = { doors: 3_000, residents: 3_000, visits: 1_000, concerns: 20, together: true };
const flings = 12;
const doors = '.units a[href^="/door/"]';

export const slowList: Lane = {
	name: 'slow-list',
	group: 'phone',
	limitMinutes: 6,
	async run(bench) {
		await freshBuild(bench);
		const page = await slowedPhone(bench, gridDocuments(grid, quarter, 9, Date.now()));
		const openedMs = await tapUntil(page.locator('.tabs').getByRole('link', { name: '住户' }), {
			selector: doors
		});
		const askedMs = performance.now();
		await expect.poll(() => page.locator(doors).count(), { timeout: 60_000 }).toBe(quarter.doors);
		const wholeMs = openedMs + performance.now() - askedMs;
		const gap = await longestGapOfFlings(page, flings);
		const what = `${slowPhoneWords}: list of 3,000 doors`;
		return [
			{ what: `${what}, opened: the first of them stand`, unit: 'ms', ours: openedMs },
			{
				what: `${what}, opened: all stand, a few with every frame`,
				unit: 's',
				ours: wholeMs / 1_000
			},
			{
				...{ what: `${what}, flung: longest wait for a frame`, unit: 'ms', ours: gap },
				target: atMost(1_000, gap, 'ms')
			}
		];
	}
};
