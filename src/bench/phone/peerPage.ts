/** A browser with the peers' page in it, from the same address as the app, signed in. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BenchGround } from '../lane.ts';
import { account, password } from './communityStation.ts';
import type { Phone } from './phoneBrowser.ts';
import { openPhone } from './phoneBrowser.ts';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

export async function openPeerPage(
	bench: BenchGround,
	name: string,
	url: string,
	pages: string,
	device: string,
	as = account
): Promise<Phone> {
	const phone = await openPhone(bench, name);
	await loadPage(phone.page, url, pages);
	await phone.page.evaluate(([name, secret, device]) => window.peers.signIn(name, secret, device), [
		as,
		password,
		device
	] as const);
	return phone;
}

/** The page's own files come from disk, past the slow line; what it asks later goes over the line. */
async function loadPage(page: Page, url: string, pages: string): Promise<void> {
	const inside = `${url}/bench-page/**`;
	await page.route(inside, async (route) => {
		const path = new URL(route.request().url()).pathname.replace('/bench-page/', '');
		const file = join(pages, path === '' ? 'index.html' : path);
		await route.fulfill({ contentType: types[extname(file)] ?? '', body: await readFile(file) });
	});
	await page.goto(`${url}/bench-page/`);
	await page.waitForFunction(() => 'peers' in window);
	// Else every later request would be held up by whoever listens for these.
	await page.unroute(inside);
}
