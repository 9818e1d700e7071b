// The walkthroughs of a day at the doors, each with its taps counted as a hand makes them: a finger on
// the glass is one, a word typed is one, the camera's own shutter is not ours. A concern begins at its open
// door, all else at the list. Times are told, not held.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { categories } from '#lib/domain/taxonomy.ts';
import { dayWords } from '#lib/text/dayWords.ts';
import { knockSlipWords } from '#lib/text/knockSlipWords.ts';
import { phraseWords } from '#lib/text/phraseWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { findsNothing } from './axe.ts';
import { goesBack, goesTo, isDelivered, notice, opensDoor, signsIn } from './phone.ts';
import { openBooks } from './stationBooks.ts';
import type { StationFixture } from './stationFixture.ts';
import { builtApp, openStation } from './stationFixture.ts';

/** Any real picture will do. */
const picture = join(import.meta.dirname, '../../static/icons/icon-512.png');
/** Kinds that ask for a word, which is a tap more; which kind stands first depends on the demo's day. */
const wordsWanted = new RegExp(
	categories
		.filter(({ group }) => group === 'other')
		.map(({ zh }) => zh)
		.join('|')
);
let station: StationFixture;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	// On a whole grid: what lies near and what two letters find are matters of size.
	station = await openStation(builtApp, 'whole');
});
test.afterAll(async () => {
	await station.close();
});

interface Told {
	walkthrough: string;
	taps: number;
	atMost: number;
	/** From the last tap until the screen says that it is done. */
	ms: number;
}
const told: Told[] = [];

/** One hand that counts what it does. */
class Hand {
	taps = 0;
	#lastAt = 0;

	async presses(target: Locator): Promise<void> {
		await expect(target).toBeVisible();
		this.taps += 1;
		this.#lastAt = performance.now();
		await target.click();
	}

	async types(page: Page, words: string): Promise<void> {
		this.taps += 1;
		this.#lastAt = performance.now();
		await page.keyboard.type(words);
	}

	/** What is to be seen when it is done, and how many taps that may cost. */
	async isDone(walkthrough: string, atMost: number, seen: Locator): Promise<void> {
		await expect(seen).toBeVisible();
		const ms = Math.round(performance.now() - this.#lastAt);
		told.push({ walkthrough, taps: this.taps, atMost, ms });
		expect(this.taps, walkthrough).toBeLessThanOrEqual(atMost);
	}
}

const saved = (page: Page, what: string) => notice(page).filter({ hasText: what });
const walk = (page: Page) => page.getByRole('main').getByRole('listitem');
const shows = (page: Page, kind: 'all' | 'care' | 'owed') =>
	page.getByRole('radio', { name: new RegExp(`^${screenWords.today[kind]}`) }).check();
const link = (row: Locator) => row.getByRole('link').first();
const sheet = (page: Page) => page.getByRole('group', { name: screenWords.outcomes.label });

test('[U100] every errand of a day at the doors costs no more taps than promised, without network', async ({
	page,
	context
}) => {
	test.setTimeout(150_000);
	await signsIn(page, station.url);
	const books = await openBooks(station.url, 'wangge1', 'feed-grid-150105001019-01');
	await context.setOffline(true);
	await page.reload();

	const unchanged = new Hand();
	await unchanged.presses(page.getByRole('button', { name: /^无变化 / }).first());
	await unchanged.isDone('无变化', 1, saved(page, screenWords.outcomes.savedUnchanged));

	const undo = page.getByRole('button', { name: /^撤销 / });
	await expect(undo).toHaveCount(1);

	const nobody = new Hand();
	await nobody.presses(page.getByRole('button', { name: /^没人 / }).first());
	await nobody.isDone('没人', 1, saved(page, screenWords.outcomes.savedNobody));
	await expect(undo).toHaveCount(2);

	const stairwell = new Hand();
	const shut = page.getByRole('button', { name: /^没人 / });
	for (let door = 0; door < 4; door += 1) {
		await stairwell.presses(shut.first());
		await expect(undo).toHaveCount(3 + door);
	}
	await stairwell.isDone('四户没人', 4, undo.nth(5));
	await undo.nth(5).click();
	await expect(undo).toHaveCount(5);

	const phone = new Hand();
	const withPhone = walk(page).filter({ has: page.getByRole('button', { name: /^没人 / }) });
	await phone.presses(link(withPhone.first()));
	await phone.presses(page.getByRole('link', { name: screenWords.outcomes.changed }));
	await phone.presses(page.getByRole('textbox', { name: screenWords.visit.phoneOf('') }).first());
	await phone.types(page, '15400001234');
	await phone.presses(page.getByRole('button', { name: screenWords.visit.save }));
	await phone.isDone('电话变了', 5, notice(page));

	const concern = new Hand();
	await concern.presses(page.getByRole('link', { name: screenWords.outcomes.concern }));
	const [camera] = await Promise.all([
		page.waitForEvent('filechooser'),
		concern.presses(page.getByLabel(screenWords.pictures.take))
	]);
	await camera.setFiles(picture);
	await concern.presses(
		page
			.getByRole('region', { name: screenWords.concern.category })
			.getByRole('button', { pressed: false })
			.filter({ hasNotText: wordsWanted })
			.first()
	);
	await concern.presses(page.getByRole('button', { name: screenWords.common.save, exact: true }));
	await concern.isDone('带照片的诉求', 4, notice(page).filter({ hasNotText: '见到' }));
	// A form has a way back, too: to its door, which it opens by itself once it is saved.
	await expect(sheet(page)).toBeVisible();
	await goesBack(page);

	// So that there is a last time: all five blocks were fine.
	await shows(page, 'care');
	await link(walk(page).first()).click();
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	await page.getByRole('button', { name: screenWords.visit.allFine }).click();
	await page.getByRole('button', { name: screenWords.visit.save }).click();
	await expect(notice(page)).toBeVisible();
	await expect(sheet(page)).toBeVisible();
	await goesBack(page);
	const care = new Hand();
	await care.presses(link(walk(page).first()));
	await care.presses(page.getByRole('button', { name: screenWords.outcomes.unchanged }));
	await care.isDone('探访五项同上次', 2, saved(page, screenWords.outcomes.savedUnchanged));
	await goesBack(page);

	const find = new Hand();
	await find.presses(page.getByRole('link', { name: dayWords.find }));
	// Until then the day's walk is in sight, and what is typed goes nowhere.
	await expect(page.getByRole('searchbox', { name: screenWords.doors.search })).toBeFocused();
	await find.types(page, 'wa');
	await find.presses(
		page.getByRole('main').getByRole('listitem').getByRole('link').filter({ visible: true }).first()
	);
	await find.isDone('两个字找到住户', 3, sheet(page));
	await goesBack(page);
	await goesTo(page, 'today');

	await shows(page, 'owed');
	const owed = new Hand();
	await owed.presses(link(walk(page).first()));
	await owed.presses(
		page.getByRole('button', { name: screenWords.door.satisfied, exact: true }).first()
	);
	await owed.isDone('送答复并评价', 3, saved(page, screenWords.door.satisfied));
	await goesBack(page);

	await context.setOffline(false);
	await isDelivered(page);
	const written = await books.written();
	const visits = written.filter(({ kind }) => kind === 'visit');
	expect(visits).toHaveLength(9);
	expect(visits.at(-1)).toMatchObject({
		unchanged: true,
		careChecks: { health: { state: 'fine' }, living: { state: 'fine' } }
	});
	const amended = written.flatMap((one) => (one.kind === 'amendment' ? [one.set] : []));
	expect(amended).toContainEqual({ phone: '15400001234' });
	expect(written.filter(({ kind }) => kind === 'concern')).toHaveLength(1);
	expect(written.filter(({ kind }) => kind === 'photo')).toHaveLength(1);
	const rows = told.map(
		({ walkthrough, taps, atMost, ms }) => `${walkthrough}: ${taps} (≤ ${atMost}), ${ms} ms`
	);
	process.stdout.write(`${rows.join('\n')}\n`);
});

/** What was taken is drawn portion by portion; a list that read the same twice has come to rest. */
async function staysAsItIs(lines: Locator): Promise<void> {
	let before = '';
	const unchanged = async () => {
		const now = (await lines.allTextContents()).join();
		const isSame = now === before;
		before = now;
		return isSame;
	};
	await expect.poll(unchanged, { intervals: [1_500] }).toBe(true);
}

test('[U101] the day is arranged by keyboard and stays on the phone; a shut door gets its slip', async ({
	page,
	context
}) => {
	test.setTimeout(120_000);
	await signsIn(page, station.url, 'wangge2');
	const books = await openBooks(station.url, 'wangge2', 'feed-grid-150105001019-02');
	// The walk grows as long as the register still comes in.
	await isDelivered(page);
	await context.setOffline(true);
	const stairs = page.getByRole('main').getByRole('heading', { level: 2 });
	const arrange = page.getByRole('button', { name: dayWords.arrange });
	await arrange.focus();
	await page.keyboard.press('Enter');
	await findsNothing(page);
	await staysAsItIs(stairs);
	const first = (await stairs.first().textContent())?.trim() ?? '';
	const later = page.getByRole('button', { name: dayWords.later(first), exact: true });
	await later.focus();
	await page.keyboard.press('Enter');
	await expect(stairs.nth(1)).toHaveText(first);
	await expect(later).toBeFocused();
	const off = page.getByRole('button', { name: /今天不去$/ }).last();
	const label = (await off.getAttribute('aria-label'))?.split(' ')[0] ?? '';
	await off.focus();
	await page.keyboard.press('Enter');
	await page.reload();
	await expect(stairs.nth(1)).toContainText(first);
	await page.getByText(dayWords.aside(1)).click();
	const back = page.getByRole('button', { name: dayWords.bringBackAt(label), exact: true });
	await back.click();
	await expect(page.getByText(dayWords.aside(1))).toHaveCount(0);

	await opensDoor(page, '2-101');
	await page
		.getByRole('group', { name: screenWords.outcomes.label })
		.getByRole('button', { name: screenWords.outcomes.nobody })
		.click();
	await page.getByRole('link', { name: dayWords.slip, exact: true }).click();
	const slip = page.getByRole('article', { name: knockSlipWords.title });
	await expect(slip).toContainText('0471-');
	await findsNothing(page);
	await page.getByRole('radio', { name: dayWords.parts.evening }).check();
	await page.getByRole('button', { name: knockSlipWords.copy }).click();
	await expect(page.getByRole('status').filter({ hasText: knockSlipWords.promised })).toBeVisible();
	await goesBack(page);
	await context.setOffline(false);
	await isDelivered(page);
	const written = await books.written();
	expect(written.map(({ kind }) => kind)).toEqual(['visit', 'amendment']);
	expect(written[1]).toMatchObject({ subjectKind: 'visit', set: { bestTime: '傍晚' } });

	await opensDoor(page, '2-101');
	await page.getByRole('link', { name: screenWords.outcomes.changed }).click();
	const [phrase = ''] = phraseWords.visit.met ?? [];
	await page.getByRole('button', { name: phraseWords.insertAt(phrase) }).click();
	await expect(page.getByRole('textbox', { name: screenWords.visit.note })).toHaveValue(phrase);
	expect(await books.written()).toHaveLength(2);
});
