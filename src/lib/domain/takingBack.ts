/**
 * Which of her own steps somebody may still take back: the last one that people took, as long as
 * nobody has acted upon it. What the station adds by itself does not stand in the way.
 */
import type { ConcernEventType } from './documents.ts';
import type { AccountName } from './ids.ts';

export interface TakenStep {
	type: ConcernEventType;
	author: AccountName;
	effect: boolean;
}

/** They wrote into other matters, too, and those would stay as they are. */
const reachesFurther: ReadonlySet<ConcernEventType> = new Set(['merge', 'split']);

const station = 'station';

export function stepToTakeBack<S extends TakenStep>(
	history: readonly S[],
	account: AccountName
): S | undefined {
	const last = history.findLast(
		({ effect, author, type }) => effect && author !== station && type !== 'retract'
	);
	return last?.author === account && !reachesFurther.has(last.type) ? last : undefined;
}
