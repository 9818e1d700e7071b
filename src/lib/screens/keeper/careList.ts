/** What the keeper has to look at, the worst first, in words; nothing when all is well. */
import type { StationHealth } from '#lib/app/keptStation.ts';
import { keeperWords as words } from '#lib/text/keeperWords.ts';

/** As the station's own lights (server/stationApi/healthParts.ts). */
const lateMs = 60_000;
const scarceBytes = 1024 ** 3;
const oldBackupMs = 8 * 24 * 60 * 60_000;

export function careList(health: StationHealth, now: string): string[] {
	const { router, quarantine, gaps, devicesWithGaps, storage, backup, upstream } = health;
	const { care } = words;
	const isOld = backup !== null && Date.parse(now) - Date.parse(backup.at) > oldBackupMs;
	return [
		router.troubled ? care.troubled : '',
		storage.freeBytes !== undefined && storage.freeBytes < scarceBytes
			? care.room(storage.freeBytes)
			: '',
		router.behindMs > lateMs ? care.late(router.behindMs) : '',
		gaps > 0 ? care.gaps(gaps, devicesWithGaps) : '',
		quarantine > 0 ? care.quarantine(quarantine) : '',
		router.setAside > 0 ? care.setAside(router.setAside) : '',
		isOld ? care.backup : '',
		upstream && upstream.refused > 0 ? care.upstream(upstream.refused) : ''
	].filter((sentence) => sentence !== '');
}
