/** What goes into a spreadsheet file and what may come out of one; the types of this room. */
export interface SheetToWrite {
	/** Of the sheet in the file. */
	name: string;
	/** Above the table: who made it, when, for what. */
	watermark: string;
	headers: readonly string[];
	rows: readonly (readonly (string | number)[])[];
}

export type SheetTrouble =
	| 'empty'
	/** An XLS of long ago, or one with a password. */
	| 'old_or_locked'
	| 'too_large'
	| 'too_many_rows'
	| 'damaged';

/** Only the first sheet that has anything in it. Empty cells are null or ''. */
export type SheetRows = unknown[][];
