/** Follows all databases at once: which was made, written to or dropped. For admins. */
import { seqText } from '../storage/sequence.ts';
import type { Call, Resource } from './call.ts';
import { namedBy } from './call.ts';
import { feedOf, longestSilenceMs, heartbeatOf } from './changesQuery.ts';
import type { Feed } from './changesQuery.ts';
import { CouchError } from './couchError.ts';
import { json } from './couchResponse.ts';
import type { LoggedEvent } from './databaseLog.ts';
import type { FeedForm } from './feedForm.ts';
import { feedForms } from './feedForm.ts';
import { liveResponse } from './liveResponse.ts';

const unbounded = Number.MAX_SAFE_INTEGER;

interface Asked {
	feed: Feed;
	limit: number;
	heartbeatMs: number | null;
	timeoutMs: number;
}

export const answerDbUpdates: Resource = async (call) => {
	const { query, face } = call;
	const asked: Asked = {
		feed: feedOf(query),
		limit: query.count('limit', unbounded, unbounded),
		heartbeatMs: heartbeatOf(query),
		timeoutMs: query.count('timeout', longestSilenceMs, longestSilenceMs)
	};
	const place = await face.databaseLog.placeOf(query.text('since') ?? '0');
	if (asked.feed !== 'normal') {
		const leaves = new AbortController();
		const form = feedForms[asked.feed];
		const texts = follow(call, asked, form, place, leaves.signal);
		return liveResponse(texts, form.contentType, () => leaves.abort());
	}
	const { events, seq } = newsAfter(call, place, asked.limit);
	const { epoch } = face.databaseLog;
	return json(200, {
		results: events.map((event) => rowOf(event, epoch)),
		last_seq: seqText(seq, epoch)
	});
};

/** Longpoll ends with its first news; every feed ends at its limit or after too long a silence. */
async function* follow(
	call: Call,
	asked: Asked,
	form: FeedForm,
	since: number,
	leaves: AbortSignal
): AsyncGenerator<string, undefined> {
	const { databaseLog: log } = call.face;
	const silenceMs = asked.heartbeatMs ?? asked.timeoutMs;
	let place = since;
	let left = asked.limit;
	let quietSince = performance.now();
	yield form.opening;
	try {
		while (left > 0) {
			const { events, seq } = newsAfter(call, place, left);
			place = seq;
			if (events.length > 0) {
				await checkAgain(call);
				const rows = events.map((event, index) => {
					const text = JSON.stringify(rowOf(event, log.epoch));
					return form.row(text, seqText(event.seq, log.epoch), index === 0);
				});
				yield rows.join('');
				left -= events.length;
				quietSince = performance.now();
				if (asked.feed === 'longpoll') break;
				continue;
			}
			// What happens to databases that are not named to this reader is silence to her.
			const restMs = quietSince + silenceMs - performance.now();
			if (restMs > 0) {
				await log.next(restMs, leaves);
				if (leaves.aborted) return;
				continue;
			}
			if (asked.heartbeatMs === null) break;
			yield form.heartbeat;
			quietSince = performance.now();
		}
		yield form.ending(seqText(place, log.epoch));
	} catch (error) {
		// The answer has begun, so its end is all that can still be said.
		if (!(error instanceof CouchError)) throw error;
	}
}

function newsAfter(
	{ face }: Call,
	place: number,
	limit: number
): { events: LoggedEvent[]; seq: number } {
	const { events, seq } = face.databaseLog.after(place);
	if (events.length === 0) return { events, seq };
	const isNamed = namedBy(face);
	const named = events.filter(({ db }) => isNamed(db));
	const taken = named.slice(0, limit);
	const whole = taken.length === named.length;
	return { events: taken, seq: whole ? seq : (taken.at(-1)?.seq ?? place) };
}

function rowOf({ db, type, seq }: LoggedEvent, epoch: string): object {
	return { db_name: db, type, seq: seqText(seq, epoch) };
}

/** Rights may have gone while the reader waited. */
async function checkAgain({ face, request, route }: Call): Promise<void> {
	const principal = await face.gate.identify(request);
	await face.gate.authorise(principal, { name: route.name, method: request.method });
}
