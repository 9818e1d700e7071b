/** How a door looks on the map: one of five, each with its own word, sign and colour. */
import { addDays, dayOf } from '#lib/domain/calendar.ts';
import type { DoorRow } from '#lib/projections/rows.ts';

export type DoorLook = 'fresh' | 'later' | 'due' | 'overdue' | 'never';

/** In the order of the legend. */
export const doorLooks: readonly DoorLook[] = ['overdue', 'due', 'fresh', 'later', 'never'];

/** A sign for eyes that do not tell the colours apart, or a screen in the sun. */
export const lookSigns: Record<DoorLook, string> = {
	overdue: '!',
	due: '◐',
	fresh: '✓',
	later: '·',
	never: '○'
};

const freshDays = 30;
/** What falls due in these days is walked along with what is due today. */
const soonDays = 3;

/** What is late is shown as late, also at a door that nobody has met yet. */
export function lookOf(
	row: Pick<DoorRow, 'dueOn' | 'lastMetAt'>,
	today: string
): DoorLook {
	if (row.dueOn < today) return 'overdue';
	if (row.dueOn <= addDays(today, soonDays)) return 'due';
	if (row.lastMetAt === '') return 'never';
	return dayOf(row.lastMetAt) >= addDays(today, -freshDays) ? 'fresh' : 'later';
}
