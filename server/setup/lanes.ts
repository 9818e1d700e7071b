// Runs every check, goes on after a failure so that one run tells all, and ends with one plain line
// of counted tests. A lane that is not a test fails the run all the same. What only reads the
// sources runs beside the unit tests; the browser has the machine to itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
	{ name: 'nothing unused', commands: [['knip']] },
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

/** Lanes of one track follow one another; tracks of one step run side by side. */
const steps: string[][][] = [
	[['format', 'lint', 'nothing unused', 'circles', 'types'], ['unit and stories']],
	[['build']],
	[['browser']]
];

/** Through `node_modules/.bin`, which npm puts first on PATH. Kept until the lane has ended, where others run. */
async function run(words: string[], keep: string[] | undefined): Promise<boolean> {
	const [command = '', ...args] = words;
	const child = spawn(command, args, {
		cwd: root,
		stdio: ['ignore', keep ? 'pipe' : 'inherit', keep ? 'pipe' : 'inherit'],
		shell: process.platform === 'win32',
		env: {
			...process.env,
			PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
			// The suite starts a station some hundred times; compiling it takes most of a start.
			NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
			...(process.stdout.isTTY && { FORCE_COLOR: '1' })
		}
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (chunk: string) => keep?.push(chunk));
	}
	const [code] = (await once(child, 'close')) as [number | null];
	return code === 0;
}

const withoutBrowser = process.argv.includes('--without-browser');
const failed: string[] = [];
let total = noTests;

async function runLane(name: string, isAlone: boolean): Promise<void> {
	const lane = lanes.find((one) => one.name === name);
	if (!lane) throw new Error(`There is no lane ${name}.`);
	if (lane.needs && failed.includes(lane.needs)) {
		failed.push(name);
		return;
	}
	if (isAlone) console.log(`\n── ${name}`);
	const startedMs = performance.now();
	const keep: string[] | undefined = isAlone ? undefined : [];
	let passed = true;
	for (const words of lane.commands) passed &&= await run(words, keep);
	if (!passed) failed.push(name);
	if (lane.tally) total = addTallies(total, lane.tally());
	const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
	if (keep) console.log(`\n── ${name}\n${keep.join('')}`);
	console.log(`── ${name}: ${passed ? 'good' : 'FAILED'} in ${seconds} s`);
}

for (const tracks of withoutBrowser ? steps.slice(0, 1) : steps) {
	await Promise.all(
		tracks.map(async (track) => {
			for (const name of track) await runLane(name, tracks.length === 1);
		})
	);
}
rmSync(reports, { recursive: true, force: true });

console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nEverything is good.');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = failed.length > 0 || total.failed > 0 ? 1 : 0;
