/**
 * A feed of changes that stays open: longpoll until the first row, continuous and eventsource until
 * the reader leaves or silence lasts too long. Who may not read any more hears nothing more.
 */
import { utf8 } from './bytes.ts';
import type { ChangedRow, DocumentStore } from '../storage/documentStore.ts';
import type { Call } from './call.ts';
import { sharedChangeText } from './changeText.ts';
import type { ChangesAsked } from './changesQuery.ts';
import type { ChangesRead } from './changesReading.ts';
import { readChanges } from './changesReading.ts';
import type { Ring } from './commitBell.ts';
import { CommitBell } from './commitBell.ts';
import { CouchError } from './couchError.ts';
import type { FeedForm } from './feedForm.ts';
import { feedForms } from './feedForm.ts';

export async function followChanges(
	call: Call,
	store: DocumentStore,
	asked: ChangesAsked,
	first: ChangesRead
): Promise<Response> {
	const form = feedForms[asked.feed === 'normal' ? 'longpoll' : asked.feed];
	const bell = new CommitBell(store);
	const texts = new LiveFeed(call, store, asked, form).texts(bell, first);
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const { value, done } = await texts.next();
				if (done) controller.close();
				else controller.enqueue(utf8(value));
			},
			cancel() {
				bell.close();
			}
		},
		{ highWaterMark: 0 }
	);
	return new Response(body, {
		status: 200,
		// No compression and no gathering on the way: a row must arrive when it happens.
		headers: {
			'Content-Type': form.contentType,
			'Cache-Control': 'no-store',
			'X-Accel-Buffering': 'no'
		}
	});
}

class LiveFeed {
	readonly #call: Call;
	readonly #store: DocumentStore;
	readonly #asked: ChangesAsked;
	readonly #form: FeedForm;
	/** Where the reader stands. */
	#seq = '';
	#left: number;

	constructor(call: Call, store: DocumentStore, asked: ChangesAsked, form: FeedForm) {
		this.#call = call;
		this.#store = store;
		this.#asked = asked;
		this.#form = form;
		this.#left = asked.limit;
	}

	async *texts(bell: CommitBell, first: ChangesRead): AsyncGenerator<string, undefined> {
		try {
			this.#seq = first.seq;
			yield this.#form.opening;
			// What was committed between the first reading and the bell is read here.
			yield* this.#pages({ ...first, atEnd: false });
			while (this.#goesOn()) {
				const ring = await bell.next(this.#asked.heartbeatMs ?? this.#asked.timeoutMs);
				if (ring.kind === 'closed') return;
				if (ring.kind === 'silence') {
					if (this.#asked.heartbeatMs === null) break;
					yield this.#form.heartbeat;
				} else {
					await this.#checkAgain();
					yield* this.#news(ring);
				}
			}
			yield this.#form.closing(this.#seq);
		} catch (error) {
			// The answer has begun, so its end is all that can still be said. A broken medium goes on up.
			if (!(error instanceof CouchError)) throw error;
		} finally {
			bell.close();
		}
	}

	/** Longpoll ends with its first rows; every feed ends at its limit. */
	#goesOn(): boolean {
		return this.#left > 0 && (this.#asked.feed !== 'longpoll' || this.#left === this.#asked.limit);
	}

	async *#pages(first: ChangesRead): AsyncGenerator<string> {
		for (let read = first; ;) {
			this.#seq = read.seq;
			const text = await this.#rowsText(read.rows);
			if (text !== '') yield text;
			if (read.atEnd || this.#left <= 0) return;
			const since = this.#seq;
			read = await readChanges(this.#store, this.#asked, { since, limit: this.#left });
		}
	}

	async *#news(ring: Ring): AsyncGenerator<string> {
		const { docIds } = this.#asked;
		for (const commit of ring.kind === 'commits' ? ring.commits : [undefined]) {
			// Places cannot be compared: a commit that does not begin where we stand is read.
			if (commit?.since !== this.#seq) {
				const place = { since: this.#seq, limit: this.#left };
				yield* this.#pages(await readChanges(this.#store, this.#asked, place));
				if (this.#left <= 0) return;
				continue;
			}
			const rows = commit.rows.filter(({ id }) => docIds === null || docIds.has(id));
			const taken = rows.slice(0, this.#left);
			this.#seq = taken.length < rows.length ? (taken.at(-1)?.place ?? this.#seq) : commit.seq;
			const text = await this.#rowsText(taken);
			if (text !== '') yield text;
			if (this.#left <= 0) return;
		}
	}

	async #rowsText(rows: readonly ChangedRow[]): Promise<string> {
		const texts: string[] = [];
		for (const row of rows) {
			const text = sharedChangeText(this.#store, row, this.#asked);
			const json = typeof text === 'string' ? text : await text;
			const isFirst = this.#left === this.#asked.limit;
			texts.push(this.#form.row(json, row.place, isFirst));
			this.#left -= 1;
		}
		return texts.join('');
	}

	/** Rights may have gone while the reader waited (ASVS 8.3.2: changes hold at once). */
	async #checkAgain(): Promise<void> {
		const { face, request, route } = this.#call;
		const principal = await face.gate.identify(request);
		face.gate.authorise(principal, { name: route.name, method: request.method, db: route.db });
	}
}
