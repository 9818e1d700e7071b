// Two phones whose clocks somebody set a day forward and a day back. Their times are put right by
// the station's word, their records stand in the order in which they were written, and all arrive.
import type { Browser } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import { alteredBuild, fileOfWorker } from './alteredBuild.ts';
import { goesBack, goesTo, isDelivered, opensDoor, savesUnchanged, signsIn } from './phone.ts';
import { openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { openStation } from './stationFixture.ts';

const dayMs = 24 * 3_600_000;
/** Between the tap here and the time that is written, on a busy machine. */
const slackMs = 30_000;
let station: StationFixture;

test.setTimeout(120_000);
test.beforeAll(async () => {
	test.setTimeout(120_000);
	// The worker has a clock of its own; its address tells it how wrong.
	const worker = fileOfWorker('qingge-phone');
	const build = alteredBuild(({ name, text }) =>
		name.endsWith(`/${worker}`)
			? `(${setClock.toString()})(Number(new URL(location.href).searchParams.get('wrong')));${text}`
			: text
	);
	station = await openStation(build);
});
test.afterAll(async () => {
	await station.close();
});

test('[M16] phones a day fast and a day slow write the right time in the right order', async ({
	browser
}) => {
	const fast = await phoneWithClock(browser, dayMs);
	const slow = await phoneWithClock(browser, -dayMs);
	for (const page of [fast, slow]) await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');
	for (const [page, word] of [
		[fast, '手机时钟快 24 小时'],
		[slow, '手机时钟慢 24 小时']
	] as const) {
		await goesTo(page, 'me');
		await expect(page.getByText(word)).toBeVisible();
		await opensDoor(page, '2-1-201');
	}
	const tappedAt: number[] = [];
	// The fast one first, out of reach; by its own clock it would stand two days behind the other.
	await fast.context().setOffline(true);
	tappedAt.push(Date.now());
	await savesUnchanged(fast);
	await fast.context().setOffline(false);
	const visits = (page: typeof fast) =>
		page.getByRole('region', { name: screenWords.door.visits }).getByRole('listitem');
	await expect(visits(slow).first()).toContainText('今天');
	tappedAt.push(Date.now());
	await slow
		.getByRole('group', { name: screenWords.outcomes.label })
		.getByRole('button', { name: screenWords.outcomes.nobody })
		.click();
	for (const page of [fast, slow]) {
		await expect(visits(page).first()).toContainText('没人');
		await expect(visits(page).nth(1)).toContainText('今天');
		await expect(visits(page).nth(1)).toContainText(screenWords.door.unchanged);
		await goesBack(page);
		await isDelivered(page);
	}
	const written = await books.written();
	const inOrder = written.toSorted((a, b) => (a.clock < b.clock ? -1 : 1));
	expect(inOrder.map((one) => one.kind === 'visit' && one.outcome)).toEqual(['met', 'no_answer']);
	for (const [index, { capturedAt }] of inOrder.entries()) {
		expect(Math.abs(Date.parse(capturedAt) - (tappedAt[index] ?? 0))).toBeLessThan(slackMs);
	}
	await fast.context().close();
	await slow.context().close();
});

async function phoneWithClock(browser: Browser, wrongByMs: number) {
	const context = await browser.newContext();
	await context.addInitScript(setClock, wrongByMs);
	await context.addInitScript((wrong: number) => {
		const Original = Worker;
		globalThis.Worker = class extends Original {
			constructor(address: string | URL, options?: WorkerOptions) {
				super(`${String(address)}?wrong=${String(wrong)}`, options);
			}
		};
	}, wrongByMs);
	return await context.newPage();
}

/** Runs in the browser, so it knows nothing of this file. */
function setClock(wrongByMs: number): void {
	const Right = Date;
	globalThis.Date = class extends Right {
		constructor(...parts: [] | [number]) {
			if (parts.length === 0) super(Right.now() + wrongByMs);
			else super(...parts);
		}
		static override now() {
			return Right.now() + wrongByMs;
		}
	} as DateConstructor;
}
