/**
 * The door before the app: who was here last, and who comes in now. Opens each account once, and
 * finds out which device this is even where the databases were emptied (SAFETY F16).
 */
import { raiseCanary, readCanary } from '#lib/device/canary.ts';
import { offsetOf } from '#lib/device/clock.ts';
import { DeviceDatabase } from '#lib/device/deviceDatabase.ts';
import { openSessions } from '#lib/device/sessions.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { ulid } from 'ulid';
import type { App, Entrance, Failure, ShellNews } from './app.ts';
import { failureOf } from './failures.ts';
import type { OpenedApp } from './openApp.ts';
import { openApp } from './openApp.ts';
import { isDemoStation } from './isDemoStation.ts';
import { comeIn } from './station.ts';
import { stationLine } from './stationLine.ts';
import type { Updates } from './updates.ts';
import { openUpdates } from './updates.ts';
import { getThreadReady } from './workerThread.ts';

export interface EntranceParts {
	/** Names what this app was built from. */
	version: string;
}

export async function openEntrance({ version }: EntranceParts): Promise<Entrance> {
	const device = new DeviceDatabase();
	const sessions = openSessions(device);
	let opened: OpenedApp | undefined;
	let registering: Promise<Updates | undefined> | undefined;
	let news: Partial<ShellNews> = {};
	let listener: (news: Partial<ShellNews>) => void = () => undefined;
	let last: Promise<unknown> = Promise.resolve();

	/** The browser knows one app, whatever account is open in it. */
	async function updates(tell?: (news: Partial<ShellNews>) => void): Promise<Updates | undefined> {
		if (tell) {
			listener = tell;
			tell(news);
		}
		registering ??= openUpdates((more) => {
			news = { ...news, ...more };
			listener(more);
		});
		return await registering;
	}

	/** Coming in and resuming each open an account: one after the other. */
	function inTurn<T>(act: () => Promise<T>): Promise<T> {
		const mine = last.then(act);
		last = mine.catch(() => undefined);
		return mine;
	}

	async function open(account: string): Promise<OpenedApp | undefined> {
		const session = await sessions.of(account);
		if (!session) return undefined;
		opened?.close();
		opened = await openApp({ session, device, storage: localStorage, version, updates });
		// The next start waits for this account instead of showing the door.
		raiseCanary(localStorage, account, { device: session.device, highest: {} });
		return opened;
	}

	/** The name under which this phone wrote for the account, else a new one. */
	async function deviceFor(account: string): Promise<string> {
		const known = (await sessions.of(account))?.device;
		return known ?? readCanary(localStorage, account)?.device ?? ulid();
	}

	async function signIn(account: string, password: string): Promise<Outcome<App, Failure>> {
		getThreadReady();
		const name = account.trim();
		const deviceId = await deviceFor(name);
		const came = await comeIn(stationLine(deviceId), name, password);
		if (!came.ok) return came;
		const { me, stationNow, sentMs, receivedMs } = came.value;
		if (opened?.me.account === me.account && (await sessions.of(me.account))) {
			await opened.signedInAgain(me);
			return accepted(opened);
		}
		const before = await sessions.of(me.account);
		const stationMs = Date.parse(stationNow);
		await sessions.enter({
			account: me.account,
			device: before?.device ?? deviceId,
			me,
			lastMetAt: before?.lastMetAt ?? '',
			clockOffsetMs: Number.isNaN(stationMs)
				? before?.clockOffsetMs
				: offsetOf({ stationMs, sentMs, receivedMs, grainMs: 0 })
		});
		const app = await open(me.account);
		return app ? accepted(app) : refused({ kind: 'storage_broken' });
	}

	return {
		isDemo: isDemoStation,
		resume: () =>
			inTurn(async () => {
				const session = await sessions.current();
				if (!session) return undefined;
				if (opened?.me.account !== session.account) getThreadReady();
				return opened?.me.account === session.account ? opened : await open(session.account);
			}),
		async signIn(account, password) {
			try {
				return await inTurn(() => signIn(account, password));
			} catch (cause) {
				const failure = failureOf(cause);
				if (failure.kind === 'unexpected') throw cause;
				return refused(failure);
			}
		},
		async keepShell() {
			await updates();
		}
	};
}
