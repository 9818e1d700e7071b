/**
 * Makes the file of a table: gathers the rows, notes that it is made, and only then writes it. A file
 * is never offered that was not noted.
 */
import type { App } from '#lib/app/app.ts';
import { instantCell } from '#lib/domain/exports/instantCell.ts';
import { safeCell } from '#lib/domain/exports/safeCell.ts';
import { tableWords } from '#lib/domain/exports/tableWords.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { makeSheet } from '#lib/sheets/sheetDesk.ts';
import type { SheetToWrite } from '#lib/sheets/sheetFile.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import type { TableChoice } from './tableChoice.ts';
import type { RowsWanted } from './tableRows.ts';
import { wholeTable } from './tableRows.ts';

export interface TableFile {
	file: File;
	rows: number;
}

interface Making {
	choice: TableChoice;
	wanted: RowsWanted;
	masked: boolean;
	/** Whether the phone holds the rows. */
	here: boolean;
	/** Else a worker of its own writes it. */
	write?: (sheet: SheetToWrite) => Promise<Blob>;
}

type Offered = Pick<App, 'database' | 'me' | 'askTable' | 'noteExport' | 'now'>;

export async function makeTable(
	app: Offered,
	{ choice, wanted, masked: asked, here, write = makeSheet }: Making
): Promise<Outcome<TableFile, string>> {
	const made = await wholeTable(app, choice, { wanted, masked: asked, here });
	if (!made.ok) return made;
	const { headers, rows, masked } = made.value;
	const { name, source, kept: profile } = choice;
	const { from, until, feeds } = wanted;
	const run = { profile, name, source, from, until, rows: rows.length, masked };
	const noted = await app.noteExport(run, feeds[0] ?? '');
	if (!noted.ok) return refused(noted.refusal.kind);
	const { account, displayName: who, community } = app.me;
	const facts = { name, who, account, at: instantCell(app.now()), community: community.name };
	const watermark = safeCell(tableWords.watermark({ ...facts, rows: rows.length, masked }));
	const blob = await write({ name, watermark, headers, rows });
	const fileName = exportWords.fileName(name, from, until).replace(/[\\/:*?"<>|]/g, ' ');
	return accepted({ file: new File([blob], fileName, { type: blob.type }), rows: rows.length });
}
