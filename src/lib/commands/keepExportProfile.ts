/** Keeps how a table is made, for everybody of the community; one that was changed replaces its elder. */
import type { ExportProfileDocument, ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { exportProfileShape } from '#lib/domain/communityShapes.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { wrongField } from '#lib/domain/shapeChecks.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export type ProfileRefusal =
	| { kind: 'shape'; field: string }
	/** A table without columns is none. */
	| { kind: 'columns_missing'; field: 'columns' };

export async function keepExportProfile(
	profile: ExportProfileFields,
	desk: WritingDesk
): Promise<Outcome<ExportProfileDocument, ProfileRefusal>> {
	const kept = {
		...profile,
		name: profile.name.trim(),
		columns: profile.columns.map((column) => ({ ...column, header: column.header.trim() }))
	};
	if (kept.columns.length === 0) return refused({ kind: 'columns_missing', field: 'columns' });
	const field = wrongField({ ...kept }, exportProfileShape);
	if (field !== undefined) return refused({ kind: 'shape', field });
	const _id = documentId.exportProfile(desk.newId());
	const written = await desk.append([{ ...kept, _id, kind: 'export_profile', grid: desk.grid }]);
	return accepted(writtenOf(written, 'export_profile'));
}
