/**
 * Turns a checked spreadsheet file into the rows of its roster. Runs in a worker of its own, and
 * lets nothing out of it but the columns the app may hold: forbidden cells never reach the station.
 */
import readExcelFile from 'read-excel-file/node';
import { cellText } from '#lib/domain/rosterCells.ts';
import type { RosterHeader } from '#lib/domain/rosterColumns.ts';
import { findHeader } from '#lib/domain/rosterColumns.ts';
import { SheetRefused } from './sheetRefusal.ts';
import { checkZip, zipLimits } from './zipCheck.ts';

type Cell = string | number | boolean | Date | null;

export interface RosterSheet {
	/** Name of the sheet in the file. */
	name: string;
	header: RosterHeader;
	/** Row by row from the sheet's first; cells of columns that are not taken are empty. */
	rows: Cell[][];
}

export interface SheetLimits {
	rows: number;
	columns: number;
}

/** A community has some thousand people; a street's table of everybody has fewer rows than this. */
export const sheetLimits: SheetLimits = { rows: zipLimits.rows, columns: 60 };
/** Titles above the header, as findHeader looks. */
const headWithin = 10;

export async function readRosterSheet(file: Buffer, limits = sheetLimits): Promise<RosterSheet> {
	checkZip(file);
	for (const { sheet, data } of await sheetsOf(file)) {
		const rows = data.map((row) => trimmed(row as Cell[]));
		while (rows.at(-1)?.length === 0) rows.pop();
		const header = findHeader(rows.slice(0, headWithin).map((row) => row.map(cellText)));
		if (!header) continue;
		if (rows.length > limits.rows) {
			throw new SheetRefused({ kind: 'too_many_rows', most: limits.rows });
		}
		if (rows.some((row) => row.length > limits.columns)) {
			throw new SheetRefused({ kind: 'too_many_columns', most: limits.columns });
		}
		return { name: sheet, header, rows: rows.map((row) => taken(row, header)) };
	}
	throw new SheetRefused({ kind: 'no_roster' });
}

async function sheetsOf(file: Buffer) {
	try {
		return await readExcelFile(file);
	} catch (error) {
		throw new SheetRefused({ kind: 'damaged' }, error);
	}
}

/** Without empty cells at the end: formatted but empty columns are no columns. */
function trimmed(row: Cell[]): Cell[] {
	let length = row.length;
	while (length > 0 && cellText(row[length - 1]) === '') length -= 1;
	return row.slice(0, length);
}

function taken(row: Cell[], header: RosterHeader): Cell[] {
	const columns = new Set([...header.fields.values()].map(({ at }) => at));
	return row.map((cell, at) => (columns.has(at) ? cell : null));
}
