/**
 * Counts a community for its street: one document a day, followed by a newer one under the same id
 * when the counts have changed. It reads every concern once and then only what was touched; of
 * stations that share their storage one counts, and counting twice writes nothing anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import type { CommunityId, Ulid } from '#lib/domain/ids.ts';
import { documentId, localPart, wholeCommunity } from '#lib/domain/ids.ts';
import type { Division } from '../router/leases.ts';
import type { Commit, DocumentRow, DocumentStore } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { eachId } from '../storage/ledgerReading.ts';
import { generationOf, hashOf } from '../storage/revisionTree.ts';
import { concernOf, readConcern } from './concernReading.ts';
import type { Counted, Counts } from './tallying.ts';
import { countedOf, countsOf } from './tallying.ts';

export interface TallyKeeperParts {
	ledger: DocumentStore;
	community: { id: CommunityId; name: string };
	division: Division;
	limits: () => Promise<ClockSettings>;
	nowMs: () => number;
	onTrouble: (error: unknown) => void;
}

export interface TallyKeeper {
	/** Counts now; it does so by itself every quarter of an hour. */
	tally(): Promise<void>;
	close(): Promise<void>;
}

/** Late enough that a station which only starts for a command leaves it alone. */
const firstAfterMs = 20_000;
const everyMs = 15 * 60_000;
/** Concerns that are read before others get their turn: some milliseconds. */
const stride = 20;
/** What is over counts for so long. */
const countedDays = 365;

export function openTallyKeeper(parts: TallyKeeperParts): TallyKeeper {
	const { ledger, community, division, limits, nowMs, onTrouble } = parts;
	const counted = new Map<Ulid, Counted>();
	/** To be read, or read again. */
	const touched = new Set<Ulid>();
	let isKnown = false;
	let closed = false;
	let working: Promise<void> = Promise.resolve();

	const forget = ledger.onCommit(({ rows }: Commit) => {
		// Before the first count everything is read anyway.
		if (isKnown) for (const { id } of rows) touch(concernOf(id));
	});

	function touch(concern: Ulid | undefined): void {
		if (concern !== undefined) touched.add(concern);
	}

	async function findAll(): Promise<void> {
		for await (const id of eachId(ledger, 'concern')) touched.add(localPart(id));
	}

	/** False where it was closed meanwhile. */
	async function readTouched(): Promise<boolean> {
		let read = 0;
		for (const concern of touched) {
			if (closed) return false;
			touched.delete(concern);
			try {
				const one = await readConcern(ledger, concern);
				if (one) counted.set(concern, countedOf(one));
				else counted.delete(concern);
			} catch (cause) {
				touched.add(concern);
				throw cause;
			}
			read += 1;
			if (read % stride === 0) await nextTurn();
		}
		return !closed;
	}

	async function count(): Promise<void> {
		if (closed) return;
		if (!division.owns(ledger.name)) {
			// Another station counts; who takes over reads all of it again.
			isKnown = false;
			counted.clear();
			touched.clear();
			return;
		}
		if (!isKnown) {
			// From here on what is written meanwhile is read again.
			isKnown = true;
			await findAll().catch((cause: unknown) => {
				isKnown = false;
				throw cause;
			});
		}
		if (!(await readTouched())) return;
		const nowIso = new Date(nowMs()).toISOString();
		const day = dayOf(nowIso);
		const from = instantAt(addDays(day, -countedDays), 0);
		const counts = countsOf(counted.values(), { from, settings: await limits(), nowIso });
		await write(day, counts);
	}

	async function write(day: string, counts: Counts): Promise<void> {
		const _id = documentId.tally(community.id, day);
		const there = await ledger.row(_id);
		if (there && isSame(there, counts)) return;
		const entry: Entry = {
			...{ _id, kind: 'tally', grid: wholeCommunity(community.id) },
			...{ community: community.id, name: community.name, day, ...counts }
		};
		const clock = writeStamp({ wallMs: nowMs(), counter: 0 }, 'station');
		const capturedAt = new Date(nowMs()).toISOString();
		const stamp = { author: 'station', device: 'station', capturedAt, clock };
		const edit = editOf(stampEntry(entry, stamp, sha256));
		const own = edit.revisions?.ids[0] ?? '';
		const revisions = there && {
			start: generationOf(there.rev) + 1,
			ids: [own, hashOf(there.rev)]
		};
		await ledger.write([revisions ? { ...edit, revisions } : edit], { newEdits: false });
	}

	async function tally(): Promise<void> {
		const done = working.then(count);
		working = done.catch(() => undefined);
		await done;
	}
	const later = () => void tally().catch(onTrouble);
	const first = setTimeout(later, firstAfterMs).unref();
	const steady = setInterval(later, everyMs).unref();

	return {
		tally,
		async close() {
			closed = true;
			forget();
			clearTimeout(first);
			clearInterval(steady);
			await working;
		}
	};
}

function isSame({ body }: DocumentRow, counts: Counts): boolean {
	const there = JSON.parse(body) as Counts;
	const { states, late, sent, responded, asked, solved, satisfied } = there;
	const known: Counts = { states, late, sent, responded, asked, solved, satisfied };
	return canonicalJson(known) === canonicalJson(counts);
}
