/** What the parts of one drawing share: the database, whose rows, and what is to change about doors. */
import type { DeviceId, DoorId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import type { DoorFacts } from './storedRows.ts';

/** One change to the facts of one door; applied together, so that each door is read and written once. */
export type FactChange = (facts: DoorFacts) => void;

export interface Drawing {
	database: ProjectionDatabase;
	feed: string;
	device: DeviceId;
	doors: Map<DoorId, FactChange[]>;
}

export function changeDoor(drawing: Drawing, door: DoorId, change: FactChange): void {
	const changes = drawing.doors.get(door);
	if (changes) changes.push(change);
	else drawing.doors.set(door, [change]);
}
