/**
 * Draws every concern that a portion touches again from all of its papers. An event may come before
 * its header; it waits among the papers.
 */
import type { ConcernDocument, EventDocument } from '#lib/domain/documents.ts';
import { amendmentsOf } from './amendmentsOf.ts';
import { concernOf } from './arrivedBatch.ts';
import type { Drawing } from './drawing.ts';
import { changeDoor } from './drawing.ts';
import { factsOfConcern, projectConcern } from './projectConcern.ts';
import type { StoredPaper } from './storedRows.ts';

export async function drawConcerns(
	drawing: Drawing,
	arrived: readonly (ConcernDocument | EventDocument)[],
	amended: ReadonlySet<string>
): Promise<void> {
	const { database, feed, device } = drawing;
	const touched = new Set([
		...arrived.map(concernOf),
		...[...amended].filter((id) => id.startsWith('concern:'))
	]);
	if (touched.size === 0) return;
	const ids = [...touched];
	await database.papers.bulkPut(
		arrived.map((document) => ({ id: document._id, concern: concernOf(document), feed, document }))
	);
	const papers = await papersOf(drawing, ids);
	const amendments = await amendmentsOf(database, ids);
	const before = await database.concerns.bulkGet(ids);
	const rows = ids.flatMap(
		(id) => projectConcern(papers.get(id) ?? [], amendments.get(id) ?? [], device) ?? []
	);
	const drawn = new Set(rows.map(({ id }) => id));
	await database.concerns.bulkPut(rows);
	await database.concerns.bulkDelete(ids.filter((id) => !drawn.has(id)));
	for (const row of before) {
		for (const door of row?.households ?? []) {
			changeDoor(drawing, door, (facts) => {
				facts.concerns.delete(row?.id ?? '');
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

async function papersOf(
	{ database }: Drawing,
	concerns: readonly string[]
): Promise<Map<string, StoredPaper[]>> {
	const found = new Map<string, StoredPaper[]>();
	for (const paper of await database.papers.where('concern').anyOf(concerns).toArray()) {
		const known = found.get(paper.concern);
		if (known) known.push(paper);
		else found.set(paper.concern, [paper]);
	}
	return found;
}
