/** What rows of a table are asked of this phone. */
import type { ExportSource } from '#lib/domain/exports/exportFields.ts';
import type { ExportPeriod } from '#lib/domain/exports/exportPeriod.ts';

export interface RowsAsked extends ExportPeriod {
	source: ExportSource;
	/** Feeds of the hat under which it is asked: another hat's rows are another table's. */
	feeds: readonly string[];
	/** As people call an account or a unit. */
	nameOf: (code: string) => string;
}
