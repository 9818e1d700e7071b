/** The parts of health that every station has: router, quarantine, numbers, phones, feeds, disk. */
import { quarantineOf } from '#lib/domain/feeds.ts';
import type { DeviceMeetings } from '../access/deviceMeetings.ts';
import { CommitBell } from '../http/commitBell.ts';
import type { DiskUse } from '../storage/diskUse.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Doorbell } from './doorbell.ts';
import type { HealthPart } from './healthPart.ts';
import type { StationParts } from './stationCall.ts';

export interface HealthSources extends StationParts {
	doorbell: Doorbell;
	meetings: DeviceMeetings;
	/** Items of the quarantine that nobody has decided about. */
	openItems: (quarantine: DocumentStore) => Promise<number>;
	/** Absent where nothing lies on a disk. */
	disk: (() => Promise<DiskUse>) | undefined;
}

/** Carrying takes milliseconds; a minute behind means that something is in the way. */
const lateMs = 60_000;
const dayMs = 24 * 60 * 60_000;
/** A year of a community's records fits into the first; the second is nearly nothing. */
const scarceBytes = 1024 ** 3;
const noRoomBytes = 64 * 1024 ** 2;

export function healthPartsOf(sources: HealthSources): HealthPart[] {
	const { storage, router, numbers, community, nowMs, doorbell, meetings, disk } = sources;
	return [
		async function carrying() {
			const { behind, behindSinceMs, setAside, troubled } = await router.reading();
			const behindMs = behindSinceMs === undefined ? 0 : Math.max(0, nowMs() - behindSinceMs);
			const light = troubled ? 'red' : behindMs > lateMs || setAside > 0 ? 'yellow' : 'green';
			return { light, facts: { router: { behind, behindMs, setAside, troubled } } };
		},
		async function refused() {
			const kept = await storage.open(quarantineOf(community().id));
			const quarantine = kept ? await sources.openItems(kept) : 0;
			return { light: quarantine > 0 ? 'yellow' : 'green', facts: { quarantine } };
		},
		async function gaps() {
			const { missing, devices } = await numbers.alarms();
			return {
				light: missing > 0 ? 'yellow' : 'green',
				facts: { gaps: missing, devicesWithGaps: devices }
			};
		},
		async function phones() {
			const met = meetings.all();
			const since = new Date(nowMs() - dayMs).toISOString();
			const seenToday = met.filter(({ at }) => at >= since).length;
			return { light: 'green', facts: { devices: { known: met.length, seenToday } } };
		},
		async function feeds() {
			const open = { doorbells: doorbell.listening().length, changes: CommitBell.hanging };
			return { light: 'green', facts: { feeds: open } };
		},
		async function room() {
			const databases = (await storage.names()).length;
			if (!disk) return { light: 'green', facts: { storage: { databases } } };
			const { files, bytes, freeBytes } = await disk();
			const light = freeBytes < noRoomBytes ? 'red' : freeBytes < scarceBytes ? 'yellow' : 'green';
			return { light, facts: { storage: { databases, files, bytes, freeBytes } } };
		}
	];
}
