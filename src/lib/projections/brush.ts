/**
 * Draws portions, whether they come from the ledger or ahead of it, and remembers between portions
 * what is not worth asking the database again. What it remembers may be forgotten at any time.
 */
import { Dexie } from 'dexie';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import type { DeviceId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import type { Portion } from './drawBatch.ts';
import { drawBatch } from './drawBatch.ts';
import type { Drawing } from './drawing.ts';
import { loadSyllables } from './pinyin.ts';
import type { Syllables } from './pinyin.ts';
import type { Unreadable } from './sortReadable.ts';

export interface Brush {
	/** Answers what could not be drawn, though it could be read. */
	draw(feed: string, portion: Portion): Promise<Unreadable[]>;
	/** Draws what the ledger does not hold yet. Doors are drawn at the beginning and from time to time. */
	drawAhead(feed: string, documents: readonly LedgerDocument[]): Promise<void>;
	/** Leaves out what was drawn ahead. */
	undrawn(feed: string, documents: readonly LedgerDocument[]): LedgerDocument[];
	/** How many documents were drawn ahead and not met in the ledger so far. */
	aheadIn(feed: string): number;
	/** They need not be met any more. */
	forgetAhead(feed: string): void;
	/** Draws the doors that still wait. */
	finishDoors(feed: string): Promise<void>;
	forget(): void;
}

interface FeedMemory {
	drawing: Drawing;
	/** Drawn ahead, not yet met in the ledger: id → revision. */
	ahead: Map<string, string>;
	doorsDrawnMs: number;
}

interface BrushParts {
	database: ProjectionDatabase;
	device: DeviceId;
	syllables?: () => Promise<Syllables>;
	/** Work that begins by itself waits for its turn. */
	inTurn(work: () => Promise<void>): Promise<void>;
}

/** While documents stream in, every portion touches most doors; drawing them each time would double the work. */
const doorsEveryMs = 3_000;
/** What somebody wrote by hand: its door is drawn with it, or screens would read twice. */
const few = 20;
/** The stream has paused or broken off; longer than a thin line takes from one portion to the next. */
const quietMs = 700;

export function openBrush({
	database,
	device,
	syllables = loadSyllables,
	inTurn
}: BrushParts): Brush {
	const feeds = new Map<string, FeedMemory>();
	const clocks: Drawing['clocks'] = {};
	let sounds: Promise<Syllables> | undefined;
	let loaded: Syllables | undefined;
	let amended: Promise<Set<string>> | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function memoryOf(feed: string): Promise<FeedMemory> {
		const known = feeds.get(feed);
		if (known) return known;
		amended ??= database.amendments
			.toCollection()
			.primaryKeys()
			.then((keys) => new Set(keys));
		const drawing: Drawing = {
			...{ database, feed, device, writer: writerIn(feed, device) },
			...{ clocks, doors: new Map(), amended: await amended }
		};
		const memory = { drawing, ahead: new Map<string, string>(), doorsDrawnMs: -Infinity };
		feeds.set(feed, memory);
		return memory;
	}

	async function sound(): Promise<Syllables> {
		sounds ??= syllables();
		loaded = await sounds;
		return loaded;
	}

	async function drawEach(
		drawing: Drawing,
		{ documents, ...rest }: Portion
	): Promise<Unreadable[]> {
		const undrawable: Unreadable[] = [];
		for (const document of documents) {
			try {
				await drawBatch(drawing, { documents: [document], forgotten: [] }, await sound());
			} catch (cause) {
				if (cause instanceof Dexie.DexieError) throw cause;
				drawing.doors.clear();
				undrawable.push({ id: document._id, reason: `undrawable ${String(cause)}`, document });
			}
		}
		await drawBatch(drawing, { documents: [], ...rest }, await sound());
		return undrawable;
	}

	async function finishDoors(feed: string): Promise<void> {
		const { drawing } = await memoryOf(feed);
		if (drawing.doors.size === 0) return;
		try {
			await drawBatch(drawing, { documents: [], forgotten: [] }, await sound());
		} catch (cause) {
			// What was drawn ahead is drawn once more from the ledger, one by one if need be.
			feeds.delete(feed);
			if (cause instanceof Dexie.DexieError) throw cause;
		}
	}

	/** Whoever catches up next meets the same failure and tells of it. */
	function finishLater(feed: string): void {
		inTurn(() => finishDoors(feed)).catch(() => undefined);
	}

	return {
		async draw(feed, portion) {
			const { drawing } = await memoryOf(feed);
			// What one feed erased and another drew ahead is drawn once more from that other's ledger.
			for (const { ahead } of feeds.values()) {
				for (const id of portion.forgotten) ahead.delete(id);
			}
			try {
				await drawBatch(drawing, portion, await sound());
				return [];
			} catch (cause) {
				drawing.doors.clear();
				// A full disk or a closed database is nobody's fault; a single document may be.
				if (cause instanceof Dexie.DexieError) throw cause;
				return await drawEach(drawing, portion);
			}
		},
		async drawAhead(feed, documents) {
			clearTimeout(timer);
			const memory = await memoryOf(feed);
			const isTime =
				documents.length <= few || performance.now() - memory.doorsDrawnMs > doorsEveryMs;
			const portion = { documents, forgotten: [] };
			// The first portion does not wait for the table of sounds, which comes over the same line.
			if (!loaded) sound().catch(() => undefined);
			const syllables = isTime ? loaded : undefined;
			try {
				await drawBatch(memory.drawing, portion, syllables);
			} catch (cause) {
				feeds.delete(feed);
				if (cause instanceof Dexie.DexieError) throw cause;
				// Everything is drawn once more from the ledger, where one document cannot stop the others.
				return;
			}
			for (const { _id, _rev } of documents) memory.ahead.set(_id, _rev);
			if (syllables) memory.doorsDrawnMs = performance.now();
			else timer = setTimeout(finishLater, quietMs, feed);
		},
		undrawn(feed, documents) {
			const ahead = feeds.get(feed)?.ahead;
			if (!ahead || ahead.size === 0) return [...documents];
			return documents.filter(({ _id, _rev }) => {
				if (ahead.get(_id) !== _rev) return true;
				ahead.delete(_id);
				return false;
			});
		},
		aheadIn: (feed) => feeds.get(feed)?.ahead.size ?? 0,
		forgetAhead: (feed) => feeds.get(feed)?.ahead.clear(),
		finishDoors,
		forget() {
			clearTimeout(timer);
			feeds.clear();
			amended = undefined;
			delete clocks.of;
		}
	};
}
