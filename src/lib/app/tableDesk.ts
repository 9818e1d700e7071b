/** What the screens may ask of the phone about tables for others; the types of it, and nothing more. */
import type { ExportRunFields } from '#lib/commands/noteExport.ts';
import type { ExportColumn, ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import type { ExportSource } from '#lib/domain/exports/exportFields.ts';
import type { ExportPeriod } from '#lib/domain/exports/exportPeriod.ts';
import type { ExportTable } from '#lib/domain/exports/exportTable.ts';
import type { Outcome } from '#lib/domain/outcome.ts';

export interface TableAsked extends ExportPeriod {
	source: ExportSource;
	columns: readonly ExportColumn[];
	masked: boolean;
	/** Only the first few, and masked whatever is asked. */
	look: boolean;
}

export interface TableOfStation extends ExportTable {
	/** As it was made, whatever was asked for. */
	masked: boolean;
	/** Of all there are. */
	total: number;
}

/** A FailureKind, or a no of the station's own: `too_many_rows`, `not_allowed`. */
export type TableRefusal = string;

type Kept = Outcome<{ id: string }, { kind: string; field?: string }>;

export interface ExportVerbs {
	/** @param feed the one in which it is written: of the hat worn. */
	keepExportProfile(profile: ExportProfileFields, feed: string): Promise<Kept>;
	/** Durable when it answers; only then may the file be offered. */
	noteExport(run: ExportRunFields, feed: string): Promise<Kept>;
	/** Needs the network. */
	askTable(asked: TableAsked): Promise<Outcome<TableOfStation, TableRefusal>>;
}
