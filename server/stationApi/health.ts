/**
 * `GET /station/health`: whether somebody has to look after the station. Numbers only: it is for
 * anybody who watches, and speaks of no person.
 */
import { quarantineOf } from '#lib/domain/feeds.ts';
import { json } from '../http/couchResponse.ts';
import type { HealthPart, Light } from './healthPart.ts';
import { worstOf } from './healthPart.ts';
import type { StationCall, StationParts } from './stationCall.ts';

/** Carrying takes milliseconds; a minute behind means that something is in the way. */
const lateMs = 60_000;

/** `more` are parts beside the ones every station has. */
export function answerHealth(parts: StationParts, more: readonly HealthPart[]): StationCall {
	const { storage, router, numbers, community, version, startedMs, nowMs } = parts;
	return async () => {
		const carrying = await router.reading();
		const alarms = await numbers.alarms();
		const kept = await storage.open(quarantineOf(community().id));
		const quarantined = (await kept?.info())?.docCount ?? 0;
		const behindMs =
			carrying.behindSinceMs === undefined ? 0 : Math.max(0, nowMs() - carrying.behindSinceMs);
		const others = await Promise.all(more.map((part) => part()));
		const own: Light = carrying.troubled
			? 'red'
			: behindMs > lateMs || carrying.setAside > 0 || quarantined > 0 || alarms.missing > 0
				? 'yellow'
				: 'green';
		const status = worstOf([own, ...others.map(({ light }) => light)]);
		return json(status === 'red' ? 503 : 200, {
			status,
			version,
			uptimeMs: nowMs() - startedMs,
			demo: community().demo,
			storage: { databases: (await storage.names()).length },
			router: {
				behind: carrying.behind,
				behindMs,
				setAside: carrying.setAside,
				troubled: carrying.troubled
			},
			quarantine: quarantined,
			gaps: alarms.missing,
			devicesWithGaps: alarms.devices,
			...Object.assign({}, ...others.map(({ facts }) => facts))
		});
	};
}
