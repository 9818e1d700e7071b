/** The desk of a community with twenty thousand concerns: opened, listed, filtered. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Lane, Row } from '../lane.ts';
import { atMost } from '../lane.ts';
import type { DeskQuestion } from '../pages/desk.ts';
import { buildPages } from '../phone/freshBuild.ts';
import { openPhone } from '../phone/phoneBrowser.ts';
import { best, median, percentile } from '../rounds.ts';

const concerns = 20_000;
const rounds = 12;
/** Nobody answers there; the page comes from disk. */
const address = 'http://localhost:9/desk/';
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const questions: readonly (readonly [DeskQuestion, string])[] = [
	['counts', 'counted by state'],
	['list', 'one list, first page'],
	['filter', 'state and category, first page'],
	['rare', 'five filters at once, first page'],
	['ended', 'what is over, of one group, 200 rows read']
];

export const deskList: Lane = {
	name: 'desk',
	group: 'phone',
	limitMinutes: 8,
	async run(bench) {
		const pages = await buildPages(bench);
		const { page } = await openPhone(bench, 'desk');
		await page.route(`${address}**`, async (route) => {
			const path = new URL(route.request().url()).pathname.replace('/desk/', '');
			const file = join(pages, path === '' ? 'desk.html' : path);
			await route.fulfill({ contentType: types[extname(file)] ?? '', body: await readFile(file) });
		});
		await page.goto(address);
		await page.waitForFunction(() => 'desk' in window);
		const { open } = await page.evaluate((count) => window.desk.fill(count), concerns);
		const what = 'phone: desk with 20k concerns';
		const opened: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			opened.push(await page.evaluate(() => window.desk.open()));
		}
		const rows: Row[] = [
			{
				...{ what: `${what}, opened: everything open read`, unit: 'ms', ours: median(opened) },
				note: `${open} open; ${best(opened)}`,
				target: atMost(500, median(opened), 'ms')
			}
		];
		for (const [question, words] of questions) {
			const taken = [];
			for (let round = 0; round < rounds; round += 1) {
				taken.push(await page.evaluate((asked) => window.desk.ask(asked), question));
			}
			const waits = taken.map(({ ms }) => ms);
			rows.push({
				...{ what: `${what}, ${words}`, unit: 'ms', ours: median(waits) },
				note: `${taken[0]?.found ?? 0} found; ${best(waits)}, p95 ${percentile(waits, 0.95).toFixed(0)} ms`,
				target: atMost(100, median(waits), 'ms')
			});
		}
		return rows;
	}
};
