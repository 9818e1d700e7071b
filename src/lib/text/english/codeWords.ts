/** English names of the domain's codes. */
import type { ConcernList, ConcernStateCode } from '#lib/domain/concernStates.ts';
import type {
	CareBlock,
	ConcernEventType,
	ConcernNature,
	DoorType,
	Residency,
	Tenure,
	Urgency,
	VisitMode,
	VisitOutcome,
	VisitType
} from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';

export const outcomeWordsEn: Record<VisitOutcome, string> = {
	met: 'Met',
	met_family: 'Met family',
	no_answer: 'Nobody home',
	refused: 'Declined',
	rescheduled: 'Another time',
	vacant: 'Vacant',
	moved: 'Moved away',
	abnormal: 'Something is wrong'
};

export const visitTypeWordsEn: Record<VisitType, string> = {
	routine: 'Routine visit',
	care: 'Care visit',
	verify: 'Verify details',
	follow_up: 'Follow-up',
	mediate: 'Mediation visit',
	notice: 'Deliver a notice',
	survey: 'Survey of needs',
	emergency: 'Emergency visit',
	patrol: 'Building patrol'
};

export const visitModeWordsEn: Record<VisitMode, string> = {
	door: 'At the door',
	phone: 'By phone',
	video: 'By video',
	proxy: 'Told by another',
	encounter: 'Met outside'
};

export const careBlockWordsEn: Record<CareBlock, { name: string; covers: string }> = {
	health: { name: 'Health', covers: 'speech, movement, illness' },
	mood: { name: 'Spirits', covers: 'mood, thinking, pressure' },
	safety: { name: 'Safety', covers: 'gas, water and heating, electricity' },
	hygiene: { name: 'Cleanliness', covers: 'person, home, surroundings' },
	living: { name: 'Living conditions', covers: 'indoors, outdoors, neighbours' }
};

export const tenureWordsEn: Record<Tenure, string> = {
	own: 'Owner lives here',
	rented: 'Rented out',
	vacant: 'Vacant',
	business: 'Business',
	other: 'Other',
	unknown: 'Not known'
};

export const residencyWordsEn: Record<Residency, string> = {
	resident: 'Resident',
	floating: 'Floating',
	registered_elsewhere: 'Registered elsewhere',
	absent: 'Registered, absent',
	unknown: ''
};

export const doorTypeWordsEn: Record<DoorType, string> = {
	flat: 'Flat',
	bungalow: 'Bungalow',
	shop: 'Shop',
	garage: 'Garage',
	basement: 'Basement'
};

export const urgencyWordsEn: Record<Urgency, string> = {
	red: 'Urgent',
	yellow: 'Important',
	green: 'Normal'
};

export const natureWordsEn: Record<ConcernNature, string> = {
	report: 'Report',
	help: 'Help wanted',
	complaint: 'Complaint',
	consult: 'Question',
	suggest: 'Suggestion',
	praise: 'Praise'
};

export const concernStateWordsEn: Record<ConcernStateCode, string> = {
	reported: 'Reported',
	received: 'Received',
	self_handling: 'Handled in the grid',
	dispatched: 'Dispatched',
	accepted: 'Accepted',
	returned: 'Returned',
	in_progress: 'In progress',
	suspended: 'Suspended',
	whistled: 'Whistled',
	joined: 'Departments reported in',
	mediating: 'Mediation',
	deliberating: 'Residents’ council',
	resolved: 'Resolved, follow-up due',
	reopened: 'Reopened',
	closed: 'Closed',
	declined: 'Declined',
	merged: 'Merged',
	split: 'Split',
	referred_out: 'Referred out',
	withdrawn: 'Withdrawn'
};

export const concernListWordsEn: Record<
	ConcernList,
	{ name: string; means: string; empty: string }
> = {
	needs: {
		name: 'Needs',
		means: 'Needs list: reported, waiting to be assigned',
		empty: 'Nothing waits to be assigned.'
	},
	service: {
		name: 'Service',
		means: 'Service list: somebody is on it, or a follow-up is due',
		empty: 'Nothing is being handled.'
	},
	satisfied: {
		name: 'Satisfied',
		means: 'Satisfied list: the resident said so',
		empty: 'No resident has said so yet.'
	},
	ended: {
		name: 'Other',
		means: 'Withdrawn, merged, declined or not satisfied',
		empty: 'Nothing here.'
	}
};

export const concernEventWordsEn: Record<ConcernEventType, string> = {
	receive: 'Received',
	self_handle: 'Handled in the grid',
	dispatch: 'Dispatched',
	accept: 'Accepted',
	return: 'Returned',
	respond: 'First response',
	progress: 'Progress',
	resolve: 'Resolved',
	follow_up: 'Follow-up',
	not_reached: 'Follow-up: not reached',
	join_household: 'Another household',
	merge: 'Merged',
	decline: 'Declined',
	withdraw: 'Withdrawn',
	request_suspend: 'Suspension asked',
	suspend: 'Suspended',
	resume: 'Resumed',
	nudge: 'Nudged',
	request_whistle: 'Whistle asked',
	blow_whistle: 'Whistle blown',
	join: 'Reported in',
	mediate: 'Mediation',
	refer_out: 'Referred out',
	deliberate: 'Council',
	split: 'Split',
	retract: 'Last step taken back'
};

export const documentKindWordsEn: Record<DocumentKind, string> = {
	door: 'Door',
	household: 'Household',
	resident: 'Resident',
	visit: 'Visit',
	concern: 'Concern',
	event: 'Step of a concern',
	amendment: 'Correction',
	photo: 'Photo',
	check: 'Please look in',
	check_answer: 'Looked in',
	warning: 'Limit warning',
	organisation: 'Organisation',
	settings: 'Community settings',
	places: 'Living circle',
	campaign: 'Campaign',
	campaign_end: 'End of a campaign',
	campaign_answer: 'Campaign answer',
	rights_request: 'Resident’s request',
	rights_answer: 'Answer to a request',
	export_profile: 'Export profile',
	export_run: 'Export',
	tally: 'Counts',
	sound: 'Voice note'
};

export const satisfactionWordsEn: Record<number, string> = {
	1: 'Not satisfied',
	2: 'Rather not',
	3: 'So-so',
	4: 'Rather satisfied',
	5: 'Satisfied'
};
