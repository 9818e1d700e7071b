/**
 * A feed of changes that stays open: longpoll until the first row, continuous and eventsource until
 * the reader leaves or silence lasts too long. Who may not read any more hears nothing more.
 */
import type { ChangedRow, DocumentStore } from '../storage/documentStore.ts';
import type { Call } from './call.ts';
import { sharedChangeText, withSeq } from './changeText.ts';
import type { ChangesAsked } from './changesQuery.ts';
import type { ChangesRead } from './changesReading.ts';
import { nextPlace, readChanges } from './changesReading.ts';
import type { Ring } from './commitBell.ts';
import { CommitBell } from './commitBell.ts';
import { CouchError } from './couchError.ts';
import type { FeedForm } from './feedForm.ts';
import { feedForms } from './feedForm.ts';
import { liveResponse } from './liveResponse.ts';

export async function followChanges(
	call: Call,
	store: DocumentStore,
	asked: ChangesAsked,
	first: ChangesRead
): Promise<Response> {
	const form = feedForms[asked.feed === 'normal' ? 'longpoll' : asked.feed];
	const bell = new CommitBell(store);
	const texts = new LiveFeed(call, store, asked, form).texts(bell, first);
	return liveResponse(texts, form.contentType, () => bell.close());
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
			this.#seq = (this.#asked.descending ? newestOf(first) : first).seq;
			yield this.#form.opening;
			// What was committed between the first reading and the bell is read here.
			yield* this.#pages(this.#asked.descending ? first : { ...first, atEnd: false });
			while (this.#goesOn()) {
				const ring = await bell.next(this.#asked.heartbeatMs ?? this.#asked.timeoutMs);
				if (ring.kind === 'closed') return;
				if (ring.kind === 'gone') break;
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

	/** Longpoll ends with its first rows; every feed ends at its limit; nothing newer comes backwards. */
	#goesOn(): boolean {
		if (this.#asked.descending) return false;
		return this.#left > 0 && (this.#asked.feed !== 'longpoll' || this.#left === this.#asked.limit);
	}

	async *#pages(first: ChangesRead): AsyncGenerator<string> {
		for (let read = first; ;) {
			if (!this.#asked.descending) this.#seq = read.seq;
			const text = await this.#rowsText(read.rows);
			if (text !== '') yield text;
			if (read.atEnd || this.#left <= 0) return;
			read = await readChanges(this.#store, this.#asked, nextPlace(read, this.#asked, this.#left));
		}
	}

	async *#news(ring: Ring): AsyncGenerator<string> {
		for (const commit of ring.kind === 'commits' ? ring.commits : [undefined]) {
			// Places cannot be compared: a commit that does not begin where we stand is read.
			if (commit?.since !== this.#seq) {
				const place = { since: this.#seq, limit: this.#left };
				yield* this.#pages(await readChanges(this.#store, this.#asked, place));
				if (this.#left <= 0) return;
				continue;
			}
			const rows = await this.#wanted(commit.rows);
			const taken = rows.slice(0, this.#left);
			this.#seq = taken.length < rows.length ? (taken.at(-1)?.place ?? this.#seq) : commit.seq;
			const text = await this.#rowsText(taken);
			if (text !== '') yield text;
			if (this.#left <= 0) return;
		}
	}

	async #wanted(rows: readonly ChangedRow[]): Promise<ChangedRow[]> {
		const { filter, allLeaves } = this.#asked;
		const wanted: ChangedRow[] = [];
		for (const row of rows) {
			const taken = filter.take(this.#store, row, allLeaves);
			const shown = taken instanceof Promise ? await taken : taken;
			if (shown) wanted.push(shown);
		}
		return wanted;
	}

	async #rowsText(rows: readonly ChangedRow[]): Promise<string> {
		const texts: string[] = [];
		for (const row of rows) {
			const text = sharedChangeText(this.#store, row, this.#asked);
			const whole = typeof text === 'string' ? text : await text;
			const { seqInterval } = this.#asked;
			const json = withSeq(whole, row, { seqInterval, left: this.#left });
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
		await face.gate.authorise(principal, {
			name: route.name,
			method: request.method,
			db: route.db
		});
	}
}

/** Read backwards, the newest place is the one the reader knows then. */
function newestOf(first: ChangesRead): ChangesRead {
	return { ...first, seq: first.rows[0]?.place ?? first.seq };
}
