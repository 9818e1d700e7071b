/** English of the smaller catalogues: hats, contacts, looks at a door, clocks, slip and progress. */
import type { StepCode } from '#lib/domain/clockPolicies.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import { formatAgo, formatDay } from '#lib/text/dates.ts';
import { satisfactionWordsEn } from './codeWords.ts';

export const agreedContactWordsEn = {
	title: 'May the handler have a phone number?',
	none: 'None',
	hint: 'Ask the resident first. Without a choice the handler is told nothing.',
	who: (name: string, phone: string) => [name, phone].filter(Boolean).join(' ')
};

export const checkAskWordsEn = {
	title: 'Ask the building head to look in',
	head: (names: string) => `Building head: ${names}`,
	words: 'What to look at',
	offers: [
		'Not met several times; see whether somebody is home',
		'See whether the lights are on and nothing piles up at the door',
		'Knock and say hello'
	],
	due: 'By when',
	dueDays: { 0: 'Today', 3: 'Within three days', 7: 'Within a week' },
	ask: 'Ask',
	missing: 'Write what to look at. No names, no illnesses.',
	saved: (label: string) => `Building head asked to look in on ${label}`,
	waiting: (on: string, todayOn: string) =>
		`The building head was asked to look in by ${formatDay(on, todayOn)}`,
	answered: (word: string, instant: string, now: string) =>
		`The building head looked in ${formatAgo(instant, now)}: ${word}`
};

export const clockWordsEn = {
	left: (step: string, span: string) => `${step}: ${span} left`,
	late: (step: string, span: string) => `${step}: ${span} late`,
	paused: (step: string) => `${step}: clock stopped`,
	done: (step: string) => `${step}: in time`,
	doneLate: (step: string) => `${step}: late`,
	steps: {
		accept: 'Accept',
		respond: 'Respond',
		resolve: 'Resolve',
		conclude: 'Mediate',
		two: '',
		one: '',
		ask: 'Follow up',
		note: 'Write progress'
	} as Record<StepCode, string>,
	reportIn: 'Report in'
};

export const spanWordsEn = {
	seconds: (count: number) => `${String(count)} s`,
	minutes: (count: number) => `${String(count)} min`,
	minutesSeconds: (minutes: number, seconds: string) => `${String(minutes)} min ${seconds} s`,
	underMinute: 'less than a minute',
	hour: 'h',
	minute: 'min',
	day: 'd'
};

export const hatWordsEn = {
	title: 'What I am doing',
	hint: 'You have several kinds of work; change here.',
	homes: {
		grid: 'Today',
		handler: 'To accept',
		head: 'Report',
		informant: 'Report',
		desk: 'Concerns',
		street: 'Concerns',
		keeper: 'Station'
	},
	pick: 'Pick one.',
	names: {
		grid: 'Grid worker',
		handler: 'Handler',
		head: 'Building head',
		informant: 'Informant',
		desk: 'Community',
		street: 'Street',
		keeper: 'Station'
	}
};

export const slipWordsEn = {
	title: 'Slip',
	open: 'Slip',
	print: 'Print',
	paper: 'Prints on A5; red and blue can be told apart in black and white too.',
	chooseColour: 'Which colour',
	colours: { red: 'Red slip', blue: 'Blue slip' },
	meaning: (colour: string) => `What ${colour} means`,
	meaningHint:
		'The community decides; kept on this device. Left blank it is a line to write on by hand.',
	blank: '____________',
	of: (colour: string, label: string) => `${colour}: ${label}`,
	secret: 'Reporter confidential',
	rated: (satisfaction: number) => satisfactionWordsEn[satisfaction] ?? '',
	printedAt: (at: string) => `Printed ${at}`,
	fields: {
		number: 'Number',
		raisedAt: 'Raised',
		category: 'Category',
		kind: 'Nature',
		source: 'Source',
		where: 'Where',
		said: 'What was said',
		handler: 'Handler',
		order: 'Order',
		result: 'Result',
		answer: 'Resident says',
		signed: 'Signature / date'
	}
};

export const progressWordsEn = {
	title: 'Progress',
	hint: 'You may turn the screen to the resident. No names and no internal words are here.',
	raised: 'You raised this',
	youWaited: 'You have waited',
	youWaitedInAll: 'You waited in all',
	handlerTook: 'The handler took',
	notHandled: 'Not with a handler yet',
	result: 'Result',
	noResult: 'No result yet; you will be told.',
	number: (number: string) => `No. ${number}`,
	someUnit: 'somebody the community sent',
	ask: (phone: string) =>
		phone === '' ? 'Questions? Ask the community.' : `Questions? Call the community: ${phone}.`
};

export const progressStatesEn: Record<ConcernStateCode, string> = {
	reported: 'Written down, on its way to the community',
	received: 'The community has it and is arranging help',
	self_handling: 'The grid worker is on it',
	dispatched: 'Handed over, waiting to be taken',
	accepted: 'Somebody has taken it',
	returned: 'The community is finding somebody else',
	in_progress: 'Being handled',
	suspended: 'Not possible for now; it will go on',
	whistled: 'The street is calling the departments',
	joined: 'The departments are on it',
	mediating: 'Being mediated',
	deliberating: 'Neighbours are talking it over',
	resolved: 'Done; you say whether it is good',
	reopened: 'Not good yet; done again',
	closed: 'Closed',
	declined: 'Not accepted',
	merged: 'Handled with another report of the same',
	split: 'Divided into two matters',
	referred_out: 'Handed to a specialised office',
	withdrawn: 'Withdrawn'
};

export const progressStepsEn: Record<ConcernEventType, string | undefined> = {
	receive: 'The community has it',
	self_handle: 'The grid worker takes it',
	dispatch: 'Handed over',
	accept: 'Taken',
	return: 'Could not be taken; arranged anew',
	respond: 'Contacted',
	progress: 'Progress',
	resolve: 'Done',
	follow_up: 'Asked afterwards',
	not_reached: 'Not reached; will be asked again',
	join_household: 'Another household says the same',
	merge: 'Handled with another report of the same',
	decline: 'Not accepted; ask the community why',
	withdraw: 'Withdrawn',
	request_suspend: undefined,
	suspend: 'Not possible for now',
	resume: 'Goes on',
	nudge: undefined,
	request_whistle: undefined,
	blow_whistle: 'The street calls the departments',
	join: 'A department has come',
	mediate: 'Mediation',
	refer_out: 'Handed to a specialised office',
	deliberate: 'Neighbours talk it over',
	split: 'Divided into two matters',
	retract: undefined
};

export const progressDetailsEn = {
	to: (unit: string) => `Given to ${unit}`,
	call: 'Called',
	onsite: 'Came',
	solved: (said: string) => (said === '' ? 'Asked: solved' : `Asked: solved, ${said}`),
	notSolved: 'Asked: not solved, done again',
	until: (day: string, today: string) => `Not possible now; again ${formatDay(day, today)}`,
	agreed: 'Mediation: agreed',
	notAgreed: 'Mediation: not agreed yet',
	decided: 'Neighbours came to a decision',
	undecided: 'Neighbours have not decided yet'
};
