/**
 * Follows the community's ledger and writes the station's own part of the loop: a number for every
 * concern that came in, a warning before and after each limit, the end of what nobody answered. Of
 * stations that share their storage one does it; it may do everything twice, and writes nothing that
 * people write.
 */
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import { concernClocks } from '#lib/domain/concernClocks.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { Follower } from '../router/follower.ts';
import { follow } from '../router/follower.ts';
import type { Division } from '../router/leases.ts';
import type { DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { editOf } from '../storage/ledgerEdit.ts';
import { turnsOf } from './clockTurns.ts';
import { closingOf } from './closing.ts';
import type { ReadConcern } from './concernReading.ts';
import { concernOf, readConcern } from './concernReading.ts';
import type { Limits } from './limitsIn.ts';
import { everyConcern, limitsIn, movesLimits } from './limitsIn.ts';
import type { NumberBook } from './numberBook.ts';
import { receiptOf, warningId, warningOf } from './ownDocuments.ts';

export interface LoopKeeperParts {
	ledger: DocumentStore;
	numbers: NumberBook;
	division: Division;
	nowMs: () => number;
	/** What holds where the community has settled nothing else; those of DOMAIN 5.6. */
	limits?: Limits;
	onTrouble: (error: unknown) => void;
}

interface LoopReading {
	/** Concerns with a clock that runs. */
	running: number;
	/** Changes of the ledger that were not looked at yet. */
	behind: number;
	troubled: boolean;
}

export interface LoopKeeper {
	reading(): Promise<LoopReading>;
	/** Everything committed so far was looked at. */
	idle(): Promise<void>;
	/** Looks at the clocks that turn by now; it is called by itself in time. */
	turn(): Promise<void>;
	close(): Promise<void>;
}

const placeName = 'loop';
/** A timer further ahead than this is set anew on the way. */
const longestSleepMs = 6 * 3_600_000;
const retryMs = 30_000;
const together = 200;

export async function openLoopKeeper(parts: LoopKeeperParts): Promise<LoopKeeper> {
	const { ledger, division, nowMs, onTrouble } = parts;
	/** When to look again at each concern whose clocks run. */
	const next = new Map<Ulid, number>();
	let follower: Follower | undefined;
	let settings: ClockSettings | undefined;
	let timer: NodeJS.Timeout | undefined;
	let troubled = false;
	let closed = false;

	async function take(rows: readonly DocumentRow[]): Promise<void> {
		if (rows.some(({ id }) => movesLimits(id))) {
			settings = undefined;
			// Also those whose clocks have all run out: by other limits they may run again.
			for (const concern of await everyConcern(ledger)) next.set(concern, 0);
		}
		const touched = rows.flatMap(({ id }) => concernOf(id) ?? []);
		await attend([...new Set(touched)]);
		arm();
	}

	/** What these concerns need of the station by now, in one commit; and when to look again. */
	async function attend(concerns: readonly Ulid[]): Promise<void> {
		settings ??= await limitsIn(ledger, parts.limits);
		const looks: (readonly [Ulid, number | undefined])[] = [];
		const own: LedgerDocument[] = [];
		for (const concern of concerns) {
			const read = await readConcern(ledger, concern);
			if (!read) {
				looks.push([concern, undefined]);
				continue;
			}
			const { needed, nextMs } = await needsOf(read, settings);
			own.push(...needed);
			looks.push([concern, nextMs]);
		}
		if (own.length > 0) await ledger.write(own.map(editOf), { newEdits: false });
		// Only now: what failed before is looked at again.
		for (const [concern, nextMs] of looks) {
			if (nextMs === undefined) next.delete(concern);
			else next.set(concern, nextMs);
		}
	}

	async function needsOf(read: ReadConcern, limits: ClockSettings) {
		const { header, state } = read;
		const concern = localPart(header._id);
		const needed: LedgerDocument[] = [];
		if (state.number === '' && !isEnded(state.state)) {
			const numbered = await parts.numbers.numberOf(concern, isoOf(nowMs()));
			needed.push(receiptOf(header, numbered));
		}
		const clocked = { ...state, urgency: header.urgency, capturedAt: header.capturedAt };
		const clocks = concernClocks(clocked, limits, isoOf(nowMs()));
		const { due, nextMs } = turnsOf(clocked, clocks, { settings: limits, nowMs: nowMs() });
		const known = await ledger.rows(due.map((turn) => warningId(concern, turn)));
		due.forEach((turn, at) => {
			if (!known[at]) needed.push(warningOf(header, turn));
		});
		const closing = closingOf(read, clocks);
		if (!closing) return { needed, nextMs };
		if (closing.atMs > nowMs()) {
			return { needed, nextMs: Math.min(nextMs ?? Infinity, closing.atMs) };
		}
		// Where it has no effect it stands in the history already, and is not written anew.
		if (!(await ledger.row(closing.document._id))) needed.push(closing.document);
		return { needed, nextMs };
	}

	/** Pages and clocks take turns, so that nothing is counted twice. */
	let working: Promise<void> = Promise.resolve();
	async function inTurn(work: () => Promise<void>): Promise<void> {
		const done = working.then(work);
		working = done.catch(() => undefined);
		return done;
	}

	async function turn(): Promise<void> {
		if (!follower) return;
		await inTurn(async () => {
			const due = [...next].flatMap(([concern, atMs]) => (atMs <= nowMs() ? [concern] : []));
			for (let at = 0; at < due.length && !closed; at += together) {
				await attend(due.slice(at, at + together));
			}
		});
	}

	function arm(afterMs?: number): void {
		clearTimeout(timer);
		if (closed || !follower || next.size === 0) return;
		const soonest = next.values().reduce((a, b) => Math.min(a, b));
		const sleep = Math.min(longestSleepMs, Math.max(0, soonest - nowMs()));
		timer = setTimeout(() => {
			turn().then(
				() => {
					troubled = false;
					arm();
				},
				(error: unknown) => {
					troubled = true;
					onTrouble(error);
					arm(retryMs);
				}
			);
		}, afterMs ?? sleep).unref();
	}

	async function divide(): Promise<void> {
		const isOurs = !closed && division.owns(ledger.name);
		if (isOurs && !follower) {
			follower = await follow({
				store: ledger,
				name: placeName,
				take: async (rows) => inTurn(async () => take(rows)),
				keep: () => [...next],
				recalled(kept) {
					next.clear();
					for (const [concern, atMs] of (kept ?? []) as [Ulid, number][]) next.set(concern, atMs);
				},
				onTrouble
			});
			arm();
		}
		if (!isOurs && follower) {
			clearTimeout(timer);
			const letGo = follower;
			follower = undefined;
			await letGo.close();
			await working;
		}
	}

	let dividing: Promise<void> = divide();
	await dividing;
	const forget = division.onBeat(() => {
		// What fails now is divided again at the next beat.
		dividing = dividing.then(divide).catch(onTrouble);
	});

	return {
		async reading() {
			const lag = await follower?.lag();
			return {
				running: follower ? next.size : 0,
				behind: lag?.changes ?? 0,
				troubled: troubled || (lag?.troubled ?? false)
			};
		},
		async idle() {
			await follower?.idle();
			await working;
		},
		turn,
		async close() {
			closed = true;
			clearTimeout(timer);
			forget();
			await dividing.then(divide);
		}
	};
}

function isoOf(ms: number): string {
	return new Date(ms).toISOString();
}
