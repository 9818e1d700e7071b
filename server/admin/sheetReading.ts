/**
 * Turns a checked spreadsheet file into the rows of its roster. Runs in a worker of its own, and
 * lets nothing out of it but the columns the app may hold: forbidden cells never reach the station.
 */
import { cellText } from '#lib/domain/rosterCells.ts';
import type { RosterHeader } from '#lib/domain/rosterColumns.ts';
import { findHeader } from '#lib/domain/rosterColumns.ts';
import type { Cell } from './sheetParts.ts';
import { checkBounds, sheetLimits, sheetParts } from './sheetParts.ts';
import { SheetRefused } from './sheetRefusal.ts';

export interface RosterSheet {
	/** Name of the sheet in the file. */
	name: string;
	header: RosterHeader;
	/** Row by row from the sheet's first; cells of columns that are not taken are empty. */
	rows: Cell[][];
}

/** Titles above the header, as findHeader looks. */
const headWithin = 10;

export async function readRosterSheet(file: Buffer, limits = sheetLimits): Promise<RosterSheet> {
	for (const part of await sheetParts(file)) {
		const header = findHeader(part.data.slice(0, headWithin).map((row) => row.map(cellText)));
		if (!header) continue;
		checkBounds(part, limits);
		return { name: part.name, header, rows: part.data.map((row) => taken(row, header)) };
	}
	throw new SheetRefused({ kind: 'no_roster' });
}

function taken(row: Cell[], header: RosterHeader): Cell[] {
	const columns = new Set([...header.fields.values()].map(({ at }) => at));
	return row.map((cell, at) => (columns.has(at) ? cell : null));
}
