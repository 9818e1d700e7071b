/**
 * The way of a table of places into the station: first the account of what it would change, then, once
 * somebody confirmed that very account, one document, which the router carries to every phone.
 */
import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { Place, PlacesDocument } from '#lib/domain/communityDocuments.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import { clockAtRest, readStamp } from '#lib/domain/hybridClock.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import { nearestFirst } from '#lib/domain/livingCircle.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Community } from '../access/community.ts';
import { applyImport } from '../admin/applyImport.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import { readSheetAs } from '../admin/readSheet.ts';
import type { SheetRefusal } from '../admin/sheetRefusal.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import type { CircleRow } from './circleReading.ts';
import type { CircleRefusal } from './circleRows.ts';
import { readCircle } from './circleRows.ts';

export interface CircleReport {
	rows: number;
	/** Names, each list in the order of the table. */
	fresh: string[];
	changed: string[];
	unchanged: number;
	/** Known so far, and not in the table. */
	gone: string[];
	undrawn: number;
	refused: CircleRefusal[];
}

export interface CircleProposal {
	/** What a confirmation names. */
	id: string;
	report: CircleReport;
	changesNothing: boolean;
}

export type CircleConfirmation =
	| { kind: 'done'; places: number }
	/** Something moved on meanwhile: here is the account as it would be now. */
	| { kind: 'changed'; proposal: CircleProposal }
	| { kind: 'unknown' };

export interface CircleKeeper {
	propose(file: Uint8Array): Promise<Outcome<CircleProposal, SheetRefusal>>;
	confirm(id: string): Promise<CircleConfirmation>;
}

interface CircleParts {
	storage: StationStorage;
	community: () => Community;
	nowMs: () => number;
	/** Reads the file; in a worker with limits, unless a test is in a hurry. */
	read?: (file: Uint8Array) => Promise<Outcome<CircleRow[], SheetRefusal>>;
}

/** As many as fit the shape of the document (communityShapes.ts). */
const most = 200;
const longestWaitMs = 15 * 60_000;

/** Only the latest proposal waits: one person looks at one file at a time. */
export function openCircleKeeper({
	storage,
	community,
	nowMs,
	...parts
}: CircleParts): CircleKeeper {
	const { read = (file: Uint8Array) => readSheetAs('circle', file) } = parts;
	let waiting: { id: string; rows: CircleRow[]; report: CircleReport } | undefined;
	let forget: NodeJS.Timeout | undefined;

	async function planned(rows: readonly CircleRow[]) {
		const name = communityLedger(community().id);
		const ledger = await storage.open(name);
		if (!ledger) throw new Error(`There is no database ${name}.`);
		const newest = (await documentsOf(ledger, 'places')).reduce<PlacesDocument | undefined>(
			(last, one) => (last && last.clock >= one.clock ? last : one),
			undefined
		);
		const { places: read, refused: refusals } = readCircle(rows);
		const known = newest?.places ?? [];
		const places = [...read, ...keptDespite(refusals, known, read)];
		const report = reportOf(known, places, refusals, rows.length);
		return { ledger, clock: (newest && readStamp(newest.clock)) ?? clockAtRest, places, report };
	}

	function offer(rows: CircleRow[], report: CircleReport): CircleProposal {
		const id = randomUUID();
		waiting = { id, rows, report };
		clearTimeout(forget);
		forget = setTimeout(() => (waiting = undefined), longestWaitMs).unref();
		const changes = report.fresh.length + report.changed.length + report.gone.length;
		return { id, report, changesNothing: changes === 0 };
	}

	return {
		async propose(file) {
			const rows = await read(file);
			if (!rows.ok) return refused(rows.refusal);
			const { places, report } = await planned(rows.value);
			if (places.length > most) return refused({ kind: 'too_many_entries', what: 'places', most });
			return accepted(offer(rows.value, report));
		},
		async confirm(id) {
			if (waiting?.id !== id) return { kind: 'unknown' };
			const { rows, report } = waiting;
			const now = await planned(rows);
			if (canonicalJson(now.report) !== canonicalJson(report)) {
				return { kind: 'changed', proposal: offer(rows, now.report) };
			}
			waiting = undefined;
			const written = nowMs();
			const entry = {
				_id: documentId.places(ulid(written)),
				kind: 'places' as const,
				grid: wholeCommunity(community().id),
				places: nearestFirst(now.places)
			};
			await applyImport(now.ledger, [entry], { clock: now.clock, nowMs: written });
			return { kind: 'done', places: now.places.length };
		}
	};
}

/** A row that was mistyped takes nothing away from what was known of that place. */
function keptDespite(
	refusals: readonly CircleRefusal[],
	known: readonly Place[],
	read: readonly Place[]
): Place[] {
	const isNamed = (list: readonly { name: string }[], name: string) =>
		list.some((one) => one.name === name);
	return known.filter(({ name }) => isNamed(refusals, name) && !isNamed(read, name));
}

function reportOf(
	known: readonly Place[],
	places: readonly Place[],
	refusals: CircleRefusal[],
	rows: number
): CircleReport {
	const keyOf = ({ name, address }: Place) => JSON.stringify([name, address]);
	const before = new Map(known.map((place) => [keyOf(place), canonicalJson(place)]));
	const keys = new Set(places.map(keyOf));
	const fresh = places.filter((place) => !before.has(keyOf(place)));
	const changed = places.filter((place) => {
		const was = before.get(keyOf(place));
		return was !== undefined && was !== canonicalJson(place);
	});
	return {
		rows,
		fresh: fresh.map(({ name }) => name),
		changed: changed.map(({ name }) => name),
		unchanged: places.length - fresh.length - changed.length,
		gone: known.filter((place) => !keys.has(keyOf(place))).map(({ name }) => name),
		undrawn: places.filter(({ bearing }) => bearing < 0).length,
		refused: refusals
	};
}
