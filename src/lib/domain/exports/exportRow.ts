/**
 * One line of what is recorded, ready for any table: every field of its source as words or a number,
 * still unmasked. It never leaves the phone or the station but through exportTable.ts.
 */
export type ExportCell = string | number;
export type ExportCells = Readonly<Record<string, ExportCell>>;

export interface ExportRow {
	cells: ExportCells;
	/** Names of people that free texts of this row may hold. */
	names: readonly string[];
	/** Who reported it asked not to be known. */
	confidential: boolean;
}
