/**
 * The one table of what can go wrong outside the rules: how loud it is, which words it has, and what
 * a person can do. Everything the world throws is given its kind here and nowhere else.
 */
import { MeetingTrouble } from '#lib/replication/trouble.ts';
import { LedgerFailure } from '#lib/ledger/ledgerFailure.ts';
import type { Failure, FailureKind } from './app.ts';

export interface FailureEntry {
	/** quiet: a line in 我的; notice: said once, work goes on; stop: this cannot go on. */
	severity: 'quiet' | 'notice' | 'stop';
	/** Key of the words in text/. */
	text: `failure.${FailureKind}`;
	remedy: 'wait' | 'signIn' | 'freeSpace' | 'reload' | 'tryAgain' | 'otherPicture' | 'askKeeper';
}

const entry = <K extends FailureKind>(
	kind: K,
	severity: FailureEntry['severity'],
	remedy: FailureEntry['remedy']
): FailureEntry => ({ severity, text: `failure.${kind}`, remedy });

export const failures: Record<FailureKind, FailureEntry> = {
	storage_full: entry('storage_full', 'stop', 'freeSpace'),
	storage_closed: entry('storage_closed', 'stop', 'tryAgain'),
	storage_broken: entry('storage_broken', 'stop', 'reload'),
	station_unreachable: entry('station_unreachable', 'quiet', 'wait'),
	station_refused: entry('station_refused', 'notice', 'askKeeper'),
	signed_out: entry('signed_out', 'notice', 'signIn'),
	wrong_password: entry('wrong_password', 'notice', 'tryAgain'),
	too_many_attempts: entry('too_many_attempts', 'notice', 'wait'),
	picture_unreadable: entry('picture_unreadable', 'notice', 'otherPicture'),
	not_the_station: entry('not_the_station', 'notice', 'wait'),
	unexpected: entry('unexpected', 'stop', 'reload')
};

/** The kind of whatever was thrown; what crossed from the worker has kept its name, not its class. */
export function failureOf(cause: unknown): Failure {
	return { kind: kindOf(cause), cause };
}

function kindOf(cause: unknown): FailureKind {
	if (cause instanceof MeetingTrouble) {
		return cause.kind === 'phone_failed' ? kindOf(cause.cause) : cause.kind;
	}
	if (cause instanceof LedgerFailure || cause instanceof WorldSaidNo) return cause.kind;
	const kinds = namesOf(cause).flatMap((name) => kindByName[name] ?? []);
	// A full disk comes as the reason of an abort; what helps is to make room.
	return kinds.find((kind) => kind === 'storage_full') ?? kinds[0] ?? 'unexpected';
}

/** Names of DOMExceptions, of Dexie's errors and of PouchDB's. */
const kindByName: Record<string, FailureKind> = {
	QuotaExceededError: 'storage_full',
	InvalidStateError: 'storage_closed',
	DatabaseClosedError: 'storage_closed',
	AbortError: 'storage_closed',
	TransactionInactiveError: 'storage_closed',
	UnknownError: 'storage_broken',
	DataError: 'storage_broken',
	NotFoundError: 'storage_broken',
	OpenFailedError: 'storage_broken',
	VersionError: 'storage_broken',
	indexed_db_went_bad: 'storage_closed',
	PictureUnreadable: 'picture_unreadable'
};

/** An error's own name first, then those of what caused it. */
function namesOf(cause: unknown): string[] {
	const names: string[] = [];
	let at: unknown = cause;
	// Dexie nests `inner`, we nest `cause`; a circle would be endless.
	for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
		const {
			name,
			cause: deeper,
			inner
		} = at as {
			name?: unknown;
			cause?: unknown;
			inner?: unknown;
		};
		if (typeof name === 'string') names.push(name);
		at = deeper ?? inner;
	}
	return names;
}

/** A failure that was given its kind elsewhere and is on its way to the screen. */
export class WorldSaidNo extends Error {
	readonly kind: FailureKind;

	constructor(kind: FailureKind, detail: string) {
		super(`${kind}: ${detail}`);
		this.name = 'WorldSaidNo';
		this.kind = kind;
	}
}
