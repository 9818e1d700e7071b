/** What became of a report, in one sentence that may be passed on to a neighbour. */
import type { ConcernRow, RecordState } from '#lib/projections/rows.ts';
import { becameWords as words } from '#lib/text/buildingWords.ts';

export interface Became {
	tone: '' | 'good' | 'due' | 'late' | 'qing';
	text: string;
}

type Read = Pick<ConcernRow, 'state' | 'handler' | 'satisfaction' | 'suspendedUntil'>;

export function becameOf(
	concern: Read,
	{
		record,
		nameOf,
		today
	}: { record: RecordState | undefined; nameOf: (code: string) => string; today: string }
): Became {
	const who = concern.handler === '' ? words.someone : nameOf(concern.handler);
	switch (concern.state) {
		case 'reported':
			return isUnsent(record)
				? { tone: 'due', text: words.unsent }
				: { tone: 'due', text: words.reported };
		case 'received':
			return { tone: 'due', text: words.received };
		case 'self_handling':
			return { tone: 'qing', text: words.selfHandling };
		case 'dispatched':
			return { tone: 'qing', text: words.dispatched(who) };
		case 'accepted':
		case 'in_progress':
			return { tone: 'qing', text: words.working(who) };
		case 'returned':
			return { tone: 'due', text: words.returned };
		case 'suspended':
			return { tone: 'due', text: words.suspended(concern.suspendedUntil, today) };
		case 'whistled':
			return { tone: 'qing', text: words.whistled };
		case 'joined':
			return { tone: 'qing', text: words.joined };
		case 'mediating':
			return { tone: 'qing', text: words.mediating };
		case 'deliberating':
			return { tone: 'qing', text: words.deliberating };
		case 'resolved':
			return { tone: 'good', text: words.resolved };
		case 'reopened':
			return { tone: 'late', text: words.reopened };
		case 'closed':
			return { tone: 'good', text: concern.satisfaction >= 4 ? words.closedGood : words.closed };
		case 'declined':
			return { tone: '', text: words.declined };
		case 'merged':
			return { tone: '', text: words.merged };
		case 'split':
			return { tone: '', text: words.split };
		case 'referred_out':
			return { tone: '', text: words.referredOut };
		case 'withdrawn':
			return { tone: '', text: words.withdrawn };
	}
}

function isUnsent(record: RecordState | undefined): boolean {
	return record !== undefined && record !== 'delivered' && record !== 'picture_waiting';
}
