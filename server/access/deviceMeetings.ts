/**
 * When each phone was last here, with which app, and what it said it still holds. The phone says it
 * in two headers of calls it makes anyway, so knowing costs no request.
 */
import type { AccessStore, DeviceMeeting, Holds } from './accessStore.ts';
import type { Account } from './account.ts';
import type { Sessions } from './sessions.ts';

export interface DeviceMeetings {
	/** A phone was answered with this status. Calls that bring no word of an app are none of a phone. */
	note(request: Request, status: number): void;
	/** The latest first. */
	all(): DeviceMeeting[];
	close(): void;
}

/** A commit for every call would cost as much as the call. */
const keepAfterMs = 60_000;

export interface DeviceMeetingsParts {
	store: AccessStore;
	sessions: Pick<Sessions, 'find'>;
	/** Whether records of this account come from a phone; a keeper's browser holds none. */
	writes: (account: Account) => boolean;
	nowMs: () => number;
}

export function openDeviceMeetings(parts: DeviceMeetingsParts): DeviceMeetings {
	const { store, sessions, writes, nowMs } = parts;
	const meetings = new Map<string, DeviceMeeting>();
	const keptMs = new Map<string, number>();
	for (const meeting of store.meetings()) meetings.set(keyOf(meeting), meeting);

	return {
		note(request, status) {
			const app = appOf(request);
			if (app === undefined || status >= 400) return;
			const session = sessions.find(request);
			if (!session?.device || !writes(session.account)) return;
			const { name: account } = session.account;
			const { device } = session;
			const key = keyOf({ account, device });
			const holds = holdsOf(request) ?? meetings.get(key)?.holds ?? null;
			const meeting = { device, account, at: new Date(nowMs()).toISOString(), app, holds };
			meetings.set(key, meeting);
			if (nowMs() - (keptMs.get(key) ?? 0) < keepAfterMs) return;
			keptMs.set(key, nowMs());
			store.saveMeeting(meeting);
		},
		all() {
			// A phone may have been at another station of the same community since.
			for (const meeting of store.meetings()) {
				const known = meetings.get(keyOf(meeting));
				if (!known || known.at < meeting.at) meetings.set(keyOf(meeting), meeting);
			}
			return [...meetings.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
		},
		close() {
			for (const key of keptMs.keys()) {
				const meeting = meetings.get(key);
				if (meeting) store.saveMeeting(meeting);
			}
			keptMs.clear();
		}
	};
}

function keyOf({ account, device }: { account: string; device: string }): string {
	return JSON.stringify([account, device]);
}

function appOf(request: Request): string | undefined {
	const app = request.headers.get('x-qingge-app');
	return app !== null && /^[\w.+-]{1,64}$/.test(app) ? app : undefined;
}

/** `3,0,2`: waiting, refused, pictures. */
function holdsOf(request: Request): Holds | undefined {
	const said = request.headers.get('x-qingge-holds') ?? '';
	const [, waiting, refused, pictures] = /^(\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(said) ?? [];
	if (waiting === undefined) return undefined;
	return { waiting: Number(waiting), refused: Number(refused), pictures: Number(pictures) };
}
