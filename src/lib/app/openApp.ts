/**
 * The whole phone on one page: opens what an account has here, once, and puts the rooms together.
 * Asks the station for nothing; that is the worker's.
 */
import type { CanaryStorage } from '#lib/device/canary.ts';
import { dropCanary, raiseCanary, readCanary } from '#lib/device/canary.ts';
import { openClock } from '#lib/device/clock.ts';
import type { DeviceDatabase, SessionRow } from '#lib/device/deviceDatabase.ts';
import { openDrafts } from '#lib/device/drafts.ts';
import { openLeftRecords } from '#lib/device/leftRecords.ts';
import { openOwnNotes } from '#lib/device/ownNotes.ts';
import { openPicturesWaiting } from '#lib/device/picturesWaiting.ts';
import { openDictation } from '#lib/device/dictation.ts';
import { openMicrophone } from '#lib/device/microphone.ts';
import { openPreferences } from '#lib/device/preferences.ts';
import { preparePicture, shrinkPicture } from '#lib/device/preparePicture.ts';
import { openReminders, reminderPartsHere } from '#lib/device/reminders.ts';
import { openSessions } from '#lib/device/sessions.ts';
import { readShared } from '#lib/device/sharedFiles.ts';
import { askPersistence, readStorage } from '#lib/device/storageHealth.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { deleteProjectionDatabase, openProjectionDatabase } from '#lib/projections/database.ts';
import { ulid } from 'ulid';
import type { App, Me, ShellNews } from './app.ts';
import { askTable } from './askTable.ts';
import { openBadgeDesk } from './badgeDesk.ts';
import { openEarlyPictures } from './earlyPictures.ts';
import { fetchPicture } from './fetchPicture.ts';
import { fetchSound } from './fetchSound.ts';
import { handOverFile } from './handOver.ts';
import type { TabMessage, WorkerOrders } from './phoneWorker.ts';
import { tabChannel } from './phoneWorker.ts';
import { openKeeperDesk } from './keeperDesk.ts';
import { watchPageLife } from './pageLife.ts';
import { openPictureDesk } from './pictureDesk.ts';
import { readMe } from './readMe.ts';
import { watchReads } from './readsUnderway.ts';
import { ReplicationStatus } from './replicationStatus.svelte.ts';
import { accountCaches, leaveStation } from './station.ts';
import { stationLine } from './stationLine.ts';
import { openSoundDesk } from './soundDesk.ts';
import { takeShared } from './takeShared.ts';
import type { Updates } from './updates.ts';
import { openVerbs } from './verbs.ts';
import { openWorkerLink } from './workerLink.ts';

export interface OpenAppParts {
	session: SessionRow;
	device: DeviceDatabase;
	storage: CanaryStorage;
	version: string;
	/** Where this app's newer versions come from; opened once for all accounts. */
	updates: (hear: (news: Partial<ShellNews>) => void) => Promise<Updates | undefined>;
}

export interface OpenedApp extends App {
	/** A session stands again: what waited may go. */
	signedInAgain(me: Me): Promise<void>;
	close(): void;
}

export async function openApp(parts: OpenAppParts): Promise<OpenedApp> {
	const { session, storage, version } = parts;
	const { account, device } = session;
	/** One object for all who hold it: what the station grants or takes away counts at once. */
	const told = session.me as Me;
	// What an older version kept knows of no badge.
	const me: Me = { ...told, badge: (told as Partial<Me>).badge ?? '' };
	const sessions = openSessions(parts.device);
	const drafts = openDrafts(parts.device, account);
	const kept = openPicturesWaiting(parts.device, account);
	const left = openLeftRecords(parts.device, account);
	const own = openOwnNotes(parts.device, account);
	const reminders = openReminders(reminderPartsHere());
	const preferences = openPreferences(storage);
	const reads = watchReads();
	const status = new ReplicationStatus();
	status.tell({ lastMetAt: session.lastMetAt });
	const clock = openClock({
		wallMs: () => Date.now(),
		steadyMs: () => performance.now(),
		offsetMs: session.clockOffsetMs
	});
	const now = () => clock.now();

	const channel = tabChannel(account);
	const say = (message: TabMessage) => {
		channel.postMessage(message);
	};
	const link = openWorkerLink((): WorkerOrders => ({
		account,
		device,
		feeds: me.feeds,
		floor: readCanary(storage, account)?.highest ?? {},
		clockOffsetMs: clock.offsetMs(),
		lastMetAt: status.current.lastMetAt,
		appVersion: version
	}));
	const database = await openProjectionDatabase(account).catch((cause: unknown) => {
		link.close();
		channel.close();
		throw cause;
	});

	channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
		if (data.type === 'status') {
			status.tell(data.status);
			clock.adopt(data.status.clockOffsetMs);
			const { lastMetAt, clockOffsetMs } = data.status;
			void sessions.update(account, { lastMetAt, clockOffsetMs });
		} else if (data.type === 'me') {
			const told = readMe(data.me);
			if (told?.account === account) void hear(told);
		} else if (data.type === 'left') location.reload();
	});
	async function hear(told: Me): Promise<void> {
		Object.assign(me, told);
		await sessions.update(account, { me: told });
	}
	say({ type: 'ask' });

	const onOnline = () => {
		say({ type: 'kick', networkChanged: true });
		if (status.current.shell !== 'kept') void updates?.look().catch(() => undefined);
	};
	const onVisible = () => {
		if (document.visibilityState !== 'visible') return;
		say({ type: 'kick', networkChanged: false });
		void updates?.look().catch(() => undefined);
		void tellStorage();
	};
	window.addEventListener('online', onOnline);
	document.addEventListener('visibilitychange', onVisible);
	const stopWatching = watchPageLife({
		...{ page: window, document },
		onLeft: () => {
			link.close();
			reads.breakOff();
		},
		onBack: () => {
			location.reload();
		}
	});

	let updates: Updates | undefined;
	// Not waited for: the first screen stands before the shell is renewed.
	void parts
		.updates((news) => {
			status.tell(news);
		})
		.then((ready) => {
			updates = ready;
		});

	async function tellStorage(): Promise<void> {
		status.tell({ storage: await readStorage(navigator.storage) });
	}
	void tellStorage();

	async function append(feed: string, entries: readonly Entry[]): Promise<LedgerDocument[]> {
		const documents = await link.ask((worker, again) => worker.append(feed, [...entries], again));
		const highest = Math.max(0, ...documents.map(({ deviceSeq = 0 }) => deviceSeq));
		raiseCanary(storage, account, { device, highest: { [feed]: highest } });
		return documents;
	}

	const newId = () => ulid(clock.nowMs());
	const early = openEarlyPictures({ shrink: shrinkPicture, prepare: preparePicture, newId });
	const attached = {
		pictures: openPictureDesk({ kept, early, now }),
		sounds: openSoundDesk({ kept, newId, now })
	};
	const verbs = openVerbs({ me, database, append, ...attached, now });

	async function close(): Promise<void> {
		window.removeEventListener('online', onOnline);
		document.removeEventListener('visibilitychange', onVisible);
		stopWatching();
		link.close();
		channel.close();
		database.close();
	}

	return {
		...verbs,
		me,
		device,
		database,
		now,
		status,
		keeper: openKeeperDesk(stationLine(device)),
		askTable: (asked) => askTable(stationLine(device), asked),
		badge: openBadgeDesk({
			...{ account, device: parts.device, line: stationLine(device) },
			onRenewed: async (badge) => hear({ ...me, badge })
		}),
		own,
		reminders,
		saveDraft: (draft) => drafts.save({ ...draft, savedAt: now() }),
		draft: (key) => drafts.read(key),
		drafts: () => drafts.all(),
		dropDraft: (key) => drafts.drop(key),
		picture: (sha256) => fetchPicture(sha256, { kept, database, feeds: me.feeds, device }),
		sound: (sha256) => fetchSound(sha256, { kept, feeds: me.feeds, device }),
		shrinkPicture: (file) => early.shrink(file),
		getPictureReady: (picture) => {
			early.getReady(picture);
		},
		microphone: openMicrophone(),
		dictation: openDictation(),
		takeShared: (draft) => takeShared(draft, { drafts, now }),
		hasShared: async () => (await readShared()) !== undefined,
		forgetShared: async () => (await readShared())?.forget(),
		preference: (name) => preferences.read(name),
		setPreference: async (name, value) => {
			preferences.write(name, value);
		},
		meet: () => link.meet(),
		leftRecords: () => left.all(),
		async putAway(id) {
			await link.ask((worker) => worker.putAway(id));
		},
		async exportUndelivered() {
			const undelivered = await link.ask((worker) => worker.undelivered());
			const { feeds } = me;
			return await handOverFile({
				account,
				device,
				feeds,
				undelivered,
				pictures: kept,
				now: now()
			});
		},
		async askPersistence() {
			const granted = await askPersistence(navigator.storage);
			await tellStorage();
			return granted;
		},
		takeUpdate: async () => updates?.take(),
		async signOut(giveUp = 0) {
			const undelivered = await link.ask((worker) => worker.undelivered());
			const waiting = undelivered.reduce((sum, { documents }) => sum + documents.length, 0);
			const atStake = Math.max(waiting, await kept.count());
			if (atStake > giveUp) return refused({ kind: 'records_wait' });
			await leaveStation(device);
			await link.ask((worker) => worker.destroy());
			say({ type: 'left' });
			await close();
			await deleteProjectionDatabase(account);
			await sessions.forget(account);
			await own.forget();
			await reminders.badge(0);
			dropCanary(storage, account);
			for (const name of accountCaches) await caches.delete(name);
			return accepted({ given: atStake });
		},
		async signedInAgain(told) {
			await hear(told);
			status.tell({ signedOut: false });
			say({ type: 'signedIn' });
		},
		close: () => void close()
	};
}
