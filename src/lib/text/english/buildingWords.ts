/** English of what building heads and informants read. */
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import { formatDay, formatNumber } from '#lib/text/dates.ts';

export const buildingWordsEn = {
	tabs: { home: 'Report', reports: 'My reports' },
	raise: 'Report a matter',
	raiseHint: 'What you saw or heard; three or four taps.',
	checks: 'Please look in',
	checksEmpty: 'Nowhere to look in now.',
	checkBy: (on: string, todayOn: string) => `By ${formatDay(on, todayOn)}`,
	checkLate: 'The day has passed; please go all the same',
	checkNote: 'A word more (may stay empty)',
	checkAdd: 'Add a word',
	checkSaved: (label: string, word: string) => `${label} ${word}`,
	checkDone: 'Looked in; can be changed',
	reports: 'What I reported',
	reportsEmpty: 'Nothing reported yet. When you see something, tap “Report a matter”.',
	latest: 'Latest',
	all: (count: number) => `All ${formatNumber(count)}`,
	open: 'Under way',
	over: 'Over',
	orders: 'What I was asked to do',
	place: 'Where',
	building: 'Which building',
	elsewhere: 'Not in a building',
	room: 'Which door',
	roomHint: 'e.g. 2-501; leave empty for stairs or lift',
	roomOffer: 'Doors on the list',
	words: 'Exact place',
	wordsHint: 'e.g. entrance 2, parking on the north side',
	placeMissing: 'Pick a building, or write where it is.',
	save: 'Report',
	saved: 'Reported',
	reported: (where: string, what: string) => [where, what].filter(Boolean).join(' '),
	confidential: 'The handler must not know that I reported it',
	history: 'What became of it',
	result: 'Result'
};

export const checkWordsEn: Record<CheckOutcome, string> = {
	fine: 'Fine',
	not_home: 'Nobody home',
	needs_visit: 'Needs a visit'
};

export const becameWordsEn = {
	unsent: 'On the phone; goes when there is a network',
	reported: 'Reported; the community will receive it',
	received: 'The community has it and is arranging help',
	selfHandling: 'The grid worker is on it',
	dispatched: (who: string) => `Given to ${who}, waiting for them`,
	working: (who: string) => `${who} is on it`,
	returned: 'They could not do it; the community is finding others',
	suspended: (on: string, todayOn: string) =>
		on === '' ? 'Not possible for now' : `Not possible for now; goes on ${formatDay(on, todayOn)}`,
	whistled: 'The street is calling several together',
	joined: 'They have come and are on it together',
	mediating: 'Being mediated',
	deliberating: 'Neighbours are talking it over',
	resolved: 'Done; the resident is being asked',
	reopened: 'The resident says not yet; done again',
	closed: 'Closed',
	closedGood: 'Closed; the resident is satisfied',
	declined: 'Not accepted',
	merged: 'Same as another report; handled together',
	split: 'Divided and handled apart',
	referredOut: 'Handed to the right office',
	withdrawn: 'Withdrawn',
	someone: 'Somebody'
};
