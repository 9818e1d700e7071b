/** Draws a concern from its header, its events and what was corrected since. */
import { foldConcern } from '#lib/domain/concernFold.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { AmendmentDocument, ConcernFields, EventDocument } from '#lib/domain/documents.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ConcernHistoryLine, ConcernRow } from './rows.ts';
import type { ConcernFacts, StoredPapers } from './storedRows.ts';

/** Undefined as long as the header is not here, and for a concern that was taken back. */
export function projectConcern(
	{ feed, header, events }: StoredPapers,
	amendments: readonly AmendmentDocument[],
	device: string
): ConcernRow | undefined {
	if (!header || isRetracted(header, amendments)) return undefined;
	const state = foldConcern(header, events);
	return {
		...fieldsOf(foldFields(fieldsOf(header), amendments).fields),
		id: header._id,
		feed,
		grid: header.grid,
		author: header.author,
		capturedAt: header.capturedAt,
		own: header.device === device,
		state: state.state,
		list: state.list,
		households: state.households,
		owedTo: state.owedTo,
		history: state.history.map(({ event, effect }) => lineOf(event, effect)),
		resolution: state.resolution,
		handler: state.handler,
		satisfaction: state.satisfaction ?? 0,
		changedAt: state.changedAt
	};
}

type ShownFields = Omit<ConcernFields, 'nature' | 'source'>;

/** Corrections may touch more than rows show. */
function fieldsOf(header: ShownFields): ShownFields {
	const { door, building, place, category, urgency, text, photos, confidentialReporter } = header;
	return { door, building, place, category, urgency, text, photos, confidentialReporter };
}

function lineOf(event: EventDocument, effect: boolean): ConcernHistoryLine {
	const { _id: id, type, author, capturedAt, note } = event;
	return { id, type, author, capturedAt, note, effect };
}

/** What the row of one of its doors needs of it. */
export function factsOfConcern(row: ConcernRow, door: DoorId): ConcernFacts {
	return {
		isOpen: !isEnded(row.state) && row.state !== 'resolved',
		isOwed: row.owedTo.includes(door)
	};
}
