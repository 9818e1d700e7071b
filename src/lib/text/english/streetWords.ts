/** English of the street's desk. */
import { formatNumber } from '#lib/text/dates.ts';

export const streetWordsEn = {
	title: 'Street desk',
	queues: {
		incoming: { name: 'New', empty: 'Nothing new.' },
		again: { name: 'Back again', empty: 'Nothing returned or reopened.' },
		toBlow: { name: 'To whistle', empty: 'No community asks for a whistle.' },
		called: { name: 'Waiting for departments', empty: 'All whistled for have reported in.' },
		late: { name: 'Late or nearly', empty: 'Nothing is late or nearly so.' },
		suspendAsks: { name: 'Suspension asked', empty: 'Nobody asks to suspend.' },
		whistles: { name: 'Whistles', empty: 'No whistle is open.' },
		talks: { name: 'Mediation, council', empty: 'Nothing is mediated or deliberated.' },
		followUp: { name: 'Follow-up due', empty: 'Nothing waits for a follow-up.' },
		underway: { name: 'Under way', empty: 'Nothing is under way.' },
		ended: { name: 'Over', empty: 'Nothing is over yet.' }
	},
	counts: 'Counts by community',
	countsOf:
		'Only what reached the street (whistle asked or blown); what communities handle themselves is not here.',
	community: 'Community',
	columns: {
		called: 'Waiting',
		working: 'Under way',
		resolved: 'Follow-up',
		ended: 'Over'
	},
	number: (count: number) => formatNumber(count)
};
