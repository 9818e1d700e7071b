/** Draws a concern from its header, its events and what was corrected since. */
import { amendedConcern } from '#lib/domain/amendedConcern.ts';
import type { HistoryLine } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { AmendmentDocument, ConcernFields, EventDocument } from '#lib/domain/documents.ts';
import type { EventExtra } from '#lib/domain/eventCarries.ts';
import { eventExtras } from '#lib/domain/eventCarries.ts';
import { wroteHere } from '#lib/domain/feeds.ts';
import { isRetracted } from '#lib/domain/household.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ClocksOf } from '#lib/domain/settledClocks.ts';
import { isUnnamed } from '#lib/domain/unnamed.ts';
import { dueAtOf } from './clocksHere.ts';
import { feedsOf, fullestEvents, fullestHeader } from './papers.ts';
import { placeWords } from './placeWords.ts';
import type { ConcernHistoryLine, ConcernRow } from './rows.ts';
import type { ConcernFacts, StoredPapers } from './storedRows.ts';

/** Undefined as long as the header is not here, and for a concern that was taken back. */
export function projectConcern(
	papers: StoredPapers,
	amendments: readonly AmendmentDocument[],
	device: string,
	clocksOf: ClocksOf
): ConcernRow | undefined {
	const { document: raised, feeds: [feed = ''] = [] } = fullestHeader(papers) ?? {};
	if (!raised || isRetracted(raised, amendments)) return undefined;
	const header = amendedConcern(raised, amendments);
	const { history, ...state } = foldConcern(header, fullestEvents(papers));
	const row = {
		...fieldsOf(header),
		confidentialReporter: isUnnamed(raised, amendments),
		...state,
		id: header._id,
		feed,
		feeds: feedsOf(papers),
		cut: header.cut ?? ('' as const),
		grid: header.grid,
		author: header.author,
		capturedAt: header.capturedAt,
		splitFrom: header.splitFrom ?? '',
		...(header.outside === undefined ? {} : { outside: header.outside }),
		own: wroteHere(device, header.device),
		history: history.map(lineOf),
		satisfaction: state.satisfaction ?? 0
	};
	return { ...row, label: placeWords(row), dueAt: dueAtOf(row, clocksOf) };
}

type ShownFields = Omit<ConcernFields, 'splitFrom' | 'outside'>;

function fieldsOf(header: ShownFields): ShownFields {
	const { door, building, place, category, nature, urgency, source, text, photos } = header;
	const { confidentialReporter } = header;
	return {
		...{ door, building, place, category, nature, urgency, source, text, photos },
		confidentialReporter
	};
}

function lineOf({ event, ...line }: HistoryLine): ConcernHistoryLine {
	const { _id: id, type, author, capturedAt, note } = event;
	const carried = eventExtras.filter((extra) => event[extra] !== undefined);
	const extras = Object.fromEntries(carried.map((extra) => [extra, event[extra]]));
	return {
		...(extras as Pick<EventDocument, EventExtra>),
		...{ id, type, author, capturedAt, note },
		...line
	};
}

/** What the row of one of its doors needs of it. */
export function factsOfConcern(row: ConcernRow, door: DoorId): ConcernFacts {
	return {
		isOpen: !isEnded(row.state) && row.state !== 'resolved',
		isOwed: row.owedTo.includes(door)
	};
}
