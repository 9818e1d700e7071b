// What the installed app promises the system, held against what the app does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('static/manifest.webmanifest')) as {
	icons: { src: string }[];
	shortcuts: { name: string; url: string; icons: { src: string }[] }[];
	share_target: {
		action: string;
		method: string;
		enctype: string;
		params: { title: string; text: string; url: string; files: { name: string }[] };
	};
};

test('[U132] each shortcut leads to an address of the app, and has an icon that is there', () => {
	expect(manifest.shortcuts.map(({ name, url }) => [name, url])).toEqual([
		['新走访', '/doors?find'],
		['报诉求', '/report'],
		['今日', '/'],
		['工作证', '/me/badge']
	]);
	const icons = [...manifest.icons, ...manifest.shortcuts.flatMap((one) => one.icons)];
	for (const { src } of icons)
		expect([src, existsSync(join(root, 'static', src))]).toEqual([src, true]);
	expect(read('src/lib/screens/shell/frame.svelte.ts')).toContain("'?find'");
});

test('[U130] a share is sent to the address, and in the fields, that the service worker reads', () => {
	const { action, method, enctype, params } = manifest.share_target;
	const taker = read('src/service-worker/shared.ts');
	expect([method, enctype]).toEqual(['POST', 'multipart/form-data']);
	expect(taker).toContain(`'${action}'`);
	for (const field of [params.title, params.text, params.url, params.files[0]!.name]) {
		expect(taker).toContain(`'${field}'`);
	}
});
