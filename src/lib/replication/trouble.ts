/**
 * What can stand between the phone and its station. Pure: judges an answer by what it says of
 * itself, so that a captive portal's page is never taken for a word of the station.
 */
export type TroubleKind =
	| 'station_unreachable'
	| 'station_refused'
	| 'signed_out'
	| 'not_the_station'
	/** Not the line but the phone itself (a full disk, a closed database); see `cause`. */
	| 'phone_failed';

/** Ends a meeting. Nothing is lost by it: what was not answered for is offered again. */
export class MeetingTrouble extends Error {
	readonly kind: TroubleKind;
	/** HTTP status, 0 where no answer came. */
	readonly status: number;
	/** How long the station asks to be left alone, 0 where it does not say. */
	readonly waitMs: number;

	constructor(
		kind: TroubleKind,
		detail: string,
		more: { status?: number; waitMs?: number; cause?: unknown } = {}
	) {
		super(
			`${kind}: ${detail}`,
			more.cause === undefined ? undefined : { cause: more.cause as Error }
		);
		this.name = 'MeetingTrouble';
		this.kind = kind;
		this.status = more.status ?? 0;
		this.waitMs = more.waitMs ?? 0;
	}
}

export interface AnswerHead {
	status: number;
	/** `''` where the answer does not say. */
	contentType: string;
	/** Followed a redirect: the station never sends one, portals do. */
	redirected: boolean;
	/** The header `Retry-After`, `''` where absent. */
	retryAfter: string;
}

export const fineStatuses: readonly number[] = [200, 201, 202];

/** The trouble an answer means, or nothing where it is a plain word of the station. */
export function troubleOf(
	head: AnswerHead,
	fine: readonly number[] = fineStatuses
): MeetingTrouble | undefined {
	const { status } = head;
	const json = head.contentType.includes('json') || head.contentType.includes('event-stream');
	const from = `status ${status}, ${head.contentType || 'no content type'}`;
	if (head.redirected) return new MeetingTrouble('not_the_station', `redirected, ${from}`);
	if (status === 429 || status >= 500) {
		const waitMs = retryAfterMs(head.retryAfter);
		return new MeetingTrouble('station_unreachable', from, { status, waitMs });
	}
	if (fine.includes(status) && json) return undefined;
	if (!json) return new MeetingTrouble('not_the_station', from, { status });
	if (status === 401) return new MeetingTrouble('signed_out', from, { status });
	return new MeetingTrouble('station_refused', from, { status });
}

/** Whole seconds only; the other form of the header, a date, depends on a clock we may not trust. */
function retryAfterMs(header: string): number {
	return /^\d{1,4}$/.test(header) ? Number(header) * 1000 : 0;
}
