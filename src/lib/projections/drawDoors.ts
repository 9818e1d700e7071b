/** Applies what a portion changed to the facts of each door, and draws the rows of those doors. */
import type { Drawing } from './drawing.ts';
import type { Syllables } from './pinyin.ts';
import { relabelConcerns } from './placeWords.ts';
import { projectDoor } from './projectDoor.ts';
import type { DoorFacts } from './storedRows.ts';

export async function drawDoors(
	{ database, feed, doors }: Drawing,
	syllables: Syllables
): Promise<void> {
	if (doors.size === 0) return;
	const ids = [...doors.keys()];
	const known = await database.doorFacts.bulkGet(ids);
	const before = known.map((facts) => JSON.stringify(facts?.address));
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
	await database.doorFacts.bulkPut(changed.filter((facts) => !isEmpty(facts)));
	// Of a door of which nothing is told any more, its name is not kept either.
	await database.doorFacts.bulkDelete(changed.filter(isEmpty).map(({ door }) => door));
	await database.doors.bulkPut(rows);
	const moved = new Set(
		changed
			.filter(({ address }, at) => JSON.stringify(address) !== before[at])
			.map(({ door }) => door)
	);
	const named = rows.filter(({ door }) => moved.has(door));
	const buildings = [...new Set(named.map(({ building }) => building))];
	await relabelConcerns(database, { doors: [...moved], buildings });
}

function isEmpty({ address, household, residents, visits, concerns }: DoorFacts): boolean {
	const lists = residents.size + visits.size + concerns.size;
	return address === undefined && household === undefined && lists === 0;
}
