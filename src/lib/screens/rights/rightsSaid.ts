/** What was asked and what came of it, in words, for the door and the desk alike. */
import { dayOf, daysBetween } from '#lib/domain/calendar.ts';
import type { RightsRequestDocument } from '#lib/domain/communityDocuments.ts';
import type { RightsRow } from '#lib/projections/rightsRequests.ts';
import { rightsWords as words } from '#lib/text/rightsWords.ts';

export function daysWaiting({ capturedAt }: RightsRequestDocument, now: string): number {
	return Math.max(0, daysBetween(dayOf(capturedAt), dayOf(now)));
}

/** `等了 3 天`, 已同意, 没有同意. */
export function stateWords({ request, answer }: RightsRow, now: string): string {
	if (!answer) return words.waiting(daysWaiting(request, now));
	return answer.outcome === 'done' ? words.done : words.refusedWord;
}
