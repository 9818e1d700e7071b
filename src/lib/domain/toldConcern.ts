/** A concern told step by step, for tests of this room and of others. It never reaches a ledger. */
import { foldConcern } from './concernFold.ts';
import type { ConcernState } from './concernFold.ts';
import type { ConcernDocument, ConcernEventType, EventDocument } from './documents.ts';
import { writeStamp } from './hybridClock.ts';
import { documentId, localPart } from './ids.ts';
import { sampleDocument, sampleGrid } from './sampleDocuments.ts';

/** Not a hash: what is told here is never verified. */
const noHash = () => '0'.repeat(64);

/** Thursday, 10:00 in Hohhot. */
export const toldFrom = '2026-11-05T02:00:00.000Z';

export function doorAt(room: string): string {
	return `${sampleGrid}/xk/3-2-${room}`;
}

export function ulidAt(n: number): string {
	return `01KASXV2G000000000000${String(n).padStart(5, '0')}`;
}

/** What a type must carry, where the story does not say. */
const usual: Partial<Record<ConcernEventType, Partial<EventDocument>>> = {
	dispatch: { handler: 'wy-herun' },
	respond: { firstResponse: 'onsite' },
	follow_up: { solved: true, satisfaction: 5 },
	join_household: { door: doorAt('502') },
	merge: { into: ulidAt(99_999) },
	split: { parts: [ulidAt(90_001), ulidAt(90_002)] },
	request_suspend: { until: '2026-12-20' },
	close_unanswered: { since: toldFrom },
	suspend: { until: '2026-12-20' },
	blow_whistle: { handlers: ['bm-ranqi', 'bm-chengguan'] },
	join: { handler: 'bm-ranqi' },
	mediate: { stage: 'grid_first' },
	retract: { retracts: ulidAt(1) }
};

export function toldHeader(change: Partial<ConcernDocument> = {}): ConcernDocument {
	return sampleDocument('concern', noHash, { capturedAt: toldFrom, ...change });
}

export function toldEvent(
	header: ConcernDocument,
	n: number,
	type: ConcernEventType,
	change: Partial<EventDocument> = {}
): EventDocument {
	const concern = localPart(header._id);
	const wallMs = Date.parse(toldFrom) + n * 60_000;
	const device = change.device ?? 'd1';
	return sampleDocument('event', noHash, {
		_id: documentId.event(concern, ulidAt(n)),
		concern,
		type,
		device,
		capturedAt: new Date(wallMs).toISOString(),
		clock: writeStamp({ wallMs, counter: 0 }, device),
		...usual[type],
		...change
	});
}

/** `['shequ1', 'dispatch']`, with what else it carries; a number is of minutes that pass first. */
export type Line = readonly [string, ConcernEventType, Partial<EventDocument>?] | number;

export interface Told extends ConcernState {
	header: ConcernDocument;
	events: EventDocument[];
	/** Instant of the last line. */
	now: string;
}

export function told(header: ConcernDocument, ...lines: readonly Line[]): Told {
	const events: EventDocument[] = [];
	let minutes = 0;
	for (const line of lines) {
		if (typeof line === 'number') {
			minutes += line;
			continue;
		}
		const [author, type, change] = line;
		minutes += 1;
		events.push(toldEvent(header, minutes, type, { author, ...change }));
	}
	const now = new Date(Date.parse(toldFrom) + minutes * 60_000).toISOString();
	return { ...foldConcern(header, events), header, events, now };
}

/** Why each line without effect had none, in order of telling. */
export function refusalsOf({ history }: ConcernState): string[] {
	return history.flatMap(({ because }) => because ?? []);
}
