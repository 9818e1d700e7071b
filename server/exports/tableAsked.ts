/** Reads what table is asked for; what is no such question is a bad request. */
import { exportProfileShape } from '#lib/domain/communityShapes.ts';
import type { ExportColumn } from '#lib/domain/communityDocuments.ts';
import type { ExportPeriod } from '#lib/domain/exports/exportPeriod.ts';
import { isPeriod } from '#lib/domain/exports/exportPeriod.ts';
import { day, oneOf } from '#lib/domain/shapeChecks.ts';
import { badRequest } from '../http/couchError.ts';
import type { LedgerSource } from './ledgerRows.ts';

export interface TableAsked extends ExportPeriod {
	source: LedgerSource;
	columns: ExportColumn[];
	masked: boolean;
	/** Only the first few rows, to see what it will be. */
	look: boolean;
}

const isSource = oneOf(...(['visits', 'care_visits', 'households', 'residents'] as const));

export function readTableAsked(asked: Record<string, unknown>): TableAsked {
	const { source, columns, from, until, masked, look } = asked;
	if (!isSource(source)) throw badRequest('source');
	if (!exportProfileShape.columns(columns)) throw badRequest('columns');
	if (!day(from) || !day(until)) throw badRequest('period');
	const period = { from: String(from), until: String(until) };
	if (!isPeriod(period)) throw badRequest('period');
	return {
		source: source as LedgerSource,
		columns: columns as ExportColumn[],
		...period,
		// Whole only where that is said in so many words.
		masked: masked !== false,
		look: look === true
	};
}
