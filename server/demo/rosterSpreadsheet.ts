/** Writes the demo roster as an XLSX file, to be read by the importer like anybody else's. */
import writeExcelFile from 'write-excel-file/node';
import type { Day } from '#lib/domain/calendar.ts';
import { makeDemoRoster } from './demoRoster.ts';
import type { DemoSize } from './demoSize.ts';
import { ofSize } from './demoSize.ts';
import { demoRosterRows } from './rosterRows.ts';
import type { Cell } from './sheetColumns.ts';
import { columnWidths } from './sheetColumns.ts';

/** Ages depend on the year of `today`; all else is always the same. */
export async function demoRosterXlsx(today: Day, size: DemoSize = 'whole'): Promise<Buffer> {
	const roster = ofSize(makeDemoRoster(today), size);
	const [title = [], header = [], ...rows] = demoRosterRows(roster);
	const sheet = [
		[{ value: String(title[0]), fontWeight: 'bold' as const, columnSpan: header.length }],
		header.map((name) => ({ value: String(name), fontWeight: 'bold' as const })),
		...rows.map((cells) => cells.map(styled))
	];
	return writeExcelFile(sheet, { columns: columnWidths, sheet: '人口台账' }).toBuffer();
}

function styled(cell: Cell) {
	return cell instanceof Date ? { value: cell, type: Date, format: 'yyyy-mm-dd' } : cell;
}
