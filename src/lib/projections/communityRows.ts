/** Rows of what a community asks and is warned of, drawn like all others (rows.ts). */
import type { CheckFields, CheckOutcome, WarningDocument } from '#lib/domain/loopDocuments.ts';

interface CheckAnswer {
	id: string;
	author: string;
	capturedAt: string;
	outcome: CheckOutcome;
	note: string;
	photos: string[];
}

/** “Please look in on 501 this week”, with what was found. */
export interface CheckRow extends CheckFields {
	/** `check:<ulid>` */
	id: string;
	feed: string;
	author: string;
	capturedAt: string;
	/** In the order of the clock; the last one holds. */
	answers: CheckAnswer[];
	isAnswered: 0 | 1;
	own: boolean;
}

/** The station's word that a limit is near or past. */
export interface WarningRow extends Pick<WarningDocument, 'policy' | 'step' | 'stage' | 'dueAt'> {
	id: string;
	feed: string;
	/** `_id` of the concern. */
	concern: string;
	capturedAt: string;
}
