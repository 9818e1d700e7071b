// The real station as browser tests run it: a process of its own on loopback with the demo community
// in a folder that is thrown away. It is stopped and killed by its own id, never by name.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DemoSize } from '../../server/demo/demoSize.ts';

const root = join(import.meta.dirname, '../..');
export const builtApp = process.env['BUILD_DIR'] ?? join(root, 'build');
export const demoPassword = 'qingge-demo';
/** Making the demo takes some seconds on a machine that has nothing else to do. */
const startLimitMs = 90_000;
const stopLimitMs = 15_000;

export interface StationFixture {
	/** The same after every start. */
	readonly url: string;
	/** As a keeper stops it: what is under way is finished. */
	stop(): Promise<void>;
	/** As a power failure stops it. */
	kill(): Promise<void>;
	/** On the same data and port; with another build of the app, if one is named. */
	start(buildDir?: string): Promise<void>;
	/** Stops it and throws its data away. */
	close(): Promise<void>;
}

/** Small unless the size of a grid is the point: a whole one is made for its file alone. */
export async function openStation(
	buildDir = builtApp,
	demoSize: DemoSize = 'small'
): Promise<StationFixture> {
	const dataDir = newFolder('qingge-station-');
	if (demoSize === 'small') cpSync(demoData(), dataDir, { recursive: true });
	else await foundDemo(dataDir, demoSize);
	let running = await launch({ dataDir, buildDir, port: 0 });
	const { url } = running;

	async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		await end(running.child, signal);
	}

	return {
		url,
		stop: () => stop('SIGTERM'),
		kill: () => stop('SIGKILL'),
		async start(other = buildDir) {
			running = await launch({ dataDir, buildDir: other, port: Number(new URL(url).port) });
		},
		async close() {
			await stop('SIGKILL');
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

const folders: string[] = [];
process.once('exit', () => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder under the system's own place for such things, gone when the tests end. */
export function newFolder(prefix: string): string {
	const folder = mkdtempSync(join(tmpdir(), prefix));
	folders.push(folder);
	return folder;
}

/** Set by demoFolder.ts before any test. */
const demoFolder = process.env['QINGGE_DEMO_FOLDER'];

/** The small demo is made once and copied for every station of the run. */
function demoData(): string {
	if (demoFolder === undefined) throw new Error('No demo was made: demoFolder.ts did not run.');
	return demoFolder;
}

/** Makes the demo as a first start does. */
export async function foundDemo(dataDir: string, demoSize: DemoSize): Promise<void> {
	const { child } = await launch({ dataDir, buildDir: builtApp, port: 0, demoSize });
	await end(child, 'SIGTERM');
}

interface Launch {
	dataDir: string;
	buildDir: string;
	port: number;
	/** Only a first start reads it. */
	demoSize?: DemoSize;
}

async function launch({ dataDir, buildDir, port, demoSize = 'small' }: Launch) {
	const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			DATA_DIR: dataDir,
			BUILD_DIR: buildDir,
			PORT: String(port),
			DEMO_SIZE: demoSize,
			HOST: '127.0.0.1'
		}
	});
	const said: string[] = [];
	child.stderr.on('data', (chunk) => said.push(String(chunk)));
	const url = await new Promise<string>((found, failed) => {
		const giveUp = (why: string) => failed(new Error(`${why}\n${said.join('')}`));
		const timer = setTimeout(() => giveUp('The station does not start.'), startLimitMs);
		child.once('exit', (code) => giveUp(`The station ended with ${String(code)}.`));
		createInterface(child.stdout).on('line', (line) => {
			said.push(`${line}\n`);
			const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
			if (address === undefined) return;
			clearTimeout(timer);
			found(address);
		});
	}).catch((error: unknown) => {
		child.kill('SIGKILL');
		throw error;
	});
	return { child, url };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((done) => child.once('exit', () => done()));
	child.kill(signal);
	const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
	await ended;
	clearTimeout(late);
}
