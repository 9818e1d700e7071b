/**
 * A limit on waiting: for one answer, or for the silence within a long one. Holds even where the
 * other side never looks at the signal. Made of plain timers, since old WebViews know no others.
 */
import { MeetingTrouble } from './trouble.ts';

export interface TimeLimit {
	readonly signal: AbortSignal;
	/** Begins the wait anew: something was heard. */
	touch(): void;
	/** Stops the wait until the next touch: we ourselves are busy. */
	pause(): void;
	/** The promise's own end, or trouble when the limit comes first. */
	within<T>(promise: Promise<T>): Promise<T>;
	/** Must be called when the wait is over, whatever its end. */
	clear(): void;
}

export function startLimit(limitMs: number, outer?: AbortSignal): TimeLimit {
	const controller = new AbortController();
	const end = (detail: string) => () => {
		controller.abort(new MeetingTrouble('station_unreachable', detail));
	};
	const late = end(`nothing heard for ${limitMs} ms`);
	const called = end('called off');
	if (outer?.aborted) called();
	else outer?.addEventListener('abort', called);
	let timer = setTimeout(late, limitMs);
	return {
		signal: controller.signal,
		touch() {
			clearTimeout(timer);
			timer = setTimeout(late, limitMs);
		},
		pause() {
			clearTimeout(timer);
		},
		within<T>(promise: Promise<T>) {
			return new Promise<T>((resolve, reject) => {
				const stop = () => {
					reject(controller.signal.reason as MeetingTrouble);
				};
				if (controller.signal.aborted) stop();
				controller.signal.addEventListener('abort', stop);
				promise.then(resolve, reject).finally(() => {
					controller.signal.removeEventListener('abort', stop);
				});
			});
		},
		clear() {
			clearTimeout(timer);
			outer?.removeEventListener('abort', called);
		}
	};
}
