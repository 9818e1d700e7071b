/** The sheets of a spreadsheet file, within limits, without empty rows and cells at their ends. */
import readExcelFile from 'read-excel-file/node';
import { cellText } from '#lib/domain/rosterCells.ts';
import { SheetRefused } from './sheetRefusal.ts';
import { checkZip, zipLimits } from './zipCheck.ts';

export type Cell = string | number | boolean | Date | null;

export interface SheetPart {
	/** Name of the sheet in the file. */
	name: string;
	data: Cell[][];
}

export interface SheetLimits {
	rows: number;
	columns: number;
}

/** A community has some thousand people; a street's table of everybody has fewer rows than this. */
export const sheetLimits: SheetLimits = { rows: zipLimits.rows, columns: 60 };

export async function sheetParts(file: Buffer): Promise<SheetPart[]> {
	checkZip(file);
	return (await sheetsOf(file)).map(({ sheet, data }) => {
		const rows = data.map((row) => trimmed(row as Cell[]));
		while (rows.at(-1)?.length === 0) rows.pop();
		return { name: sheet, data: rows };
	});
}

/** The same, where every sheet of the file is to be read. */
export async function boundedSheets(file: Buffer, limits = sheetLimits): Promise<SheetPart[]> {
	const sheets = await sheetParts(file);
	for (const sheet of sheets) checkBounds(sheet, limits);
	return sheets;
}

export function checkBounds({ data }: SheetPart, limits: SheetLimits): void {
	if (data.length > limits.rows) {
		throw new SheetRefused({ kind: 'too_many_rows', most: limits.rows });
	}
	if (data.some((row) => row.length > limits.columns)) {
		throw new SheetRefused({ kind: 'too_many_columns', most: limits.columns });
	}
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
