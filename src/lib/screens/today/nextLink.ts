/** Where one goes after this door: the next one of the day's walk, else the neighbour. */
import type { DoorId } from '#lib/domain/ids.ts';
import { labelOfDoor } from '#lib/screens/door/doorWords.ts';
import type { Notice } from '#lib/screens/shell/notices.svelte.ts';
import { doorPath } from '#lib/screens/shell/paths.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { DayWalk } from './dayWalk.svelte.ts';

export function nextLink(
	walk: Pick<DayWalk, 'nextAfter'>,
	door: DoorId,
	neighbour: DoorId | undefined
): Notice['link'] {
	const next = walk.nextAfter(door)?.door ?? neighbour;
	return next === undefined
		? undefined
		: { href: doorPath(next), word: screenWords.notices.next(labelOfDoor(next)) };
}
