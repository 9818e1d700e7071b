// Runs every check in order, goes on after a failure so that one run tells all, and ends with one
// plain line of counted tests. A lane that is not a test fails the run all the same.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addTallies, noTests, tallyOfPlaywright, tallyOfVitest } from './tally.ts';
import type { Tally } from './tally.ts';

interface Lane {
	name: string;
	commands: string[][];
	tally?: () => Tally;
	/** Not tried when this lane has failed. */
	needs?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'qingge-reports-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const lanes: Lane[] = [
	{ name: 'format', commands: [['prettier', '--check', '--log-level=warn', '.']] },
	{
		name: 'lint',
		commands: [
			['svelte-kit', 'sync'],
			['eslint', '.']
		]
	},
	{ name: 'circles', commands: [['depcruise', '--output-type=err', 'src', 'server']] },
	{
		name: 'types',
		commands: [
			['svelte-check', '--fail-on-warnings', '--tsconfig=./tsconfig.json', '--output=machine'],
			['tsc', '--noEmit', '--project', 'src/service-worker']
		]
	},
	{
		name: 'unit and stories',
		commands: [
			[
				'vitest',
				'run',
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${vitestReport}`
			]
		],
		tally: () => tallyOfVitest(vitestReport)
	},
	{ name: 'build', commands: [['vite', 'build', '--logLevel=warn']] },
	{
		name: 'browser',
		commands: [['playwright', 'test', '--reporter=list,json']],
		tally: () => tallyOfPlaywright(playwrightReport),
		needs: 'build'
	}
];

function run(words: string[]): boolean {
	// Through `node_modules/.bin`, which npm puts first on PATH.
	const [command = '', ...args] = words;
	const done = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32',
		env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
	});
	return done.status === 0;
}

const withoutBrowser = process.argv.includes('--without-browser');
const failed: string[] = [];
let total = noTests;
for (const lane of lanes) {
	if (withoutBrowser && (lane.name === 'build' || lane.name === 'browser')) continue;
	if (lane.needs && failed.includes(lane.needs)) {
		failed.push(lane.name);
		continue;
	}
	console.log(`\n── ${lane.name}`);
	const startedMs = performance.now();
	const passed = lane.commands.every(run);
	if (!passed) failed.push(lane.name);
	if (lane.tally) total = addTallies(total, lane.tally());
	const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
	console.log(`── ${lane.name}: ${passed ? 'good' : 'FAILED'} in ${seconds} s`);
}
rmSync(reports, { recursive: true, force: true });

console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nEverything is good.');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = failed.length > 0 || total.failed > 0 ? 1 : 0;
