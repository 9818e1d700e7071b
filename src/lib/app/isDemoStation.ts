/** Asked before anybody came in, so the device is not named. */
import { ask } from '#lib/replication/stationLine.ts';
import { stationLine } from './stationLine.ts';

/** Who is known here waits for it, too: on a dead line not as long as for what matters. */
const limitMs = 3_000;

export async function isDemoStation(): Promise<boolean> {
	try {
		const { value } = await ask(stationLine(''), '/station/health', { limitMs });
		return (value as { demo?: unknown }).demo === true;
	} catch {
		// Nobody there, or nobody who knows: nothing is promised.
		return false;
	}
}
