// What a browser's IndexedDB keeps when the phone's power goes (SAFETY F1–F4): with strict
// durability all that was acknowledged, with the default not. The second half is the control: if
// nothing were lost there, the cut would not be one and T-POWER of the app would prove nothing.
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, findChromium } from '../../../server/setup/findChromium.mjs';
import { noPowerCut, openPowerCut } from './powerCut.ts';

const page = `<!doctype html><meta charset="utf-8"><script type="module">
const ask = new URL(location.href).searchParams;
const opening = indexedDB.open('power', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('numbers');
opening.onerror = () => fetch('/failed?' + opening.error, { method: 'POST' });
opening.onsuccess = async () => {
	const database = opening.result;
	if (ask.has('read')) {
		const all = database.transaction('numbers').objectStore('numbers').getAllKeys();
		all.onsuccess = () => fetch('/kept', { method: 'POST', body: JSON.stringify(all.result) });
		return;
	}
	for (let number = 1; ; number += 1) {
		const transaction = database.transaction('numbers', 'readwrite', { durability: ask.get('durability') });
		transaction.objectStore('numbers').put({ text: '见到·无变化', number }, number);
		await new Promise((done) => { transaction.oncomplete = done; });
		await fetch('/ack?' + number, { method: 'POST' });
	}
};
</script>`;

/** Serves the page and hears what it says; `acknowledged` and `kept` are the harness's own books. */
async function openHarness() {
	const acknowledged: number[] = [];
	const waiting: { enough: () => void; count: number }[] = [];
	let tellKept: (kept: number[]) => void = () => undefined;
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://station');
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			if (url.pathname === '/ack') acknowledged.push(Number(url.search.slice(1)));
			for (const { enough, count } of waiting) if (acknowledged.length >= count) enough();
			if (url.pathname === '/kept') tellKept(JSON.parse(body) as number[]);
			response.setHeader('Content-Type', 'text/html');
			response.end(url.pathname === '/' ? page : '');
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		acknowledged,
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		acks: (count: number) => new Promise<void>((enough) => waiting.push({ enough, count })),
		kept: () => new Promise<number[]>((tell) => (tellKept = tell)),
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function acknowledgedAndKept(durability: 'strict' | 'default', feature: string) {
	const folder = mkdtempSync(join(tmpdir(), 'qingge-cut-browser-'));
	const root = join(folder, 'profile');
	const power = openPowerCut({ root, shadow: join(folder, 'shadow') });
	const harness = await openHarness();
	const openBrowser = (query: string) => {
		const features = feature ? [`--enable-features=${feature}`] : [];
		const flags = ['--headless', `--user-data-dir=${root}`, ...chromiumFlags, ...features];
		spawn(findChromium() ?? 'chromium', [...flags, harness.address + query], {
			detached: true,
			stdio: 'ignore',
			env: { ...process.env, ...power.env }
		});
	};
	try {
		openBrowser(`?durability=${durability}`);
		await harness.acks(60);
		await power.cut();
		power.restore();
		openBrowser('?read');
		const kept = await harness.kept();
		return { acknowledged: harness.acknowledged, kept };
	} finally {
		await power.cut();
		harness.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

test.describe('power cut of a browser', () => {
	test.skip(noPowerCut !== undefined, noPowerCut);

	for (const [store, feature] of [
		['LevelDB', ''],
		['SQLite', 'IdbSqliteBackingStore']
	] as const) {
		test(`strict durability on ${store} loses nothing`, async () => {
			const { acknowledged, kept } = await acknowledgedAndKept('strict', feature);
			expect(acknowledged.length).toBeGreaterThanOrEqual(60);
			expect(acknowledged.filter((number) => !kept.includes(number))).toEqual([]);
		});

		test(`default durability on ${store} loses what it acknowledged`, async () => {
			const { acknowledged, kept } = await acknowledgedAndKept('default', feature);
			expect(acknowledged.length).toBeGreaterThanOrEqual(60);
			expect(acknowledged.filter((number) => !kept.includes(number)).length).toBeGreaterThan(0);
		});
	}
});
