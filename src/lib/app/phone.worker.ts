/**
 * The rim of the worker: opens the engine room with the browser's own things, answers the page, and
 * speaks with the workers of other tabs. One of them leads; all of them write.
 */
import { expose } from 'comlink';
import { openClock } from '#lib/device/clock.ts';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openHeldFeeds } from '#lib/device/heldFeeds.ts';
import { openLeftRecords } from '#lib/device/leftRecords.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { openPouchLedger } from '#lib/ledger/pouchLedger.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { dropOlderDrawings, openProjectionDatabase } from '#lib/projections/database.ts';
import { openProjector } from '#lib/projections/projector.ts';
import { statusCounts } from '#lib/projections/records.ts';
import type { EngineRoom } from './engine.ts';
import { openEngineRoom } from './engineRoom.ts';
import { failureOf } from './failures.ts';
import { openLocks } from './locks.ts';
import type { PhoneWorker, TabMessage, WorkerFailure, WorkerOrders } from './phoneWorker.ts';
import { tabChannel } from './phoneWorker.ts';
import { shuttingPictures } from './shutPictures.ts';
import { openStatusTeller } from './statusTeller.ts';

/** A thin line in a stairwell is slow, a dead one must be noticed. */
const answerLimitMs = 20_000;
/** Another tab meets for us; it may close meanwhile. */
const meetingLimitMs = 60_000;

interface House {
	engine: EngineRoom;
	channel: BroadcastChannel;
	say: (message: TabMessage) => void;
	leave: () => void;
}

let house: Promise<House> | undefined;

async function openHouse(orders: WorkerOrders): Promise<House> {
	const { account } = orders;
	const locks = openLocks('locks' in navigator ? navigator.locks : undefined);
	const device = new DeviceDatabase();
	const channel = tabChannel(account);
	const say = (message: TabMessage) => {
		channel.postMessage(message);
	};
	const clock = openClock({
		wallMs: () => Date.now(),
		steadyMs: () => performance.now(),
		offsetMs: orders.clockOffsetMs
	});
	let rows: ProjectionDatabase | undefined;
	const engine = await openEngineRoom({
		...orders,
		clock,
		async openLedger(feed) {
			const ledger = await openPouchLedger({ feed, name: `qingge-${account}-${feed}` });
			// Without a secure context there are no caches, and nothing in them.
			return 'caches' in self ? shuttingPictures(ledger, caches) : ledger;
		},
		held: openHeldFeeds(device, account),
		left: openLeftRecords(device, account),
		async openRows() {
			rows = await openProjectionDatabase(account);
			// One that is still open elsewhere stays until the next start.
			void dropOlderDrawings(account).catch(() => undefined);
			const now = () => clock.now();
			return openProjector({ database: rows, device: orders.device, now });
		},
		pictures: openPicturesWaiting(device, account),
		line: {
			fetch: (request) => fetch(request),
			origin: self.location.origin,
			limitMs: answerLimitMs,
			nowMs: () => Date.now()
		},
		chance: () => Math.random(),
		lock: (name, work) => locks.inTurn(name, work),
		listens: true,
		onReading: () => {
			teller.tell();
		},
		onMe: (me) => {
			say({ type: 'me', me });
		}
	});
	const teller = openStatusTeller({
		reading: () => engine.reading(),
		counts: async () => rows && (await statusCounts(rows)),
		say: (status) => {
			say({ type: 'status', status });
		}
	});

	channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
		if (data.type === 'me') void engine.heed(data.me).catch(() => undefined);
		if (!engine.leads()) return;
		switch (data.type) {
			case 'poke':
				void engine.poke(data.feed);
				break;
			case 'ask':
				void engine.countLeft().catch(() => undefined);
				teller.tell();
				break;
			case 'meet':
				void engine.meet({ byHand: true }).finally(() => {
					say({ type: 'met', id: data.id });
				});
				break;
			case 'kick':
				engine.kick(data.networkChanged);
				break;
			case 'signedIn':
				engine.signedIn();
				break;
			case 'status':
			case 'met':
			case 'me':
			case 'left':
				break;
		}
	});

	const leadership = locks.hold(`qingge-leader-${account}`, () => {
		engine.lead().catch((cause: unknown) => {
			teller.complain(failureOf(cause).kind);
		});
	});
	const leave = () => {
		leadership.release();
		teller.close();
		rows?.close();
		device.close();
		channel.close();
	};
	return { engine, channel, say, leave };
}

/** Gives whatever was thrown its kind before it crosses to the page. */
async function answered<T>(work: () => Promise<T>): Promise<Outcome<T, WorkerFailure>> {
	try {
		return accepted(await work());
	} catch (cause) {
		return refused({ kind: failureOf(cause).kind, detail: String(cause) });
	}
}

async function opened(): Promise<House> {
	if (!house) throw new Error('The worker was asked before it was opened.');
	return await house;
}

/** Another tab leads: it is asked to meet, and we wait until it says that it did. */
async function meetElsewhere({ channel, say }: House): Promise<void> {
	const id = crypto.randomUUID();
	await new Promise<void>((resolve) => {
		const timer = setTimeout(end, meetingLimitMs);
		function hear({ data }: MessageEvent<TabMessage>): void {
			if (data.type === 'met' && data.id === id) end();
		}
		function end(): void {
			clearTimeout(timer);
			channel.removeEventListener('message', hear);
			resolve();
		}
		channel.addEventListener('message', hear);
		say({ type: 'meet', id });
	});
}

const worker: PhoneWorker = {
	open: (orders) =>
		answered(async () => {
			house = openHouse(orders);
			await house;
			return true as const;
		}),
	append: (feed, entries, again) =>
		answered(async () => {
			const { engine, say } = await opened();
			const documents = await engine.append(feed, entries, again);
			// Durable by now; the page hears of it before drawing and delivering begin, which take longer.
			setTimeout(() => {
				if (engine.leads()) void engine.poke(feed, documents).catch(() => undefined);
				else say({ type: 'poke', feed });
			});
			return documents;
		}),
	async meet() {
		const here = await opened();
		if (here.engine.leads()) await here.engine.meet({ byHand: true });
		else await meetElsewhere(here);
	},
	undelivered: () => answered(async () => (await opened()).engine.undelivered()),
	putAway: (id) =>
		answered(async () => {
			const { engine, say } = await opened();
			await engine.putAway(id);
			if (!engine.leads()) say({ type: 'ask' });
			return true as const;
		}),
	destroy: () =>
		answered(async () => {
			const { engine, leave } = await opened();
			await engine.destroy();
			leave();
			return true as const;
		})
};

expose(worker);
