/**
 * Keeps the district's CouchDB up to date with this community: one database after the other, soon
 * after each commit, for as long as it takes. It never stands in the way of the station: without a
 * district everything else goes on as before.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { AccessStore } from '../access/accessStore.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { CarryParts } from './carry.ts';
import { carry, carryRefused } from './carry.ts';
import { lastContactOf } from './checkpoint.ts';
import type { RefusedThere, Send } from './district.ts';
import { openDistrict } from './district.ts';
import type { RefusedBook } from './refusedBook.ts';
import { openRefusedBook } from './refusedBook.ts';
import type { UpstreamSettings } from './settings.ts';
import { readSettings, saveSettings } from './settings.ts';
import type { TroubleKind } from './trouble.ts';
import { UpstreamTrouble } from './trouble.ts';
import { openWaiting } from './waiting.ts';

export interface UpstreamParts {
	storage: StationStorage;
	access: AccessStore;
	/** What goes there; they are there. */
	databases: readonly string[];
	/** Of this station: part of every checkpoint's name. */
	uuid: string;
	send: Send;
	/** False: what is set is only written down. */
	reachesOut: boolean;
	now: () => string;
	/** Of stations that share their storage only one sends. */
	turn?: { isOurs(): boolean; onBeat(listener: () => void): () => void };
	/** From 0 to 1; spreads stations that lost the same district. */
	chance?: () => number;
	/** Commits of this time go together. */
	gatherMs?: number;
	onTrouble: (error: unknown) => void;
}

export interface Upstream {
	/** Undefined: the district is left alone from now on. */
	set(settings: UpstreamSettings | undefined): Promise<void>;
	/** Tries at once, also what was refused. */
	kick(): void;
	reading(): Promise<UpstreamReading>;
	refused(): { database: string; refused: RefusedThere[] }[];
	close(): Promise<void>;
}

export interface UpstreamReading {
	/** `waiting`: something is in the way and is tried again. `elsewhere`: another station sends. */
	state: 'off' | 'elsewhere' | 'current' | 'sending' | 'waiting';
	/** Changes the district does not have yet. */
	behind: number;
	/** ISO, `''` before the first time. */
	lastContactAt: string;
	trouble: TroubleKind | undefined;
	/** Documents the district does not take. */
	refused: number;
}

/** A district that lost its data, or came back, is noticed after so long without a commit. */
const lookAgainMs = 10 * 60_000;
const firstRetryMs = 1_000;
export const longestRetryMs = 60_000;
const usualGatherMs = 500;

export async function openUpstream(parts: UpstreamParts): Promise<Upstream> {
	const { storage, access, databases, uuid, now, onTrouble } = parts;
	const { chance = Math.random, gatherMs = usualGatherMs, turn = alwaysOurs } = parts;
	const session = randomBytes(16).toString('hex');
	const stores = await Promise.all(databases.map((name) => opened(storage, name)));
	const waiting = openWaiting();
	const due = new Set<DocumentStore>();
	let run: Run | undefined;
	/** What the run was begun with, `''` for none. */
	let begun = '';
	let closed = false;
	let changing: Promise<void> = Promise.resolve();

	const forget = stores.map((store) =>
		store.onCommit(() => {
			due.add(store);
			waiting.wake('commit');
		})
	);

	async function begin(settings: UpstreamSettings | undefined): Promise<void> {
		run = undefined;
		begun = textOf(settings);
		if (!settings || !parts.reachesOut) return;
		const id = createHash('sha256')
			.update(JSON.stringify([uuid, settings.url]))
			.digest('hex')
			.slice(0, 32);
		const started = await startRun(settings, id, stores);
		run = started;
		for (const store of stores) due.add(store);
		started.ended = work(started);
	}

	async function end(): Promise<void> {
		run?.closing.abort();
		waiting.wake('end');
		await run?.ended;
	}

	async function work(current: Run): Promise<void> {
		let retryMs = firstRetryMs;
		const ended = () => current.closing.signal.aborted;
		while (!ended()) {
			try {
				await carryDue(current);
				current.trouble = undefined;
				retryMs = firstRetryMs;
				current.state = 'current';
				if ((await waiting.pause(lookAgainMs)) === 'time')
					for (const store of stores) due.add(store);
				else await waiting.pause(gatherMs, 'commit');
			} catch (error) {
				if (ended()) return;
				current.state = 'waiting';
				current.trouble = error instanceof UpstreamTrouble ? error.kind : 'own';
				if (current.trouble === 'own') onTrouble(error);
				// A commit is no reason to try sooner: the district is as it was.
				await waiting.pause(retryMs * (0.75 + chance() / 4), 'commit');
				retryMs = Math.min(retryMs * 2, longestRetryMs);
			}
		}
	}

	async function carryDue(current: Run): Promise<void> {
		if (waiting.tookKick()) {
			for (const store of stores) due.add(store);
			current.refusedToo = true;
		}
		for (const store of due) {
			current.state = 'sending';
			due.delete(store);
			try {
				const carrying = partsOf(current, store);
				await carry(carrying);
				if (current.refusedToo) await carryRefused(carrying);
				current.lastContactAt = now();
			} catch (error) {
				due.add(store);
				throw error;
			}
		}
		current.refusedToo = false;
	}

	function partsOf(current: Run, store: DocumentStore): CarryParts {
		const refused = current.books.get(store);
		if (!refused) throw new Error(`There is no book for ${store.name}.`);
		return {
			...{ store, district: current.district, refused, session, now },
			replicationId: current.id,
			onPlace: (since) => current.places.set(store, since)
		};
	}

	async function startRun(
		settings: UpstreamSettings,
		id: string,
		followed: readonly DocumentStore[]
	): Promise<Run> {
		const closing = new AbortController();
		const places = new Map<DocumentStore, string>();
		const books = new Map<DocumentStore, RefusedBook>();
		let lastContactAt = '';
		for (const store of followed) {
			const kept = await store.local(id);
			const checkpoint = kept && (JSON.parse(kept.body) as { source_last_seq?: string });
			places.set(store, checkpoint?.source_last_seq ?? '0');
			books.set(store, await openRefusedBook(store, `refused-${id}`));
			const contact = lastContactOf(checkpoint);
			if (contact > lastContactAt) lastContactAt = contact;
		}
		return {
			...{ id, closing, places, books, lastContactAt },
			district: openDistrict(settings, parts.send, closing.signal),
			refusedToo: true,
			state: 'sending',
			trouble: undefined,
			ended: Promise.resolve()
		};
	}

	/** One after the other, so that no run is begun twice. */
	async function inTurn(change: () => Promise<void>): Promise<void> {
		const changed = changing.then(change);
		changing = changed.catch(() => undefined);
		return changed;
	}

	/** Another station may have set something, come or gone. */
	async function adjust(): Promise<void> {
		const settings = !closed && turn.isOurs() ? readSettings(access) : undefined;
		if (textOf(settings) === begun) return;
		await end();
		await begin(settings);
	}

	await inTurn(adjust);
	const forgetTurn = turn.onBeat(() => {
		inTurn(adjust).catch(onTrouble);
	});
	return {
		async set(settings) {
			await inTurn(async () => {
				await end();
				saveSettings(access, settings);
				await begin(turn.isOurs() ? settings : undefined);
			});
		},
		kick: () => waiting.wake('kick'),
		async reading() {
			if (!run) {
				const state = readSettings(access) && !turn.isOurs() ? 'elsewhere' : 'off';
				return { state, behind: 0, lastContactAt: '', trouble: undefined, refused: 0 };
			}
			const { state, lastContactAt, trouble, places, books } = run;
			let behind = 0;
			for (const [store, since] of places) {
				const page = await store.changes({ since, limit: 1, bodies: false, countPending: true });
				behind += page.rows.length + page.pending;
			}
			const refused = [...books.values()].reduce((sum, book) => sum + book.count(), 0);
			return { state, behind, lastContactAt, trouble, refused };
		},
		refused: () =>
			[...(run?.books ?? [])]
				.map(([{ name }, book]) => ({ database: name, refused: book.list() }))
				.filter(({ refused }) => refused.length > 0),
		async close() {
			for (const stop of forget) stop();
			forgetTurn();
			closed = true;
			await inTurn(end);
		}
	};
}

const alwaysOurs = { isOurs: () => true, onBeat: () => () => undefined };

function textOf(settings: UpstreamSettings | undefined): string {
	return settings ? JSON.stringify(settings) : '';
}

/** From one setting to the next. */
interface Run {
	id: string;
	closing: AbortController;
	district: ReturnType<typeof openDistrict>;
	/** How far both sides have written down, by database. */
	places: Map<DocumentStore, string>;
	books: Map<DocumentStore, RefusedBook>;
	refusedToo: boolean;
	state: 'current' | 'sending' | 'waiting';
	lastContactAt: string;
	trouble: TroubleKind | undefined;
	ended: Promise<void>;
}

async function opened(storage: StationStorage, name: string): Promise<DocumentStore> {
	const store = await storage.open(name);
	if (!store) throw new Error(`There is no database ${name}.`);
	return store;
}
