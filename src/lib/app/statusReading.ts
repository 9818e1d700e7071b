/** The status before anything is known. */
import type { StatusReading } from './app.ts';

export const nothingKnown: StatusReading = {
	known: false,
	usable: false,
	loading: { done: 0, total: 0 },
	waiting: 0,
	refused: 0,
	picturesWaiting: 0,
	setAside: 0,
	lastMetAt: '',
	clockOffsetMs: undefined,
	meeting: false,
	trouble: undefined,
	missingAtStation: [],
	leaving: [],
	signedOut: false,
	updateReady: false,
	storage: undefined
};
