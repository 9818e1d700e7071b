/**
 * What each type of concern event carries besides its note: which fields it must have and which it
 * may. Whether the event may happen at all is not said here (concernStates.ts, eventRights.ts).
 */
import type { ConcernEventType, EventDocument } from './documents.ts';

export type EventExtra =
	| 'door'
	| 'handler'
	| 'handlers'
	| 'contact'
	| 'number'
	| 'onsite'
	| 'stage'
	| 'agreed'
	| 'parts'
	| 'into'
	| 'retracts'
	| 'until'
	| 'since'
	| 'solved'
	| 'satisfaction'
	| 'firstResponse'
	| 'photos'
	| 'sounds';

interface Carried {
	must: readonly EventExtra[];
	may: readonly EventExtra[];
}

export const eventCarries: Readonly<Record<ConcernEventType, Carried>> = {
	receive: { must: [], may: ['number'] },
	self_handle: { must: [], may: ['photos', 'sounds'] },
	dispatch: { must: ['handler'], may: ['contact', 'sounds'] },
	accept: { must: [], may: [] },
	return: { must: [], may: [] },
	respond: { must: ['firstResponse'], may: ['photos', 'sounds'] },
	progress: { must: [], may: ['photos', 'sounds'] },
	resolve: { must: [], may: ['photos', 'sounds'] },
	follow_up: { must: ['solved'], may: ['satisfaction', 'door'] },
	not_reached: { must: [], may: ['door'] },
	close_unanswered: { must: ['since'], may: [] },
	join_household: { must: ['door'], may: [] },
	merge: { must: ['into'], may: [] },
	decline: { must: [], may: [] },
	withdraw: { must: [], may: [] },
	request_suspend: { must: ['until'], may: [] },
	suspend: { must: ['until'], may: [] },
	refuse_suspend: { must: [], may: [] },
	resume: { must: [], may: [] },
	nudge: { must: [], may: ['sounds'] },
	request_whistle: { must: [], may: ['handlers', 'onsite'] },
	blow_whistle: { must: ['handlers'], may: ['onsite'] },
	join: { must: ['handler'], may: ['photos', 'sounds'] },
	mediate: { must: ['stage'], may: ['agreed', 'photos', 'sounds'] },
	refer_out: { must: [], may: [] },
	deliberate: { must: [], may: ['agreed', 'photos', 'sounds'] },
	split: { must: ['parts'], may: [] },
	retract: { must: ['retracts'], may: [] }
};

export const eventExtras: readonly EventExtra[] = [
	'door',
	'handler',
	'handlers',
	'contact',
	'number',
	'onsite',
	'stage',
	'agreed',
	'parts',
	'into',
	'retracts',
	'until',
	'since',
	'solved',
	'satisfaction',
	'firstResponse',
	'photos',
	'sounds'
];

/** The first extra that is missing, or that this type has no business with. */
export function wrongExtra(
	event: Pick<EventDocument, 'type' | EventExtra>
): EventExtra | undefined {
	const { must, may } = eventCarries[event.type];
	return eventExtras.find((extra) =>
		event[extra] === undefined
			? must.includes(extra)
			: !must.includes(extra) && !may.includes(extra)
	);
}
