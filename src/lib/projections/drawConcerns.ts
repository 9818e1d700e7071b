/**
 * Draws every concern that a portion touches again from all of its papers. An event may come before
 * its header; it waits among the papers.
 */
import type { ConcernDocument, EventDocument } from '#lib/domain/documents.ts';
import type { Amendments } from './amendmentsOf.ts';
import { concernOf } from './arrivedBatch.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { factsOfConcern, projectConcern } from './projectConcern.ts';
import type { ConcernRow } from './rows.ts';
import type { StoredPapers } from './storedRows.ts';

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
		touched.map((concern, at) => [concern, known[at] ?? { concern, feed, events: [] }])
	);
	for (const document of arrived) addPaper(papers.get(concernOf(document)), document);
	await database.papers.bulkPut([...papers.values()]);
	const rows = touched.flatMap((id) => {
		const all = papers.get(id);
		return (all && projectConcern(all, amendments.get(id) ?? [], device)) ?? [];
	});
	const drawn = new Set(rows.map(({ id }) => id));
	const gone = before.flatMap((row) => (row && !drawn.has(row.id) ? [row.id] : []));
	await database.concerns.bulkPut(rows);
	await database.concerns.bulkDelete(gone);
	changeDoors(
		drawing,
		before.flatMap((row) => row ?? []),
		rows
	);
}

function addPaper(
	papers: StoredPapers | undefined,
	document: ConcernDocument | EventDocument
): void {
	if (!papers) return;
	if (document.kind === 'concern') papers.header = document;
	else if (!papers.events.some(({ _id }) => _id === document._id)) papers.events.push(document);
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
