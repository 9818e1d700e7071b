/**
 * Keeps an ear at the station's doorbell for as long as the app stands: listens again after every
 * break, soon at first, and at once when woken.
 */
import { backoffMs } from './backoff.ts';
import type { Ears } from './doorbell.ts';
import { listenToDoorbell } from './doorbell.ts';
import type { StationLine } from './stationLine.ts';
import { asTrouble } from './stationLine.ts';
import type { MeetingTrouble } from './trouble.ts';

export interface ListenerParts {
	line: StationLine;
	ears: Omit<Ears, 'sound'>;
	chance: () => number;
	/** Listening ended with trouble. */
	onBreak: (trouble: MeetingTrouble) => void;
}

export interface Listener {
	start(): void;
	/** The connection stands and has said hello. */
	hears(): boolean;
	trouble(): MeetingTrouble | undefined;
	/** Somebody looks: listens now rather than later, and anew where it has been quiet for long. */
	wake(): void;
	/** The network changed under us: what stands, stands on the old one. */
	renew(): void;
	/** No session, nothing to hear; until `wake`. */
	rest(): void;
	close(): void;
}

/** The station says something every 20 s. */
const quietMs = 25_000;

export function openListener({ line, ears, chance, onBreak }: ListenerParts): Listener {
	let ring: AbortController | undefined;
	let hears = false;
	let heardMs = 0;
	let trouble: MeetingTrouble | undefined;
	let begun = false;
	let resting = false;
	let closed = false;
	let endWait: () => void = () => undefined;

	async function listenOnce(): Promise<void> {
		const calling = new AbortController();
		ring = calling;
		await listenToDoorbell(
			line,
			{
				sound: () => {
					heardMs = line.nowMs();
				},
				hello: (hello) => {
					hears = true;
					trouble = undefined;
					ears.hello(hello);
				},
				news: (news) => {
					ears.news(news);
				}
			},
			calling.signal
		).catch((cause: unknown) => {
			// Called off by ourselves is no trouble.
			if (!calling.signal.aborted) trouble = asTrouble(cause, 'the doorbell broke off');
		});
		ring = undefined;
	}

	async function listenOn(): Promise<void> {
		let failures = 0;
		while (!closed) {
			const before = trouble;
			if (!resting) await listenOnce();
			failures = hears ? 1 : failures + 1;
			hears = false;
			if (isClosed()) return;
			if (trouble !== undefined && trouble !== before) onBreak(trouble);
			const waitMs = trouble ? backoffMs(failures, chance(), trouble.waitMs) : 0;
			await new Promise<void>((resolve) => {
				endWait = resolve;
				if (!resting) setTimeout(resolve, waitMs);
			});
		}
	}

	/** Read anew: it changes while we wait. */
	const isClosed = () => closed;

	return {
		start() {
			if (begun) return;
			begun = true;
			void listenOn();
		},
		hears: () => hears,
		trouble: () => trouble,
		wake() {
			if (resting) trouble = undefined;
			resting = false;
			if (hears && line.nowMs() - heardMs > quietMs) ring?.abort();
			endWait();
		},
		renew() {
			resting = false;
			ring?.abort();
			endWait();
		},
		rest() {
			resting = true;
			ring?.abort();
		},
		close() {
			closed = true;
			ring?.abort();
			endWait();
		}
	};
}
