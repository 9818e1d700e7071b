/** What a row of the walk says of its door. */
import { daysBetween } from '#lib/domain/calendar.ts';
import type { WalkReason } from '#lib/domain/dayWalk.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import type { TodayDoor } from '#lib/projections/todayPlan.ts';
import { careWords, lastMetWords } from '#lib/screens/door/doorWords.ts';
import { dayWords } from '#lib/text/dayWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

interface Tag {
	word: string;
	tone: 'late' | 'due' | 'qing' | '';
}

const tones: Readonly<Record<WalkReason, Tag['tone']>> = {
	...({ change: 'late', promised: 'due', overdue: 'late', due: 'due', check: 'due' } as const),
	...({ owed: 'qing', revisit: '', campaign: 'qing', taken: '' } as const)
};

/** The weightiest reason with its day, and an answer owed beside it. */
export function tagsOf(door: TodayDoor, today: string): Tag[] {
	const [first] = door.why;
	if (first === undefined) return [];
	const owes = first !== 'owed' && door.row.answersOwed > 0;
	const answers = screenWords.today.answers(door.row.answersOwed);
	return [
		{ word: first === 'owed' ? answers : reasonWord(first, door, today), tone: tones[first] },
		...(owes ? [{ word: answers, tone: 'qing' as const }] : [])
	];
}

/** Care, when she was last met, how often in vain and when to try. */
export function aboutDoor({ row, asked }: Pick<TodayDoor, 'row' | 'asked'>, now: string): string {
	return [
		asked,
		careWords(row)[0] ?? '',
		lastMetWords(row, now),
		row.attempts > 1 ? screenWords.today.attempts(row.attempts) : '',
		whenToTry(row)
	]
		.filter(Boolean)
		.join(' · ');
}

/** What they said suits them, else what has not been tried. */
export function whenToTry({ bestTime, tryAt }: Pick<DoorRow, 'bestTime' | 'tryAt'>): string {
	if (bestTime !== '') return dayWords.suits(bestTime);
	return tryAt === '' ? '' : dayWords.tryAt(dayWords.parts[tryAt]);
}

function reasonWord(reason: WalkReason, { row, overdueDays }: TodayDoor, today: string): string {
	if (reason === 'overdue') return dayWords.overdue(overdueDays);
	if (reason === 'promised') {
		const late = daysBetween(row.dueOn, today);
		return late > 0 ? dayWords.promisedLate(late) : dayWords.reasons.promised;
	}
	return dayWords.reasons[reason];
}
