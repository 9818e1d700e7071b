/** English of what handlers read, and of the steps all roles take. */
import type { MediationStage } from '#lib/domain/documents.ts';
import { formatDay, formatNumber } from '#lib/text/dates.ts';
import { counted } from './counted.ts';

export const handlerWordsEn = {
	tabs: { waiting: 'To accept', doing: 'In hand', done: 'Done' },
	waitingHint: 'Those nearest to their limit come first.',
	waitingEmpty: 'No order waits to be accepted.',
	doingEmpty: 'No order is in hand.',
	doneEmpty: 'No order is done yet.',
	doneHint: 'Resolved is not closed: somebody else asks the resident first.',
	more: (count: number) => `${formatNumber(count)} more`,
	order: 'Order',
	words: 'What to do',
	noWords: 'The order says nothing more.',
	said: 'What was said',
	where: 'Where',
	noWhere: 'The order names no place; ask the community.',
	contact: 'Reach the resident',
	noContact:
		'The resident did not agree to a phone number. Go to the place, or ask the community to pass it on.',
	call: 'Call',
	callTo: (who: string) => `Call ${who}`,
	navigate: 'Directions',
	together: 'Together with',
	lead: 'Lead',
	support: 'Support',
	hasJoined: 'Reported in',
	notJoined: 'Not reported in',
	number: (number: string) => `No. ${number}`,
	clocks: 'Limits',
	residentWaits: 'Resident waits',
	ourTime: 'Our time',
	nudged: (count: number) => (count === 1 ? 'Nudged once' : `Nudged ${count} times`),
	suspendedUntil: (on: string, todayOn: string) => `Suspended until ${formatDay(on, todayOn)}`,
	suspendAsked: 'Suspension asked; waiting for the community',
	suspendRefused: (note: string) =>
		note === '' ? 'Not suspended; please go on.' : `Not suspended; please go on: ${note}`,
	whistleAsked: 'Whistle asked; waiting for the street',
	steps: 'Next step',
	moreSteps: 'More steps',
	sending: 'Saving…'
};

export const stepWordsEn = {
	accept: { button: 'Accept', note: '', missing: '', saved: 'Accepted' },
	return: {
		button: 'Return',
		note: 'Why not, and who should',
		missing: 'Write why, so that the community can find somebody else.',
		saved: 'Returned'
	},
	respond_call: { button: 'Reached', note: '', missing: '', saved: 'Resident reached' },
	respond_onsite: { button: 'Arrived', note: '', missing: '', saved: 'Arrived' },
	progress: {
		button: 'Progress',
		note: 'How far it is',
		missing: 'Write how far it is.',
		saved: 'Progress'
	},
	resolve: {
		button: 'Resolve',
		note: 'What was done',
		missing: 'Write what was done, to tell the resident.',
		saved: 'Resolved, follow-up next'
	},
	request_suspend: {
		button: 'Ask to suspend',
		note: 'Why it cannot be done now',
		missing: 'Write why it cannot be done now.',
		saved: 'Suspension asked'
	},
	resume: { button: 'Go on', note: 'Note', missing: '', saved: 'Going on' },
	request_whistle: {
		button: 'Ask for a whistle',
		note: 'What is hard, and which departments are needed',
		missing: 'Write what is hard and who should come.',
		saved: 'Whistle asked'
	},
	join: { button: 'Report in', note: '', missing: '', saved: 'Reported in' },
	self_handle: {
		button: 'I will handle it',
		note: 'How you will do it',
		missing: '',
		saved: 'I will handle it'
	},
	withdraw: {
		button: 'Withdraw',
		note: 'Why',
		missing: 'Write why.',
		saved: 'Withdrawn'
	},
	mediate: {
		button: 'Mediate',
		note: 'How the talk went, what was agreed',
		missing: 'Write how it went.',
		saved: 'Mediation noted'
	}
};

export const mediationWordsEn: Record<MediationStage, string> = {
	grid_first: 'First mediation',
	community_second: 'Second mediation',
	property_final: 'Final mediation'
};

export const stepFormWordsEn = {
	until: 'Until when',
	untilMissing: 'Pick a day.',
	untilDays: (days: number) => counted(days, 'day'),
	agreed: 'Did they agree?',
	agreedYes: 'Agreed',
	agreedNo: 'Not agreed',
	agreedMissing: 'Say first whether they agreed.',
	thirdReturn: 'This is the third return: the community will ask the street to whistle.',
	returnsBefore: (count: number) => `Returned ${counted(count, 'time')} before.`,
	resolveHint: 'The resident will read this. Write what was really done; no names, no phones.',
	departments: 'Which departments should come',
	later: 'Later',
	unfinished: (what: string) => `“${what}” is unfinished`,
	goOn: 'Go on'
};
