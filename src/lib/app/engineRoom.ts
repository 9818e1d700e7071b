/**
 * The working half of the phone, apart from any screen: ledgers, scribes, rows, replication. It runs
 * in a worker and in stories alike, so everything of the browser comes as an argument.
 */
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Clock } from '#lib/device/clock.ts';
import type { PicturesOfAccount } from '#lib/device/picturesWaiting.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { Scribe } from '#lib/ledger/scribe.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { compareNumbers } from '#lib/replication/compareNumbers.ts';
import type { Drawing } from '#lib/replication/drawing.ts';
import type { FeedRoom } from '#lib/replication/feedRoom.ts';
import { openFeedRoom } from '#lib/replication/feedRoom.ts';
import type { Replicator, ReplicationReading } from '#lib/replication/replicator.ts';
import { openReplicator } from '#lib/replication/replicator.ts';
import type { Holds, StationLine } from '#lib/replication/stationLine.ts';
import { undeliveredIn } from './undeliveredIn.ts';

export interface EngineParts {
	account: string;
	device: string;
	feeds: readonly FeedGrant[];
	openLedger: (feed: string) => Promise<Ledger>;
	/** Rows of the screens, in step with these ledgers; opened only by the one that leads. */
	openDrawing: (ledgers: ReadonlyMap<string, Ledger>) => Promise<Drawing>;
	pictures: PicturesOfAccount;
	line: Pick<StationLine, 'fetch' | 'origin' | 'limitMs' | 'nowMs'>;
	clock: Clock;
	chance: () => number;
	/** One at a time over all tabs, by name. */
	lock: <T>(name: string, work: () => Promise<T>) => Promise<T>;
	/** Highest numbers given so far, as the canary remembers them. */
	floor: Record<string, number>;
	appVersion: string;
	lastMetAt: string;
	listens: boolean;
	onReading: (reading: EngineReading) => void;
	/** The station's last word about the account. */
	onMe: (me: unknown) => void;
}

export interface EngineReading extends ReplicationReading {
	clockOffsetMs: number | undefined;
	missingAtStation: number[];
}

export interface EngineRoom {
	/** Durable when it resolves. Asked `again`, entries that were written already are answered as they stand. */
	append(feed: string, entries: readonly Entry[], again?: boolean): Promise<LedgerDocument[]>;
	/** Projects and replicates from now on; one per account, over all tabs. */
	lead(): Promise<void>;
	leads(): boolean;
	/** Somebody wrote into this feed: draws and delivers it. Only of use to the one that leads. */
	poke(feed: string, documents?: readonly LedgerDocument[]): Promise<void>;
	meet(how: { byHand: boolean }): Promise<void>;
	kick(networkChanged: boolean): void;
	signedIn(): void;
	reading(): EngineReading | undefined;
	/** Own documents without a receipt of delivery, by feed. */
	undelivered(): Promise<{ feed: string; documents: LedgerDocument[] }[]>;
	close(): Promise<void>;
	/** Takes every ledger off this phone. */
	destroy(): Promise<void>;
}

interface Desk {
	ledger: Ledger;
	scribe: Scribe;
}

const dateGrainMs = 1_000;

export async function openEngineRoom(parts: EngineParts): Promise<EngineRoom> {
	const { account, device, feeds, clock } = parts;
	const desks = new Map<string, Desk>();
	for (const { feed } of feeds) {
		const ledger = await parts.openLedger(feed);
		const scribe = await openScribe({
			ledger,
			author: account,
			device,
			now: () => clock.now(),
			sha256,
			lock: (work) => parts.lock(`qingge-scribe-${account}-${feed}`, work)
		});
		await scribe.atLeast(parts.floor[feed] ?? 0);
		desks.set(feed, { ledger, scribe });
	}
	const ledgers = new Map([...desks].map(([feed, { ledger }]) => [feed, ledger]));

	let rooms: FeedRoom[] = [];
	let drawing: Drawing | undefined;
	let replicator: Replicator | undefined;
	let missingAtStation: number[] = [];
	let numbersChecked = false;
	let picturesWaiting = 0;

	const line: StationLine = {
		...parts.line,
		device,
		app: parts.appVersion,
		holds,
		heard({ date, sentMs, receivedMs }) {
			const stationMs = Date.parse(date);
			if (Number.isNaN(stationMs)) return;
			if (clock.hear({ stationMs, sentMs, receivedMs, grainMs: dateGrainMs })) tell();
		}
	};

	function reading(): EngineReading | undefined {
		const replication = replicator?.reading();
		if (!replication) return undefined;
		return { ...replication, clockOffsetMs: clock.offsetMs(), missingAtStation };
	}

	function tell(): void {
		const now = reading();
		if (now) parts.onReading(now);
		// Only for the station's keeper; a count that comes a moment late does no harm.
		void parts.pictures.count().then(
			(count) => (picturesWaiting = count),
			() => undefined
		);
	}

	function holds(): Holds | undefined {
		const now = replicator?.reading();
		return now && { waiting: now.waiting, refused: now.refused, pictures: picturesWaiting };
	}

	function deskOf(feed: string): Desk {
		const desk = desks.get(feed);
		if (!desk) throw new Error(`This account has no feed ${feed}.`);
		return desk;
	}

	async function alreadyWritten(ledger: Ledger, entries: readonly Entry[]) {
		const [first] = entries;
		if (!first || !(await ledger.get(first._id))) return undefined;
		const documents = await Promise.all(entries.map(({ _id }) => ledger.get(_id)));
		return documents.filter((document) => document !== undefined);
	}

	/** What an older version of the app could not deliver, this one may. */
	async function offerAfterUpdate(room: FeedRoom): Promise<void> {
		const note = await room.ledger.readNote<{ version: string }>('offeredBy');
		if (note?.version === parts.appVersion) return;
		await room.outbox.offerAgain('refused');
		await room.ledger.writeNote('offeredBy', { version: parts.appVersion });
	}

	async function lead(): Promise<void> {
		if (replicator) return;
		drawing = await parts.openDrawing(ledgers);
		for (const grant of feeds) {
			const { ledger, scribe } = deskOf(grant.feed);
			const observe = (arrived: readonly LedgerDocument[]) => scribe.observe(arrived);
			rooms.push(await openFeedRoom({ grant, ledger, device, drawing, observe, now: clock.now }));
		}
		for (const room of rooms) await offerAfterUpdate(room);
		replicator = openReplicator({
			line,
			rooms,
			drawing,
			pictures: parts.pictures,
			now: clock.now,
			chance: parts.chance,
			lastMetAt: parts.lastMetAt,
			onReading: tell,
			onHello({ now, sentMs, receivedMs }) {
				hearClock(now, { sentMs, receivedMs });
				// Once a start is enough: loss does not happen between two rings.
				if (!numbersChecked) checkNumbers().catch(() => undefined);
			}
		});
		tell();
		if (parts.listens) replicator.listen();
		// What was written while the rooms were being opened was nobody's to draw or to count.
		for (const { feed } of feeds) void poke(feed).catch(() => undefined);
	}

	async function poke(feed: string, documents?: readonly LedgerDocument[]): Promise<void> {
		replicator?.poke(feed, documents);
		if (documents) await drawing?.drawArrived(feed, documents);
		await drawing?.catchUp(feed);
	}

	/** The station's own time, to the millisecond. */
	function hearClock(said: unknown, times: { sentMs: number; receivedMs: number }): void {
		const stationMs = typeof said === 'string' ? Date.parse(said) : Number.NaN;
		if (!Number.isNaN(stationMs)) clock.hear({ stationMs, ...times, grainMs: 0 });
	}

	async function checkNumbers(): Promise<void> {
		numbersChecked = true;
		const compared = await compareNumbers(rooms, line, (feed) => deskOf(feed).scribe.highest());
		missingAtStation = compared.missing;
		hearClock((compared.me as { now?: unknown } | null)?.now, compared);
		parts.onMe(compared.me);
		for (const feed of compared.offered) replicator?.poke(feed);
		tell();
	}

	return {
		async append(feed, entries, again = false) {
			const { ledger, scribe } = deskOf(feed);
			const before = again ? await alreadyWritten(ledger, entries) : undefined;
			return before ?? (await scribe.append(entries));
		},
		lead,
		leads: () => replicator !== undefined,
		poke,
		async meet(how) {
			await replicator?.meet(how);
			if (!how.byHand || !replicator || replicator.reading().trouble) return;
			await checkNumbers().catch(() => undefined);
		},
		kick: (networkChanged) => replicator?.kick(networkChanged),
		signedIn: () => replicator?.signedIn(),
		reading,
		async undelivered() {
			return await Promise.all(
				[...desks].map(async ([feed, { ledger }]) => {
					return { feed, documents: await undeliveredIn(ledger, device) };
				})
			);
		},
		async close() {
			await replicator?.close();
			for (const { ledger } of desks.values()) await ledger.close();
			rooms = [];
		},
		async destroy() {
			await replicator?.close();
			for (const { ledger } of desks.values()) await ledger.destroy();
			rooms = [];
		}
	};
}
