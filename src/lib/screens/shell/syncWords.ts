/**
 * One honest line about how this phone and the station stand. It says 全部送达 only when the station
 * has answered for everything, and never makes a missing network sound like a fault.
 */
import type { StatusReading } from '#lib/app/app.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export type SyncTone = 'calm' | 'waiting' | 'trouble';

export function syncWords(
	status: StatusReading,
	now: string
): { tone: SyncTone; text: string; short: string } {
	const words = screenWords.sync;
	const met = status.lastMetAt === '' ? words.neverMet : words.met(status.lastMetAt, now);
	const state = stateOf(status);
	return { tone: state.tone, text: `${state.text} · ${met}`, short: state.text };
}

function stateOf(status: StatusReading): { tone: SyncTone; text: string } {
	const words = screenWords.sync;
	if (status.refused > 0) return { tone: 'trouble', text: words.refused(status.refused) };
	const missing = status.missingAtStation.length;
	if (missing > 0) return { tone: 'trouble', text: words.missing(missing) };
	if (status.signedOut) return { tone: 'trouble', text: words.signedOut };
	if (!status.known) return { tone: 'waiting', text: words.counting };
	const { done, total } = status.loading;
	if (done < total) return { tone: 'waiting', text: words.loading(done, total) };
	if (status.waiting > 0) return { tone: 'waiting', text: words.waiting(status.waiting) };
	if (status.picturesWaiting > 0) {
		return { tone: 'waiting', text: words.pictures(status.picturesWaiting) };
	}
	if (!status.complete) return { tone: 'waiting', text: words.unfinished };
	return status.lastMetAt === ''
		? { tone: 'waiting', text: words.waiting(0) }
		: { tone: 'calm', text: words.delivered };
}
