// Builds the app and runs the unit tests. Three test projects: `unit` as the station and plain
// modules run (Node), many files in one process; `apart` the same, a process for each file; `runes`
// as the browser resolves modules, for what holds Svelte state.
import { sveltekit } from '@sveltejs/kit/vite';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { chunkPlan } from './server/setup/chunkPlan.mjs';

/** Tests over IndexedDB, PouchDB's plugins and RxDB, which last as long as the process they are in. */
const apart = [
	'src/stories/**/*.test.ts',
	'src/lib/{ledger,projections}/**/*.test.ts',
	'src/lib/app/{handOver,movingFeeds,readsUnderway}.test.ts',
	'src/lib/device/{deviceDatabase,ownNotes}.test.ts',
	'server/exports/exports.test.ts',
	'server/generalStation.test.ts',
	'server/http/{pouchConformance,pouchReplication,rxdbReplication}.test.ts'
];
const runes = '**/*.svelte.test.ts';

export default defineConfig({
	plugins: [chunkPlan(), sveltekit()],
	build: {
		// Old HarmonyOS and WebViews; newer features are asked for at run time.
		target: 'chrome92',
		cssTarget: 'chrome92'
	},
	worker: { format: 'es' },
	resolve: {
		// Two copies of Dexie in one bundle throw at run time.
		dedupe: ['dexie'],
		alias: [
			// The same library without what browsers before 2018 needed: a tenth smaller.
			{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
			// Its workers out of blobs are what the station's content policy forbids (zipHere.ts says more).
			{ find: /^fflate$/, replacement: resolve('src/lib/sheets/zipHere.ts') }
		]
	},
	test: {
		// A test that asserts nothing is a failing test.
		expect: { requireAssertions: true },
		// Many tests wait for processes; one core kept back would be one core idle.
		maxWorkers: '100%',
		testTimeout: 20_000,
		hookTimeout: 30_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['{src,server}/**/*.test.ts'],
					exclude: [...apart, runes],
					// A process for each file would be a fifth of the time; leftAsFound keeps it clean.
					isolate: false,
					setupFiles: ['./server/setup/leftAsFound.ts']
				}
			},
			{
				extends: true,
				test: { name: 'apart', environment: 'node', include: apart, exclude: [runes] }
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'runes',
					environment: './server/setup/runesEnvironment.ts',
					include: ['src/**/*.svelte.test.ts']
				}
			}
		]
	}
});
