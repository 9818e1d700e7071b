/**
 * One kind of errand to the station, never two at once. What is wished for while an errand runs is
 * run after it; what failed is tried again after a wait, or at once when kicked.
 */
import { backoffMs } from './backoff.ts';
import { MeetingTrouble } from './trouble.ts';

export interface LaneParts {
	errand: (feed: string) => Promise<void>;
	/** Running or not, in trouble or not: something changed. */
	onChange: () => void;
	chance: () => number;
}

export interface Lane {
	want(feeds: Iterable<string>): void;
	/** Tries what is left now rather than after the wait. */
	kick(): void;
	/** Resolves when the errands wished for so far have ended, well or not. */
	ended(): Promise<void>;
	running(): boolean;
	trouble(): MeetingTrouble | undefined;
	/** Rests until `resume`: the session has ended, or the house closes. */
	rest(): void;
	resume(): void;
}

/** A door that is shut is knocked at less often than one nobody answers. */
const refusedWaitMs = 60_000;

export function openLane({ errand, onChange, chance }: LaneParts): Lane {
	const wanted = new Set<string>();
	let run: Promise<void> | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let failures = 0;
	let trouble: MeetingTrouble | undefined;
	let resting = false;

	async function runAll(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		let met: MeetingTrouble | undefined;
		const left = new Set<string>();
		while (wanted.size > 0 && !resting) {
			const [feed = ''] = wanted;
			wanted.delete(feed);
			try {
				await errand(feed);
				left.delete(feed);
			} catch (cause) {
				met = cause instanceof MeetingTrouble ? cause : phoneFailed(cause);
				left.add(feed);
				// A feed that is shut says nothing of the others; a line that is dead does.
				if (met.kind !== 'station_refused') break;
			}
		}
		for (const feed of left) wanted.add(feed);
		trouble = met;
		failures = met ? failures + 1 : 0;
		if (met && !resting) {
			const waitMs =
				met.kind === 'station_refused' ? refusedWaitMs : backoffMs(failures, chance(), met.waitMs);
			timer = setTimeout(start, waitMs);
		}
	}

	function start(): void {
		if (run || resting || wanted.size === 0) return;
		run = Promise.resolve()
			.then(runAll)
			.finally(() => {
				run = undefined;
				onChange();
				// Wished for between the last look and the end.
				if (!trouble) start();
			});
		onChange();
	}

	return {
		want(feeds) {
			for (const feed of feeds) wanted.add(feed);
			if (timer === undefined) start();
		},
		kick() {
			failures = 0;
			start();
		},
		ended: () => run ?? Promise.resolve(),
		running: () => run !== undefined,
		trouble: () => trouble,
		rest() {
			resting = true;
			clearTimeout(timer);
			timer = undefined;
		},
		resume() {
			resting = false;
			trouble = undefined;
			failures = 0;
			start();
		}
	};
}

function phoneFailed(cause: unknown): MeetingTrouble {
	return new MeetingTrouble('phone_failed', String(cause), { cause });
}
