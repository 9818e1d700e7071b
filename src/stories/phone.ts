// A grid worker's phone in browser tests: a Chromium with a profile of its own on the disk, and what
// she does with it, as verbs. Everything is found by role and by the words she reads.
import type { BrowserContext, Page } from '@playwright/test';
import { chromium, devices, expect } from '@playwright/test';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { screenWords } from '#lib/text/screenWords.ts';
import { chromiumFlags, findChromium } from '../../server/setup/findChromium.mjs';
import { demoPassword } from './stationFixture.ts';

/** As in playwright.config.ts, which does not reach browsers that a test starts by itself. */
const phoneLook = {
	...devices['Pixel 7'],
	viewport: { width: 412, height: 915 },
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
};
/** The first load brings a grid's whole register, on a machine that may be busy. */
const firstLoadMs = 60_000;
const slowMs = 45_000;

export interface Phone {
	context: BrowserContext;
	page: Page;
	/** What the app has called saved, as heard outside of the browser, in order. */
	acknowledged: string[];
	/** As the system takes a program away: everything of it at once, without a word. */
	kill(): Promise<void>;
}

export interface PhoneParts {
	/** Its disk: what survives when it is killed. */
	profile: string;
	flags?: readonly string[];
	env?: Record<string, string>;
}

export async function switchOn({ profile, flags = [], env = {} }: PhoneParts): Promise<Phone> {
	const executablePath = findChromium();
	const context = await chromium.launchPersistentContext(profile, {
		...phoneLook,
		...(executablePath && { executablePath }),
		args: [...chromiumFlags, ...flags],
		env: { ...process.env, ...env }
	});
	const acknowledged = await listenToAcknowledgements(context);
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		context,
		page,
		acknowledged,
		async kill() {
			const closed = new Promise<void>((done) => context.once('close', () => done()));
			killGroup(browserOf(profile));
			await closed;
			await context.close().catch(() => undefined);
			await isFree(profile);
		}
	};
}

/** Every 已存本机 that stands on the screen for even a moment is told to this process at once. */
export async function listenToAcknowledgements(context: BrowserContext): Promise<string[]> {
	const acknowledged: string[] = [];
	await context.exposeBinding('tellSaved', (_source, text: string) => {
		acknowledged.push(text);
	});
	await context.addInitScript((sign: string) => {
		let last = '';
		const look = () => {
			const notices = [...document.querySelectorAll('[role=status] p')];
			const text = notices.map((one) => one.textContent).find((one) => one.includes(sign)) ?? '';
			if (text !== last && text !== '') {
				(globalThis as unknown as { tellSaved: (text: string) => void }).tellSaved(text);
			}
			last = text;
		};
		const options = { childList: true, subtree: true, characterData: true };
		new MutationObserver(look).observe(document, options);
	}, screenWords.notices.saved(''));
	return acknowledged;
}

/** Chromium names the process that holds a profile in a link inside of it. */
function browserOf(profile: string): number {
	const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
	if (!Number.isInteger(pid) || pid < 2) throw new Error('No browser holds the profile.');
	return pid;
}

/** Playwright starts a browser as the head of a process group; its children belong to it. */
function killGroup(pid: number): void {
	process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
}

/** A profile may be opened again when nobody writes into it any more. */
async function isFree(profile: string): Promise<void> {
	const pid = browserOf(profile);
	for (const deadline = performance.now() + 5_000; performance.now() < deadline;) {
		try {
			process.kill(-pid, 0);
		} catch {
			return;
		}
		await pause(20);
	}
	throw new Error(`The browser ${String(pid)} does not die.`);
}

/** To the end of the first load, and until the app would start without a network. */
export async function signsIn(page: Page, url: string, account = 'wangge1'): Promise<void> {
	await page.goto(url);
	await page.getByLabel(screenWords.signIn.account, { exact: true }).fill(account);
	await page.getByLabel(screenWords.signIn.password, { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: screenWords.signIn.enter }).click();
	await isDelivered(page, firstLoadMs);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/**
 * A cookie that was younger than half a minute when the phone was killed is gone; the records are
 * not. Ends when the station has answered for all it can get.
 */
export async function signsInAgainIfAsked(page: Page): Promise<void> {
	const missing = screenWords.sync.missing(0).split(' ')[0];
	const settled = `${screenWords.sync.delivered}|${missing ?? ''}`;
	const timeout = firstLoadMs;
	await expect(syncLine(page)).toContainText(
		new RegExp(`${settled}|${screenWords.sync.signedOut}`),
		{
			timeout
		}
	);
	const said = await syncLine(page).textContent();
	if (!said?.includes(screenWords.sync.signedOut)) return;
	await goesTo(page, 'me');
	await page.getByLabel(screenWords.signIn.password, { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: screenWords.signIn.enter }).click();
	await goesTo(page, 'today');
	await expect(syncLine(page)).toContainText(new RegExp(settled), { timeout });
}

/** The app stands, with or without a station. */
export async function opensApp(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await expect(page.getByRole('navigation', { name: screenWords.tabs.label })).toBeVisible({
		timeout: slowMs
	});
}

/** The line of the header: what waits, or that nothing does. */
export function syncLine(page: Page) {
	return page.getByRole('link', { name: new RegExp(`^${screenWords.sync.label}`) });
}

export async function isDelivered(page: Page, timeout = slowMs): Promise<void> {
	await expect(syncLine(page)).toContainText(screenWords.sync.delivered, { timeout });
}

export async function isWaiting(page: Page, count: number): Promise<void> {
	await expect(syncLine(page)).toContainText(screenWords.sync.waiting(count), { timeout: slowMs });
}

export async function goesTo(page: Page, tab: 'today' | 'doors' | 'concerns' | 'me') {
	await page
		.getByRole('navigation', { name: screenWords.tabs.label })
		.getByRole('link', { name: new RegExp(`^${screenWords.tabs[tab]}`) })
		.click();
}

/** By the search of the 住户 tab; answers what the sheet calls the door. */
export async function opensDoor(page: Page, room: string): Promise<void> {
	await goesTo(page, 'doors');
	await page.getByRole('searchbox', { name: screenWords.doors.search }).fill(room);
	const found = page.getByRole('main').getByRole('listitem').getByRole('link');
	await found.filter({ visible: true }).first().click();
	await expect(page.getByRole('group', { name: screenWords.outcomes.label })).toBeVisible();
}

export async function goesBack(page: Page): Promise<void> {
	await page.getByRole('link', { name: screenWords.common.back, exact: true }).click();
}

/** The door that stands open, as its sheet calls it. */
export async function labelOfSheet(page: Page): Promise<string> {
	const title = await page.getByRole('heading', { level: 1 }).last().textContent();
	return title?.split(' ')[0] ?? '';
}

/** 见到·无变化 at the door that is open. */
export async function savesUnchanged(page: Page): Promise<void> {
	const label = await labelOfSheet(page);
	await page.getByRole('button', { name: screenWords.outcomes.unchanged }).click();
	// The word of another door may still stand there.
	await expect(notice(page)).toContainText(`${label} ${screenWords.outcomes.savedUnchanged}`);
}

/** From the message to the door it names. */
export async function goesToNextDoor(page: Page): Promise<void> {
	const next = notice(page).getByRole('link');
	const label = ((await next.textContent()) ?? '').replace(screenWords.notices.next(''), '').trim();
	await next.click();
	await expect(page.getByRole('heading', { level: 1 }).last()).toContainText(label);
}

/** Door after door, beginning with the open one; notes each before it taps. */
export async function walks(page: Page, doors: number, tapped: string[]): Promise<void> {
	for (let visited = 0; visited < doors; visited += 1) {
		if (visited > 0) await goesToNextDoor(page);
		tapped.push(await labelOfSheet(page));
		await savesUnchanged(page);
	}
}

export function notice(page: Page) {
	return page.getByRole('status').filter({ hasText: screenWords.notices.saved('') });
}

/** What stands in a form lies on the phone; a reload in the very millisecond of the last letter would be sooner. */
export async function isKept(page: Page, words: string): Promise<void> {
	const lies = async () =>
		page.evaluate(async (sought) => {
			for (const { name = '' } of await indexedDB.databases()) {
				const database = await new Promise<IDBDatabase>((found, failed) => {
					const asked = indexedDB.open(name);
					asked.onsuccess = () => found(asked.result);
					asked.onerror = () => failed(asked.error ?? new Error(name));
				});
				const drafts = await new Promise<unknown[]>((found, failed) => {
					if (!database.objectStoreNames.contains('drafts')) {
						found([]);
						return;
					}
					const read = database.transaction('drafts').objectStore('drafts').getAll();
					read.onsuccess = () => found(read.result as unknown[]);
					read.onerror = () => failed(read.error ?? new Error(name));
				});
				database.close();
				if (JSON.stringify(drafts).includes(sought)) return true;
			}
			return false;
		}, words);
	await expect.poll(lies).toBe(true);
}
