/**
 * Tells the tabs how things stand: at most ten times a second, and always the last word. It adds
 * what only the rows know.
 */
import type { StatusCounts } from '#lib/projections/records.ts';
import type { EngineReading } from './engine.ts';
import { failureOf } from './failures.ts';
import type { FailureKind } from './app.ts';
import type { EngineStatus } from './phoneWorker.ts';
import { nothingMet } from './statusReading.ts';

export interface StatusTellerParts {
	reading: () => EngineReading | undefined;
	counts: () => Promise<StatusCounts | undefined>;
	say: (status: EngineStatus) => void;
}

export interface StatusTeller {
	/** Something changed. */
	tell(): void;
	/** The engine itself could not be set going. */
	complain(kind: FailureKind): void;
	close(): void;
}

const everyMs = 100;

export function openStatusTeller({ reading, counts, say }: StatusTellerParts): StatusTeller {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let complaint: FailureKind | undefined;

	async function speak(): Promise<void> {
		timer = undefined;
		const rows = await counts().catch(() => undefined);
		const now = reading();
		if (!now) {
			if (complaint) say({ ...nothingMet, trouble: { kind: complaint } });
			return;
		}
		const { trouble, ...known } = now;
		say({
			known: true,
			...known,
			picturesWaiting: rows?.picturesWaiting ?? 0,
			setAside: rows?.setAside ?? 0,
			// Only the kind crosses; an error's own fields would be lost on the way.
			trouble: trouble && { kind: failureOf(trouble).kind, cause: trouble.message }
		});
	}

	return {
		tell() {
			timer ??= setTimeout(() => void speak(), everyMs);
		},
		complain(kind) {
			complaint = kind;
			timer ??= setTimeout(() => void speak(), everyMs);
		},
		close() {
			clearTimeout(timer);
		}
	};
}
