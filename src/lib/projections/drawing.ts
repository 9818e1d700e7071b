/** What the parts of one drawing share: the database, whose rows, and what is to change about doors. */
import type { DeviceId, DoorId } from '#lib/domain/ids.ts';
import type { ClocksOf } from '#lib/domain/settledClocks.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorFacts } from './storedRows.ts';

/** One change to the facts of one door. Doing it twice is the same as once. */
export type FactChange = (facts: DoorFacts) => void;
/** Kept until the doors are drawn, so that each is read and written once for many documents. */
type DoorChanges = Map<DoorId, FactChange[]>;

export interface Drawing {
	database: ProjectionDatabase;
	feed: string;
	device: DeviceId;
	/** Under which name this phone writes into this feed. */
	writer: DeviceId;
	/** Read when first needed; all feeds draw by the same. */
	clocks: { of?: ClocksOf };
	doors: DoorChanges;
	/** `_id`s of everything about which an amendment may be known. */
	amended: Set<string>;
}

export function changeDoor(
	{ doors }: Pick<Drawing, 'doors'>,
	door: DoorId,
	change: FactChange
): void {
	const changes = doors.get(door);
	if (changes) changes.push(change);
	else doors.set(door, [change]);
}
