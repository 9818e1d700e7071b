/** What is added to a visit after it was written: when one comes again. */
import { promiseVisit } from '#lib/commands/promiseVisit.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { gridOfDoor } from '#lib/domain/ids.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import type { App, Saved } from './app.ts';

interface DayVerbParts {
	database: ProjectionDatabase;
	/** Undefined where the grid is not hers. */
	deskOf: (grid: GridId | undefined) => WritingDesk | undefined;
	saved: (
		command: () => Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>
	) => Promise<Saved<{ id: string }>>;
}

export function dayVerbs({ database, deskOf, saved }: DayVerbParts): Pick<App, 'promiseVisit'> {
	return {
		promiseVisit: (id, promise) =>
			saved(async () => {
				const visit = await database.visits.get(id);
				const desk = visit && deskOf(gridOfDoor(visit.door));
				if (!desk) return refused({ kind: 'not_found' });
				const amendments = (await database.amendments.get(id))?.documents ?? [];
				const { heads } = foldFields<object>(visit.base, amendments);
				return await promiseVisit({ visit, heads, ...promise }, desk);
			})
	};
}
