/** Asked before anybody came in, so the device is not named. */
import { ask } from '#lib/replication/stationLine.ts';
import { stationLine } from './stationLine.ts';

export async function isDemoStation(): Promise<boolean> {
	try {
		const { value } = await ask(stationLine(''), '/station/health');
		return (value as { demo?: unknown }).demo === true;
	} catch {
		// Nobody there, or nobody who knows: nothing is promised.
		return false;
	}
}
