/** The few words a page itself has with the station: coming in and going out. Records are the worker's. */
import type { StationLine } from '#lib/replication/stationLine.ts';
import { ask } from '#lib/replication/stationLine.ts';
import { MeetingTrouble } from '#lib/replication/trouble.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Failure, Me } from './app.ts';
import { failureOf } from './failures.ts';
import { readMe } from './readMe.ts';
import { stationLine } from './stationLine.ts';

/** As the service worker names them; of one account. */
export const accountCaches = ['qingge-pictures', 'qingge-sounds'];

/** The station's clock against the phone's, as read when the account came in. */
export interface CameIn {
	me: Me;
	/** ISO, `''` where not told. */
	stationNow: string;
	sentMs: number;
	receivedMs: number;
}

export async function comeIn(
	line: StationLine,
	account: string,
	password: string
): Promise<Outcome<CameIn, Failure>> {
	try {
		const { status } = await ask(line, '/db/_session', {
			method: 'POST',
			body: JSON.stringify({ name: account, password }),
			readable: [401, 403, 429]
		});
		if (status === 429) return refused({ kind: 'too_many_attempts' });
		if (status === 401) return refused({ kind: 'wrong_password' });
		if (status === 403) return refused({ kind: 'station_refused' });
		const sentMs = line.nowMs();
		const { value } = await ask(line, '/station/me');
		const receivedMs = line.nowMs();
		const me = readMe(value);
		if (!me) throw new MeetingTrouble('not_the_station', 'no word about the account');
		const { now } = value as { now?: unknown };
		return accepted({ me, stationNow: typeof now === 'string' ? now : '', sentMs, receivedMs });
	} catch (cause) {
		return refused(failureOf(cause));
	}
}

/** Ends the session at the station if it can be reached; the phone forgets it in any case. */
export async function leaveStation(device: string): Promise<void> {
	await ask(stationLine(device), '/db/_session', { method: 'DELETE' }).catch(() => undefined);
}
