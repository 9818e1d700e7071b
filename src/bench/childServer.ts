/**
 * A server in a process of its own, as it would run for real, so that the one who measures does not
 * share its thread. It is always ended by the run that started it.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchGround } from './lane.ts';

export interface ChildServer {
	url: string;
	/** Seconds of processor the server used so far; NaN where the system does not say. */
	processorSeconds(): number;
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
	const server = { processorSeconds: () => processorSeconds(child), stop: () => stop(child) };
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

export function processorSeconds({ pid }: ChildProcess): number {
	try {
		const fields =
			readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
				.split(') ')[1]
				?.split(' ') ?? [];
		// Ticks of user and system time, a hundred to the second on every Linux.
		return (Number(fields[11]) + Number(fields[12])) / 100;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
		throw error;
	}
}
