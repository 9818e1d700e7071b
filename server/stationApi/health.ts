/**
 * `GET /station/health`: whether somebody has to look after the station. Numbers only: it is for
 * anybody who watches, and speaks of no person.
 */
import { quarantineOf } from '#lib/domain/feeds.ts';
import { readLastBackup } from '../backup/lastBackup.ts';
import { json } from '../http/couchResponse.ts';
import { needsLook } from '../upstream/needsLook.ts';
import type { StationCall, StationParts } from './stationCall.ts';

type Light = 'green' | 'yellow' | 'red';

/** Carrying takes milliseconds; a minute behind means that something is in the way. */
const lateMs = 60_000;

export function answerHealth(parts: StationParts): StationCall {
	const { storage, access, router, numbers, upstream, community, version, startedMs, nowMs } =
		parts;
	return async () => {
		const carrying = await router.reading();
		const alarms = await numbers.alarms();
		const kept = await storage.open(quarantineOf(community().id));
		const quarantined = (await kept?.info())?.docCount ?? 0;
		const behindMs =
			carrying.behindSinceMs === undefined ? 0 : Math.max(0, nowMs() - carrying.behindSinceMs);
		const district = await upstream.reading();
		const status: Light = carrying.troubled
			? 'red'
			: behindMs > lateMs ||
				  carrying.setAside > 0 ||
				  quarantined > 0 ||
				  alarms.missing > 0 ||
				  needsLook(district, nowMs())
				? 'yellow'
				: 'green';
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
			upstream: district,
			lastBackupAt: readLastBackup(access)?.at ?? ''
		});
	};
}
