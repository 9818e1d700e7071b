/** The status before anything is known. */
import type { StatusReading } from './app.ts';
import type { EngineStatus } from './phoneWorker.ts';

/** Of what the engine tells; the page knows the rest by itself. */
export const nothingMet: EngineStatus = {
	known: false,
	usable: false,
	complete: false,
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
	signedOut: false
};

export const nothingKnown: StatusReading = {
	...nothingMet,
	updateReady: false,
	shell: 'unknown',
	storage: undefined
};
