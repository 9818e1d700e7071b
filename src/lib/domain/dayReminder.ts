/**
 * When somebody is reminded of what cannot wait beyond today: in the morning, and once more while
 * there is still time to go. Never twice for the same half of the day.
 */
import type { Day } from './calendar.ts';
import { isRecord } from './shapeChecks.ts';

export type DayPart = 'morning' | 'afternoon';

/** When she was last reminded, or said that she knows. */
export interface Reminded {
	day: Day;
	part: DayPart;
}

export interface Pressing {
	/** Promised for today or before. */
	promised: number;
	/** Overdue from tomorrow on. */
	lastDay: number;
}

/** Minutes after midnight: work begins, and two hours are left of it. */
const morningFrom = 8 * 60;
const afternoonFrom = 16 * 60;

export function reminderDue(
	{ promised, lastDay }: Pressing,
	{ day, minute, reminded }: { day: Day; minute: number; reminded: Reminded | undefined }
): DayPart | undefined {
	if (promised + lastDay === 0 || minute < morningFrom) return undefined;
	const part = minute < afternoonFrom ? 'morning' : 'afternoon';
	const isToday = reminded?.day === day;
	return isToday && (reminded.part === part || reminded.part === 'afternoon') ? undefined : part;
}

/** As it was kept on the phone; undefined for anything else. */
export function readReminded(kept: unknown): Reminded | undefined {
	if (!isRecord(kept)) return undefined;
	const { day, part } = kept;
	if (typeof day !== 'string' || (part !== 'morning' && part !== 'afternoon')) return undefined;
	return { day, part };
}
