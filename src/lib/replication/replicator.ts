/**
 * Keeps ledger and station alike: pushes what waits, pulls what is new, carries pictures after
 * both, and listens for the doorbell. It decides nothing about what documents mean. Long, since its
 * lanes and its listener know one another.
 */
import type { Hello, News } from './doorbell.ts';
import { answerToRing } from './doorbell.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Drawing } from './drawing.ts';
import type { FeedRoom } from './feedRoom.ts';
import { openLane } from './lane.ts';
import { openListener } from './listener.ts';
import { offerAllAgain } from './offerAgain.ts';
import type { PicturesWaiting } from './picturesOut.ts';
import { sendPictures } from './picturesOut.ts';
import type { PullProgress } from './pullFeed.ts';
import { pullFeed } from './pullFeed.ts';
import { pushFeed } from './pushFeed.ts';
import type { StationLine } from './stationLine.ts';
import { MeetingTrouble } from './trouble.ts';

export interface ReplicationReading {
	usable: boolean;
	complete: boolean;
	loading: PullProgress;
	waiting: number;
	refused: number;
	meeting: boolean;
	/** ISO instant of the last word of the station, `''` before the first. */
	lastMetAt: string;
	trouble: MeetingTrouble | undefined;
	signedOut: boolean;
}

export interface ReplicatorParts {
	line: StationLine;
	rooms: readonly FeedRoom[];
	drawing: Drawing;
	pictures: PicturesWaiting;
	now: () => string;
	/** From 0 to 1; spreads phones that lost the same station. */
	chance: () => number;
	lastMetAt: string;
	onReading: (reading: ReplicationReading) => void;
	onHello?: (hello: Hello) => void;
}

export interface Replicator {
	reading(): ReplicationReading;
	/** Something was appended to this feed; by another tab where it is not said what. */
	poke(feed: string, documents?: readonly LedgerDocument[]): void;
	/** Push and pull of every feed; resolves when they ended, well or not. */
	meet(how?: { byHand: boolean }): Promise<void>;
	/** Delivers what waits and listens from now on; what the phone missed is pulled. */
	listen(): void;
	/** The network is back, or somebody looks at the screen: tries at once what is left. */
	kick(networkChanged?: boolean): void;
	/** A session stands again. */
	signedIn(): void;
	/** A feed was granted, or granted again. */
	enter(room: FeedRoom): void;
	/** A feed was taken away: what waits is handed in, and nothing is read any more. */
	end(feed: string): void;
	/** Nothing of this feed is on the phone any more. */
	leave(feed: string): void;
	close(): Promise<void>;
}

/** Where the doorbell cannot be had (a proxy that holds it back), feeds are asked this often. */
const askWithoutBellMs = 60_000;

export function openReplicator(parts: ReplicatorParts): Replicator {
	const { drawing, pictures, now, chance } = parts;
	const line: StationLine = {
		...parts.line,
		heard(answer) {
			lastMetAt = now();
			parts.line.heard?.(answer);
		}
	};
	const rooms = new Map(parts.rooms.map((room) => [room.feed, room]));
	/** Taken away by the station: what was written goes out, nothing comes in. */
	const ended = new Set<string>();
	const all = () => [...rooms.keys()];
	const readable = () => all().filter((feed) => !ended.has(feed));
	const closing = new AbortController();
	const loading = new Map<string, PullProgress>();
	let lastMetAt = parts.lastMetAt;
	let signedOut = false;

	function reading(): ReplicationReading {
		const here = [...rooms.values()];
		const busy = [...loading.values()];
		return {
			usable: here.every((room) => ended.has(room.feed) || room.intake.usable()),
			complete: here.every((room) => ended.has(room.feed) || room.intake.complete()),
			loading: {
				done: busy.reduce((sum, { done }) => sum + done, 0),
				total: busy.reduce((sum, { total }) => sum + total, 0)
			},
			waiting: here.reduce((sum, room) => sum + room.outbox.waiting().length, 0),
			refused: here.reduce((sum, room) => sum + room.outbox.refused(), 0),
			meeting: lanes.some((lane) => lane.running()),
			lastMetAt,
			trouble: [...lanes.map((lane) => lane.trouble()), listener.trouble()].find(Boolean),
			signedOut
		};
	}

	function tell(): void {
		parts.onReading(reading());
	}

	function signOut(): void {
		signedOut = true;
		for (const lane of lanes) lane.rest();
		listener.rest();
	}

	function errand(work: (room: FeedRoom) => Promise<void>): (feed: string) => Promise<void> {
		return async (feed) => {
			const room = rooms.get(feed);
			if (!room) return;
			await work(room).catch((cause: unknown) => {
				if (isSignedOut(cause)) signOut();
				throw cause;
			});
			tell();
		};
	}

	const push = errand(async (room) => {
		await room.pushing(() => pushFeed({ room, line, drawing, now }));
		carrying.want([room.feed]);
	});

	const pull = errand((room) =>
		room.reading(async () => {
			if (ended.has(room.feed)) return;
			const first = !room.intake.complete();
			const { restored } = await pullFeed(room, line, closing.signal, (progress) => {
				if (!first) return;
				loading.set(room.feed, progress);
				tell();
			});
			loading.delete(room.feed);
			// Pictures are carried after a push, also where there is nothing to push.
			if (restored) await offerAllAgain(room, line, pictures);
			if (restored) pushing.want([room.feed]);
		})
	);

	const carry = errand((room) => sendPictures({ room, line, drawing, pictures, now }));

	const lanePart = { onChange: () => tell(), chance };
	const pushing = openLane({ ...lanePart, errand: push });
	const pulling = openLane({ ...lanePart, errand: pull });
	const carrying = openLane({ ...lanePart, errand: carry });
	const lanes = [pushing, pulling, carrying];

	function onHello(hello: Hello): void {
		parts.onHello?.(hello);
		pulling.want(
			readable().filter((feed) => {
				const intake = rooms.get(feed)?.intake;
				// A first load under way reads up to here and beyond by itself.
				if (!intake?.complete()) return !pulling.running();
				return hello.feeds[feed] !== intake.position();
			})
		);
		for (const lane of lanes) lane.kick();
		tell();
	}

	function onNews(news: News): void {
		const room = rooms.get(news.feed);
		if (!room || ended.has(news.feed)) return;
		lastMetAt = now();
		const taken = room.reading(async () => {
			const answer = room.intake.complete() ? answerToRing(room.intake.position(), news) : 'pull';
			if (answer === 'take') await room.intake.take(news.rows ?? [], news.seq);
			else if (answer === 'pull') pulling.want([room.feed]);
		});
		// What could not be taken here is asked for in the ordinary way.
		taken.catch(() => {
			pulling.want([room.feed]);
		});
		void taken.then(tell, tell);
	}

	/** Without the doorbell, feeds are asked now and then. */
	function onBreak(trouble: MeetingTrouble): void {
		if (isSignedOut(trouble)) signOut();
		const silentMs = Date.parse(now()) - Date.parse(lastMetAt || '1970-01-01');
		if (silentMs > askWithoutBellMs) pulling.want(readable());
		tell();
	}

	const listener = openListener({
		line,
		chance,
		onBreak,
		ears: { hello: onHello, news: onNews }
	});

	function kick(networkChanged = false): void {
		if (signedOut) return;
		for (const lane of lanes) lane.kick();
		if (networkChanged) listener.renew();
		else listener.wake();
	}

	return {
		reading,
		poke(feed, documents) {
			const room = rooms.get(feed);
			if (!room) return;
			if (documents) room.outbox.add(documents);
			else void room.outbox.catchUp().then(tell);
			pushing.want([feed]);
			tell();
		},
		async meet({ byHand } = { byHand: false }) {
			if (byHand) {
				for (const room of rooms.values()) await room.outbox.offerAgain('refused');
				await Promise.all(all().map((feed) => pictures.offerAgain(feed)));
			}
			pushing.want(all());
			pulling.want(readable());
			kick();
			await Promise.all([pushing.ended(), pulling.ended()]);
		},
		listen() {
			// What was left from the last time goes at once, whether or not anybody answers the bell.
			pushing.want(all());
			carrying.want(all());
			pulling.want(readable().filter((feed) => rooms.get(feed)?.intake.complete() === false));
			listener.start();
		},
		kick,
		signedIn() {
			signedOut = false;
			for (const lane of lanes) lane.resume();
			pushing.want(all());
			pulling.want(readable());
			listener.wake();
		},
		enter(room) {
			rooms.set(room.feed, room);
			ended.delete(room.feed);
			pushing.want([room.feed]);
			pulling.want([room.feed]);
			// The bell that stands rings for the feeds that were ours when it was hung.
			listener.renew();
		},
		end(feed) {
			ended.add(feed);
			pushing.want([feed]);
			carrying.want([feed]);
		},
		leave(feed) {
			rooms.delete(feed);
			ended.delete(feed);
			loading.delete(feed);
		},
		async close() {
			closing.abort();
			listener.close();
			for (const lane of lanes) lane.rest();
			await Promise.all(lanes.map((lane) => lane.ended()));
		}
	};
}

function isSignedOut(cause: unknown): boolean {
	return cause instanceof MeetingTrouble && cause.kind === 'signed_out';
}
