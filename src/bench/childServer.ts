/**
 * A server in a process of its own, as it would run for real, so that the one who measures does not
 * share its thread. It is always ended by the run that started it.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchGround } from './lane.ts';

export interface ChildServer {
	url: string;
	/** Seconds of processor the server used so far; NaN where the system does not say. */
	processorSeconds(): number;
	/** Megabytes it holds in memory now; NaN where the system does not say. */
	memory(): number;
	/** How many files and sockets it holds open now; NaN where the system does not say. */
	openFiles(): number;
	stop(): Promise<void>;
}

const startingMs = 120_000;

/** Runs a program of this folder, which sends `{url}` to its parent once it listens. */
export async function startChild(
	bench: BenchGround,
	program: string,
	order: object
): Promise<ChildServer> {
	const child = fork(new URL(program, import.meta.url), [JSON.stringify(order)], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	const server = { ...usageOf(child), stop: () => stop(child) };
	bench.onEnd(server.stop);
	const failed = once(child, 'exit').then(([code]) => {
		throw new Error(`${program} ended with ${String(code)} before it listened`);
	});
	const late = pause(startingMs, undefined, { ref: false }).then(() => {
		throw new Error(`${program} did not listen in time`);
	});
	const [told] = (await Promise.race([once(child, 'message'), failed, late])) as [{ url: string }];
	failed.catch(() => undefined);
	late.catch(() => undefined);
	return { url: told.url, ...server };
}

export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	const cut = setTimeout(() => child.kill('SIGKILL'), 3_000);
	await ended;
	clearTimeout(cut);
}

type Usage = Pick<ChildServer, 'processorSeconds' | 'memory' | 'openFiles'>;

/** What Linux tells of a process; elsewhere nobody does. */
export function usageOf({ pid }: { pid?: number | undefined }): Usage {
	const told = (look: (place: string) => number): number => {
		try {
			return look(`/proc/${String(pid)}`);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
			throw error;
		}
	};
	return {
		processorSeconds: () =>
			told((place) => {
				const stat = readFileSync(`${place}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
				// Ticks of user and system time, a hundred to the second on every Linux.
				return (Number(stat[11]) + Number(stat[12])) / 100;
			}),
		memory: () =>
			told((place) => {
				const status = readFileSync(`${place}/status`, 'utf8');
				return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
			}),
		openFiles: () => told((place) => readdirSync(`${place}/fd`).length)
	};
}
