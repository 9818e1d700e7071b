/** What is due at a door and how it looks, in words and a tone; lists and the sheet say it alike. */
import { careTags } from '#lib/domain/care.ts';
import { careTagName } from '#lib/text/categoryWords.ts';
import { dayOf, daysBetween, noDay } from '#lib/domain/calendar.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import { screenWords } from '#lib/text/screenWords.ts';

type Tone = 'good' | 'due' | 'late' | 'none';

export interface Due {
	tone: Tone;
	/** Short, for a tag. */
	tag: string;
	/** Why one would go. */
	reason: string;
}

/** Undefined when nothing is due by today. */
export function dueNow(row: DoorRow, today: string): Due | undefined {
	if (row.dueOn === noDay || row.dueOn > today) return undefined;
	const late = daysBetween(row.dueOn, today);
	const words = screenWords.today;
	if (row.dueReason === 'promised') {
		const tag = late > 0 ? words.promisedLate(late) : words.promisedOn(row.dueOn, today);
		return { tone: late > 0 ? 'late' : 'due', tag, reason: screenWords.door.duePromised };
	}
	const tag = late > 0 ? words.overdue(late) : words.dueToday;
	return { tone: late > 0 ? 'late' : 'due', tag, reason: reasonOf(row) };
}

export function lastMetWords(row: DoorRow, now: string): string {
	return row.lastMetAt === ''
		? screenWords.today.never
		: screenWords.today.lastMet(row.lastMetAt, now);
}

/** The tags of the household, the most urgent first. */
export function careWords(row: Pick<DoorRow, 'careTags'>): string[] {
	const rank = (code: string) => careTags.findIndex((tag) => tag.code === code);
	return [...row.careTags].sort((a, b) => rank(a) - rank(b)).map(careTagName);
}

/** `2 单元 5 层`, or what there is of it. */
export function placeInBuilding(row: Pick<DoorRow, 'unit' | 'floor'>): string {
	return [screenWords.doors.unit(row.unit), screenWords.doors.floor(row.floor)]
		.filter(Boolean)
		.join(' ');
}

/** `2-501`: the label without the building, where the building is said above it. */
export function labelInBuilding(row: Pick<DoorRow, 'unit' | 'room'>): string {
	return row.unit === '' ? row.room : `${row.unit}-${row.room}`;
}

/** `3-2-501` of a door id, for a door whose row is not at hand. */
export function labelOfDoor(door: DoorId): string {
	return door.slice(door.lastIndexOf('/') + 1);
}

export function daysWaited(capturedAt: string, now: string): number {
	return daysBetween(dayOf(capturedAt), dayOf(now));
}

function reasonOf(row: DoorRow): string {
	if (row.dueReason === 'care') return screenWords.door.dueCare;
	if (row.dueReason === 'revisit') return screenWords.door.dueRevisit;
	return screenWords.door.dueRoutine;
}
