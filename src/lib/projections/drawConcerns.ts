/**
 * Draws every concern that a portion touches again from all of its papers. An event may come before
 * its header; it waits among the papers.
 */
import type { ConcernDocument, EventDocument } from '#lib/domain/documents.ts';
import type { Amendments } from './amendmentsOf.ts';
import { concernOf } from './arrivedBatch.ts';
import { clocksHere } from './clocksHere.ts';
import { changeSheets } from './concernSheets.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { addPaper } from './papers.ts';
import { withPlaceWords } from './placeWords.ts';
import { factsOfConcern, projectConcern } from './projectConcern.ts';
import type { ConcernRow } from './rows.ts';

export async function drawConcerns(
	drawing: Drawing,
	arrived: readonly (ConcernDocument | EventDocument)[],
	touched: readonly string[],
	amendments: Amendments
): Promise<void> {
	if (touched.length === 0) return;
	const { database, feed, device } = drawing;
	const [known, before] = [
		await database.papers.bulkGet([...touched]),
		await database.concerns.bulkGet([...touched])
	];
	const papers = new Map(
		touched.map((concern, at) => [concern, known[at] ?? { concern, headers: [], events: [] }])
	);
	for (const document of arrived) {
		const those = papers.get(concernOf(document));
		if (those) addPaper(those, document, feed);
	}
	await database.papers.bulkPut([...papers.values()]);
	const clocksOf = await clocksHere(drawing);
	const unplaced = touched.flatMap((id) => {
		const all = papers.get(id);
		return (all && projectConcern(all, amendments.get(id) ?? [], device, clocksOf)) ?? [];
	});
	const rows = await withPlaceWords(database, unplaced);
	const drawn = new Set(rows.map(({ id }) => id));
	const gone = before.flatMap((row) => (row && !drawn.has(row.id) ? [row.id] : []));
	await database.concerns.bulkPut(rows);
	await database.concerns.bulkDelete(gone);
	await changeSheets(database, gone, rows);
	changeDoors(
		drawing,
		before.flatMap((row) => row ?? []),
		rows
	);
}

function changeDoors(drawing: Drawing, before: ConcernRow[], rows: ConcernRow[]): void {
	for (const row of before) {
		for (const door of row.households) {
			changeDoor(drawing, door, (facts) => {
				facts.concerns.delete(row.id);
			});
		}
	}
	for (const row of rows) {
		for (const door of row.households) {
			changeDoor(drawing, door, (facts) => {
				facts.concerns.set(row.id, factsOfConcern(row, door));
			});
		}
	}
}
