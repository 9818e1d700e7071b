/**
 * The station as a process of its own, for tests that start, stop and kill it. It ends only what it
 * started.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface StationProcess {
	/** For those who look at what it uses. */
	pid: number;
	url: string;
	/** What it has said so far, on both ways out. */
	said(): string;
	signal(name: NodeJS.Signals): void;
	/** SIGKILL: no chance to tidy up. */
	kill(): Promise<void>;
	/** As a terminal or a service manager ends it; answers its exit code. */
	stop(): Promise<number | null>;
	/** Waits until it ends by itself; answers its exit code. */
	ended(): Promise<number | null>;
}

export interface StationEnvironment {
	DATA_DIR: string;
	HOST?: string;
	/** A free one unless told. */
	PORT?: string;
	[more: string]: string | undefined;
}

const longestStartMs = 60_000;
const mainFile = fileURLToPath(new URL('./main.ts', import.meta.url));

export async function startStation(environment: StationEnvironment): Promise<StationProcess> {
	const { child, said } = launch(environment);
	const url = await new Promise<string>((resolve, reject) => {
		const late = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`The station did not start in time: ${said()}`));
		}, longestStartMs);
		const look = () => {
			const found = /已启动：(https?:\S+)/.exec(said())?.[1];
			if (found === undefined) return;
			clearTimeout(late);
			resolve(found);
		};
		child.stdout?.on('data', look);
		child.once('exit', () => {
			clearTimeout(late);
			reject(new Error(`The station did not start: ${said()}`));
		});
	});
	return {
		pid: child.pid ?? 0,
		url,
		said,
		signal: (name) => void child.kill(name),
		async kill() {
			await ended(child, 'SIGKILL');
		},
		stop: async () => ended(child, 'SIGTERM'),
		ended: async () => ended(child)
	};
}

/** For starts that must be refused: waits for the end, and answers what was said. */
export async function refusedStart(
	environment: StationEnvironment
): Promise<{ code: number | null; said: string }> {
	const { child, said } = launch(environment);
	const late = setTimeout(() => child.kill('SIGKILL'), longestStartMs);
	const [code] = (await once(child, 'close')) as [number | null];
	clearTimeout(late);
	return { code, said: said() };
}

/** A test that failed must leave no station behind. */
const alive = new Set<ChildProcess>();
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

function launch(environment: StationEnvironment): { child: ChildProcess; said: () => string } {
	const child = spawn(process.execPath, [mainFile], {
		env: { ...inherited(), PORT: '0', HOST: '127.0.0.1', ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	alive.add(child);
	child.once('exit', () => alive.delete(child));
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (more: string) => (text += more));
	}
	return { child, said: () => text };
}

/** Nothing of the environment of whoever tests, but where programs lie and were compiled before. */
function inherited(): Record<string, string | undefined> {
	const { PATH, NODE_COMPILE_CACHE } = process.env;
	return { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
	const exit = once(child, 'exit');
	if (signal !== undefined) child.kill(signal);
	const [code] = (await exit) as [number | null];
	return code;
}
