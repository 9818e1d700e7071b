/** The app is measured as it is built for people: builds it where its sources have changed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { contentStamp } from '../../../server/setup/contentStamp.mjs';
import type { BenchGround } from '../lane.ts';

export async function freshBuild({ root, say }: BenchGround): Promise<void> {
	const version = join(root, 'build/_app/version.json');
	if (existsSync(join(root, 'build/index.html')) && existsSync(version)) {
		const built = JSON.parse(readFileSync(version, 'utf8')) as { version?: string };
		if (built.version === contentStamp(root)) return;
	}
	say('building the app');
	await build({ root, logLevel: 'warn' });
}

/** Bundles the pages of this folder, on which the peers run; answers where they lie. */
export async function buildPages({ root, scratch }: BenchGround): Promise<string> {
	const outDir = join(scratch, 'pages');
	const pages = join(root, 'src/bench/pages');
	await build({
		configFile: false,
		root: pages,
		logLevel: 'error',
		base: './',
		build: {
			...{ outDir, emptyOutDir: true, target: 'chrome110' },
			rolldownOptions: { input: ['index.html', 'desk.html'].map((file) => join(pages, file)) }
		}
	});
	return outDir;
}
