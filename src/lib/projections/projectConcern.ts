/** Draws a concern from its header, its events and what was corrected since. */
import { foldConcern } from '#lib/domain/concernFold.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import type { AmendmentDocument, ConcernFields, EventDocument } from '#lib/domain/documents.ts';
import type { EventExtra } from '#lib/domain/eventCarries.ts';
import { eventExtras } from '#lib/domain/eventCarries.ts';
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
	const fields = foldFields(fieldsOf(header), amendments).fields;
	return {
		...fields,
		id: header._id,
		feed,
		feeds: [feed],
		cut: header.cut ?? '',
		grid: header.grid,
		label: fields.place === '' ? localPlace(fields) : fields.place,
		author: header.author,
		capturedAt: header.capturedAt,
		splitFrom: header.splitFrom ?? '',
		own: header.device === device,
		state: state.state,
		list: state.list,
		number: state.number,
		households: state.households,
		owedTo: state.owedTo,
		history: state.history.map(({ event, effect }) => lineOf(event, effect)),
		resolution: state.resolution,
		resolvedBy: state.resolvedBy,
		handler: state.handler,
		lastHandler: state.lastHandler,
		order: state.order,
		contact: state.contact,
		supporters: state.supporters,
		joined: state.joined,
		workers: state.workers,
		isWhistleAsked: state.isWhistleAsked,
		isWhistleDue: state.isWhistleDue,
		stage: state.stage,
		splitInto: state.splitInto,
		mergedInto: state.mergedInto,
		suspendAsked: state.suspendAsked,
		suspendedUntil: state.suspendedUntil,
		pauses: state.pauses,
		returns: state.returns,
		reopens: state.reopens,
		nudges: state.nudges,
		satisfaction: state.satisfaction ?? 0,
		firstResponse: state.firstResponse,
		receivedAt: state.receivedAt,
		handedAt: state.handedAt,
		dispatchedAt: state.dispatchedAt,
		acceptedAt: state.acceptedAt,
		respondedAt: state.respondedAt,
		whistledAt: state.whistledAt,
		joinedAt: state.joinedAt,
		mediatedAt: state.mediatedAt,
		notedAt: state.notedAt,
		resolvedAt: state.resolvedAt,
		closedAt: state.closedAt,
		changedAt: state.changedAt,
		dueAt: noInstant
	};
}

/** Sorts behind every instant. */
export const noInstant = '9999';

function localPlace({ door, building }: Pick<ConcernFields, 'door' | 'building'>): string {
	return (door === '' ? building : door).split('/').at(-1) ?? '';
}

type ShownFields = Omit<ConcernFields, 'splitFrom'>;

/** Corrections may touch more than rows show. */
function fieldsOf(header: ShownFields): ShownFields {
	const { door, building, place, category, nature, urgency, source, text, photos } = header;
	const { confidentialReporter } = header;
	return {
		...{ door, building, place, category, nature, urgency, source, text, photos },
		confidentialReporter
	};
}

function lineOf(event: EventDocument, effect: boolean): ConcernHistoryLine {
	const { _id: id, type, author, capturedAt, note } = event;
	const carried = eventExtras.filter((extra) => event[extra] !== undefined);
	const extras = Object.fromEntries(carried.map((extra) => [extra, event[extra]]));
	return {
		...(extras as Pick<EventDocument, EventExtra>),
		id,
		type,
		author,
		capturedAt,
		note,
		effect
	};
}

/** What the row of one of its doors needs of it. */
export function factsOfConcern(row: ConcernRow, door: DoorId): ConcernFacts {
	return {
		isOpen: !isEnded(row.state) && row.state !== 'resolved',
		isOwed: row.owedTo.includes(door)
	};
}
