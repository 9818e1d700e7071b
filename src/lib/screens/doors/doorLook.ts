/** The order of the map's legend, and a sign per look for eyes or screens that do not tell colours apart. */
import type { DoorLook } from '#lib/projections/doorMap.ts';

export const doorLooks: readonly DoorLook[] = ['overdue', 'due', 'fresh', 'never'];

export const lookSigns: Record<DoorLook, string> = {
	overdue: '!',
	due: '◐',
	fresh: '✓',
	never: '○'
};
