/**
 * Which open concerns of a building to show above a new one: the likeliest once something is known,
 * before that simply the latest, so that nobody types what is already there.
 */
import type { Matter } from '#lib/domain/duplicates.ts';
import { possibleDuplicates } from '#lib/domain/duplicates.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';

/** More would push the categories out of a thumb's reach. */
const most = 2;

/** `open` comes newest first. */
export function alike(open: readonly ConcernRow[], matter: Matter, now: string): ConcernRow[] {
	const isBlank = matter.category === '' && matter.text.trim() === '';
	if (isBlank) return open.slice(0, most);
	const byId = new Map(open.map((row) => [row.id, row]));
	return possibleDuplicates(matter, open, now)
		.flatMap((id) => byId.get(id) ?? [])
		.slice(0, most);
}
