/**
 * The page's end of the worker. A worker whose database was closed under it (iOS in the background,
 * a full disk) never heals; a new one does, so it is replaced and asked again, once.
 */
import type { Remote } from 'comlink';
import { releaseProxy, wrap } from 'comlink';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import { WorldSaidNo } from './failures.ts';
import type { PhoneWorker, WorkerFailure, WorkerOrders } from './phoneWorker.ts';
import { takeThread } from './workerThread.ts';

export interface WorkerLink {
	/** Throws WorldSaidNo where the worker could not, even after it was replaced. */
	ask<T>(question: Question<T>): Promise<T>;
	meet(): Promise<void>;
	close(): void;
}

/** `again`: this was asked before, and nobody knows what came of it. */
type Question<T> = (
	worker: Remote<PhoneWorker>,
	again: boolean
) => Promise<Outcome<T, WorkerFailure>>;

interface Hired {
	thread: Worker;
	remote: Remote<PhoneWorker>;
	ready: Promise<Outcome<true, WorkerFailure>>;
}

export function openWorkerLink(orders: () => WorkerOrders): WorkerLink {
	let hired = hire();

	function hire(): Hired {
		const thread = takeThread();
		const remote = wrap<PhoneWorker>(thread);
		const broken = new Promise<Outcome<true, WorkerFailure>>((resolve) => {
			// Its own file could not be had: a version that is half gone.
			thread.addEventListener('error', ({ message }) => {
				resolve(refused({ kind: 'unexpected', detail: message }));
			});
		});
		return { thread, remote, ready: Promise.race([remote.open(orders()), broken]) };
	}

	function dismiss({ thread, remote }: Hired): void {
		remote[releaseProxy]();
		// Locks it held go with it.
		thread.terminate();
	}

	async function askOnce<T>(
		question: Question<T>,
		again: boolean
	): Promise<Outcome<T, WorkerFailure>> {
		const ready = await hired.ready;
		return ready.ok ? await question(hired.remote, again) : ready;
	}

	return {
		async ask(question) {
			const asked = hired;
			let answer = await askOnce(question, false);
			if (!answer.ok && (await isPastHelp(asked, answer.refusal))) {
				// Somebody else may have replaced it while we waited.
				if (hired === asked) {
					dismiss(asked);
					hired = hire();
				}
				answer = await askOnce(question, true);
			}
			if (answer.ok) return answer.value;
			throw new WorldSaidNo(answer.refusal.kind, answer.refusal.detail);
		},
		async meet() {
			if ((await hired.ready).ok) await hired.remote.meet();
		},
		close() {
			dismiss(hired);
		}
	};
}

async function isPastHelp({ ready }: Hired, { kind }: WorkerFailure): Promise<boolean> {
	return kind === 'storage_closed' || !(await ready).ok;
}
