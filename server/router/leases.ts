/**
 * Who of the stations is alive, told by leases in a database they share. Each writes its own anew
 * every few seconds; whose lease stays the same for too long is dead to the others. No clock of one
 * station is compared with another's: each watches for change by its own.
 */
import type { DocumentStore, Edit } from '../storage/documentStore.ts';
import { generationOf, hashOf } from '../storage/revisionTree.ts';
import { ownerOf } from './division.ts';

/** Which databases are this station's to follow, as it changes. */
export interface Division {
	owns(database: string): boolean;
	/** Called when it may have changed, and again every few seconds. */
	onBeat(listener: () => void): () => void;
}

/** A station that shares its storage with nobody. */
export const alone: Division = { owns: () => true, onBeat: () => () => undefined };

export interface LeaseTimes {
	renewMs: number;
	/** A lease that has not changed for so long is a dead station's. */
	lifeMs: number;
}

/** A dead station is seen after at most 15 + 4 s; 30 s are promised. */
const usualTimes: LeaseTimes = { renewMs: 4_000, lifeMs: 15_000 };
/** In lives: leases of the dead are cleared away, late enough for whoever was only cut off. */
const clearedAfter = 20;
const prefix = 'station:';
const mostStations = 1_000;

export interface LeaseParts {
	store: DocumentStore;
	/** New at each start of a station. */
	station: string;
	onTrouble: (error: unknown) => void;
	times?: LeaseTimes;
	/** Steady: never set. */
	steadyMs?: () => number;
}

export interface Leases extends Division {
	/** Itself included. */
	alive(): string[];
	/** Gives the lease back, so that the others need not wait. */
	close(): Promise<void>;
}

export async function openLeases(parts: LeaseParts): Promise<Leases> {
	const { store, station, onTrouble, times = usualTimes } = parts;
	const steadyMs = parts.steadyMs ?? (() => performance.now());
	const own = prefix + station;
	const listeners = new Set<() => void>();
	/** Each lease's revision, and when it was first seen like that. */
	const seen = new Map<string, { rev: string; sinceMs: number }>();
	let alive = [station];
	let beats = 0;
	let closed = false;

	async function renew(): Promise<void> {
		beats += 1;
		const body = JSON.stringify({ kind: 'lease', beats });
		const edit = leaseEdit(own, seen.get(own)?.rev, body);
		const [row] = await store.write([edit], { newEdits: true });
		if (row?.outcome === 'written') seen.set(own, { rev: row.rev, sinceMs: steadyMs() });
		else {
			// Somebody took us for dead and cleared the lease away; the next beat writes over that.
			const there = await store.row(own);
			if (there) seen.set(own, { rev: there.rev, sinceMs: steadyMs() });
		}
	}

	async function look(): Promise<void> {
		const range = { from: prefix, to: `${prefix}\uffff`, limit: mostStations, bodies: false };
		const leases = await store.rowsById(range);
		const now = steadyMs();
		const there = new Set(leases.map(({ id }) => id));
		for (const id of seen.keys()) if (!there.has(id) && id !== own) seen.delete(id);
		for (const { id, rev } of leases) {
			if (seen.get(id)?.rev !== rev) seen.set(id, { rev, sinceMs: now });
		}
		const isAlive = ([id, { sinceMs }]: [string, { sinceMs: number }]) =>
			id === own || now - sinceMs < times.lifeMs;
		alive = [...seen].filter(isAlive).map(([id]) => id.slice(prefix.length));
		await clear([...seen].filter(([, { sinceMs }]) => now - sinceMs > clearedAfter * times.lifeMs));
	}

	async function clear(dead: [string, { rev: string }][]): Promise<void> {
		const edits = dead
			.filter(([id]) => id !== own)
			.map(([id, { rev }]) => ({ ...leaseEdit(id, rev, '{}'), deleted: true }));
		if (edits.length > 0) await store.write(edits, { newEdits: true });
	}

	async function beat(): Promise<void> {
		await renew();
		await look();
		for (const listener of [...listeners]) listener();
	}

	let beating: Promise<void> = beat();
	await beating;
	const timer = setInterval(() => {
		beating = beating.then(async () => {
			if (!closed) await beat().catch(onTrouble);
		});
	}, times.renewMs).unref();

	return {
		alive: () => [...alive],
		owns: (database) => ownerOf(database, alive) === station,
		onBeat(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			closed = true;
			clearInterval(timer);
			await beating;
			const lease = leaseEdit(own, seen.get(own)?.rev, '{}');
			await store.write([{ ...lease, deleted: true }], { newEdits: true }).catch(onTrouble);
		}
	};
}

function leaseEdit(id: string, rev: string | undefined, body: string): Edit {
	return {
		id,
		revisions: rev === undefined ? null : { start: generationOf(rev), ids: [hashOf(rev)] },
		deleted: false,
		body,
		attachments: null
	};
}
