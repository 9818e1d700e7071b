/**
 * The working half of the phone, apart from any screen: ledgers, scribes, rows, replication. It runs
 * in a worker and in stories alike, so everything of the browser comes as an argument.
 * Long, since feeds come, work and go under one roof.
 */
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { compareNumbers } from '#lib/replication/compareNumbers.ts';
import type { FeedRoom } from '#lib/replication/feedRoom.ts';
import { openFeedRoom } from '#lib/replication/feedRoom.ts';
import type { Replicator } from '#lib/replication/replicator.ts';
import { openReplicator } from '#lib/replication/replicator.ts';
import type { Holds, StationLine } from '#lib/replication/stationLine.ts';
import type { MeetingTrouble } from '#lib/replication/trouble.ts';
import { openTurns } from '#lib/replication/turns.ts';
import type { EngineParts, EngineReading, EngineRoom, Rows } from './engine.ts';
import type { FeedDesk } from './feedDesk.ts';
import { openFeedDesk } from './feedDesk.ts';
import { destroyLedger, isOnItsWay, putAway, takeBack } from './parting.ts';
import { readMe } from './readMe.ts';
import { undeliveredIn } from './undeliveredIn.ts';

const dateGrainMs = 1_000;
/** A refused feed is knocked at once a minute. */
const askAgainMs = 60_000;

export async function openEngineRoom(parts: EngineParts): Promise<EngineRoom> {
	const { account, device, clock, held, left } = parts;
	const desks = new Map<string, FeedDesk>();
	const rooms = new Map<string, FeedRoom>();
	/** Held, and no longer granted. */
	const ended = new Set<string>();
	const moving = openTurns();
	let rows: Rows | undefined;
	let replicator: Replicator | undefined;
	let missingAtStation: number[] = [];
	let numbersChecked = false;
	let picturesWaiting = 0;
	let isParting = false;
	let askedMs = -Infinity;

	const granted = new Set(parts.feeds.map(({ feed }) => feed));
	const kept = (await held.read()).filter(({ feed }) => !granted.has(feed));
	await held.add(parts.feeds);
	for (const grant of kept) desks.set(grant.feed, await openFeedDesk(parts, grant));
	for (const grant of parts.feeds) desks.set(grant.feed, await openDesk(grant));
	for (const { feed } of kept) ended.add(feed);
	let leftCount = (await left.all()).length;

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

	async function openDesk(grant: FeedGrant): Promise<FeedDesk> {
		const desk = await openFeedDesk(parts, grant);
		await takeBack(desk, left);
		return desk;
	}

	function reading(): EngineReading | undefined {
		const replication = replicator?.reading();
		if (!replication) return undefined;
		const leaving = [...ended].flatMap((feed) => {
			const label = desks.get(feed)?.grant.label;
			return label === undefined ? [] : [{ feed, label }];
		});
		const refused = replication.refused + leftCount;
		return { ...replication, refused, clockOffsetMs: clock.offsetMs(), missingAtStation, leaving };
	}

	function tell(): void {
		const now = reading();
		if (now) parts.onReading(now);
		if (now?.trouble && isShut(now.trouble)) askWhySoon();
		partSoon();
		// Only for the station's keeper; a count that comes a moment late does no harm.
		void parts.pictures.count().then(
			(count) => (picturesWaiting = count),
			() => undefined
		);
	}

	/** A feed that is shut may have been taken away; the station says so when it is asked. */
	function askWhySoon(): void {
		if (clock.nowMs() - askedMs < askAgainMs) return;
		checkNumbers().catch(() => undefined);
	}

	function holds(): Holds | undefined {
		const now = replicator?.reading();
		return now && { waiting: now.waiting, refused: now.refused, pictures: picturesWaiting };
	}

	function deskOf(feed: string): FeedDesk {
		const desk = desks.get(feed);
		if (!desk) throw new Error(`This account has no feed ${feed}.`);
		return desk;
	}

	/** What an older version of the app could not deliver, this one may. */
	async function offerAfterUpdate(room: FeedRoom): Promise<void> {
		const note = await room.ledger.readNote<{ version: string }>('offeredBy');
		if (note?.version === parts.appVersion) return;
		await room.outbox.offerAgain('refused');
		await room.ledger.writeNote('offeredBy', { version: parts.appVersion });
	}

	async function openRoom(drawing: Rows, desk: FeedDesk): Promise<FeedRoom> {
		const { grant, ledger, scribe, writer } = desk;
		const observe = (arrived: readonly LedgerDocument[]) => scribe.observe(arrived);
		const room = await openFeedRoom({
			...{ grant, ledger, drawing, observe },
			...{ device: writer, now: clock.now }
		});
		await offerAfterUpdate(room);
		rooms.set(grant.feed, room);
		return room;
	}

	async function takeTheLead(): Promise<void> {
		if (replicator) return;
		await forgetGone();
		const opened = await parts.openRows();
		await opened.attach(...[...desks.values()].map(({ ledger }) => ledger));
		for (const desk of desks.values()) await openRoom(opened, desk);
		rows = opened;
		replicator = openReplicator({
			line,
			rooms: [...rooms.values()],
			drawing: opened,
			pictures: parts.pictures,
			now: clock.now,
			chance: parts.chance,
			lastMetAt: parts.lastMetAt,
			onReading: tell,
			onHello({ now, sentMs, receivedMs, feeds }) {
				hearClock(now, { sentMs, receivedMs });
				// Once a start is enough: loss does not happen between two rings. Feeds may come and go.
				if (!numbersChecked || hasMoved(feeds)) checkNumbers().catch(() => undefined);
			}
		});
		for (const feed of ended) replicator.end(feed);
		tell();
		if (parts.listens) replicator.listen();
		// What was written while the rooms were being opened was nobody's to draw or to count.
		for (const feed of desks.keys()) void poke(feed).catch(() => undefined);
	}

	function hasMoved(rung: Record<string, string>): boolean {
		const ours = [...desks.keys()].filter((feed) => !ended.has(feed));
		return ours.length !== Object.keys(rung).length || ours.some((feed) => !(feed in rung));
	}

	/** Another tab led until now, and may have parted with a feed whose ledger we had open. */
	async function forgetGone(): Promise<void> {
		const here = new Set((await held.read()).map(({ feed }) => feed));
		for (const [feed, { ledger }] of desks) {
			if (here.has(feed)) continue;
			desks.delete(feed);
			ended.delete(feed);
			await ledger.close().catch(() => undefined);
		}
	}

	async function poke(feed: string, documents?: readonly LedgerDocument[]): Promise<void> {
		// Another tab may speak of a feed that was parted with a moment ago.
		if (!desks.has(feed)) return;
		replicator?.poke(feed, documents);
		if (documents) await rows?.drawArrived(feed, documents);
		await rows?.catchUp(feed);
	}

	/** The station's own time, to the millisecond. */
	function hearClock(said: unknown, times: { sentMs: number; receivedMs: number }): void {
		const stationMs = typeof said === 'string' ? Date.parse(said) : Number.NaN;
		if (!Number.isNaN(stationMs)) clock.hear({ stationMs, ...times, grainMs: 0 });
	}

	async function checkNumbers(): Promise<void> {
		numbersChecked = true;
		askedMs = clock.nowMs();
		const compared = await compareNumbers([...rooms.values()], line, (feed) =>
			deskOf(feed).scribe.highest()
		);
		missingAtStation = compared.missing;
		hearClock((compared.me as { now?: unknown } | null)?.now, compared);
		parts.onMe(compared.me);
		for (const feed of compared.offered) replicator?.poke(feed);
		await heed(compared.me);
		tell();
	}

	/** Feeds come and go with the station's word, one change after the other. */
	async function heed(said: unknown): Promise<void> {
		const me = readMe(said);
		if (me?.account !== account) return;
		await moving(async () => {
			const named = new Set(me.feeds.map(({ feed }) => feed));
			for (const grant of me.feeds) await enter(grant);
			for (const feed of desks.keys()) if (!named.has(feed)) end(feed);
		});
	}

	async function enter(grant: FeedGrant): Promise<void> {
		const { feed } = grant;
		const isBack = ended.delete(feed);
		if (desks.has(feed) && !isBack) return;
		await held.add([grant]);
		const desk = desks.get(feed) ?? (await openDesk(grant));
		desks.set(feed, desk);
		leftCount = (await left.all()).length;
		if (!rows || !replicator) return;
		if (!rooms.has(feed)) await rows.attach(desk.ledger);
		replicator.enter(rooms.get(feed) ?? (await openRoom(rows, desk)));
	}

	function end(feed: string): void {
		if (ended.has(feed)) return;
		ended.add(feed);
		replicator?.end(feed);
	}

	function partSoon(): void {
		if (ended.size === 0 || isParting) return;
		isParting = true;
		void moving(async () => {
			for (const feed of [...ended]) await partWith(feed);
		})
			.catch(() => undefined)
			.finally(() => {
				isParting = false;
			});
	}

	/** Only when the station has answered for all that was written there. */
	async function partWith(feed: string): Promise<void> {
		const room = rooms.get(feed);
		const desk = desks.get(feed);
		if (!rows || !replicator || !room || !desk) return;
		if (await isOnItsWay(room, parts.pictures)) return;
		const closing = () => desks.delete(feed);
		if (!(await destroyLedger({ desk, room, left, closing }))) return;
		replicator.leave(feed);
		rooms.delete(feed);
		ended.delete(feed);
		await rows.leave(feed);
		await held.drop(feed);
		await countLeft();
	}

	async function countLeft(): Promise<void> {
		leftCount = (await left.all()).length;
		tell();
	}

	return {
		async append(feed, entries, again = false) {
			const documents = await deskOf(feed).append(entries, again);
			// What she writes next, into whichever feed, comes after what she wrote before.
			for (const [other, { scribe }] of desks) {
				if (other !== feed) void scribe.observe(documents).catch(() => undefined);
			}
			return documents;
		},
		lead: () => moving(takeTheLead),
		leads: () => replicator !== undefined,
		poke,
		heed,
		async meet(how) {
			await replicator?.meet(how);
			const trouble = replicator?.reading().trouble;
			if (!how.byHand || !replicator || (trouble && !isShut(trouble))) return;
			await checkNumbers().catch(() => undefined);
		},
		kick: (networkChanged) => replicator?.kick(networkChanged),
		signedIn() {
			numbersChecked = false;
			replicator?.signedIn();
		},
		reading,
		async undelivered() {
			const alone = (await left.all()).map(({ feed, document }) => ({
				...{ feed, documents: [document] }
			}));
			const inFeeds = [...desks].map(async ([feed, { ledger, writer }]) => {
				return { feed, documents: await undeliveredIn(ledger, writer) };
			});
			return [...(await Promise.all(inFeeds)), ...alone];
		},
		async close() {
			await replicator?.close();
			await moving(() => Promise.resolve());
			for (const { ledger } of desks.values()) await ledger.close();
			rooms.clear();
		},
		async destroy() {
			await replicator?.close();
			await moving(() => Promise.resolve());
			for (const [feed, { ledger }] of desks) {
				await ledger.destroy();
				await held.drop(feed);
			}
			await left.drop((await left.all()).map(({ document }) => document._id));
			rooms.clear();
		},
		async putAway(id) {
			await putAway(id, left, parts.pictures);
			await countLeft();
		},
		countLeft
	};
}

function isShut({ kind }: MeetingTrouble): boolean {
	return kind === 'station_refused';
}
