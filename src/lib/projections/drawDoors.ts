/** Applies what a portion changed to the facts of each door, and draws the rows of those doors. */
import type { Drawing } from './drawing.ts';
import type { Syllables } from './pinyin.ts';
import { projectDoor } from './projectDoor.ts';
import type { DoorFacts } from './storedRows.ts';

export async function drawDoors(
	{ database, feed, doors }: Drawing,
	syllables: Syllables
): Promise<void> {
	if (doors.size === 0) return;
	const ids = [...doors.keys()];
	const known = await database.doorFacts.bulkGet(ids);
	const changed = ids.map((door, at) => {
		const facts: DoorFacts = known[at] ?? {
			door,
			feed,
			residents: new Map(),
			visits: new Map(),
			concerns: new Map()
		};
		for (const change of doors.get(door) ?? []) change(facts);
		return facts;
	});
	const rows = changed.flatMap((facts) => projectDoor(facts, syllables) ?? []);
	await database.doorFacts.bulkPut(changed);
	await database.doors.bulkPut(rows);
}
