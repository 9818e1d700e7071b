/** Writes down that a table is made, before there is a file: nothing leaves without being noted. */
import type { ExportRunDocument } from '#lib/domain/communityDocuments.ts';
import type { EntryOf } from '#lib/domain/entry.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted } from '#lib/domain/outcome.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type ExportRunFields = Omit<EntryOf<'export_run'>, '_id' | 'kind' | 'grid'>;

export async function noteExport(
	run: ExportRunFields,
	desk: WritingDesk
): Promise<Outcome<ExportRunDocument, never>> {
	const _id = documentId.exportRun(desk.newId());
	const written = await desk.append([{ ...run, _id, kind: 'export_run', grid: desk.grid }]);
	return accepted(writtenOf(written, 'export_run'));
}
