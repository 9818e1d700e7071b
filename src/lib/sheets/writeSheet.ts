/**
 * Writes one table as an XLSX file. Every text is written as a text cell in text format, so that no
 * spreadsheet ever takes one for a formula; numbers stay numbers.
 */
import writeExcelFile from 'write-excel-file/universal';
import type { SheetToWrite } from './sheetFile.ts';

/** Characters; a Chinese one counts for two. */
const widths = { least: 8, most: 48 };
/** A column is as wide as its first rows ask for. */
const looksAt = 60;

export async function writeSheet({ name, watermark, headers, rows }: SheetToWrite): Promise<Blob> {
	const mark = {
		...{ value: watermark, type: String, format: '@', textColor: '#8f1d17' },
		columnSpan: Math.max(1, headers.length)
	};
	const heads = headers.map((value) => ({
		...{ value, type: String, format: '@', fontWeight: 'bold' as const, wrap: true },
		...{ backgroundColor: '#dcf0ef', borderStyle: 'thin' as const, borderColor: '#93a0a7' }
	}));
	const body = rows.map((row) => row.map(cellOf));
	const columns = headers.map((header, at) => ({ width: widthOf(header, rows, at) }));
	return await writeExcelFile([[mark], heads, ...body], {
		...{ columns, sheet: sheetName(name), stickyRowsCount: 2, orientation: 'landscape' }
	}).toBlob();
}

function cellOf(value: string | number) {
	if (typeof value === 'number') return { value, type: Number };
	if (value === '') return null;
	return { value, type: String, format: '@', wrap: true, alignVertical: 'top' as const };
}

function widthOf(header: string, rows: SheetToWrite['rows'], at: number): number {
	const longest = rows
		.slice(0, looksAt)
		.reduce((most, row) => Math.max(most, lengthOf(String(row[at] ?? ''))), lengthOf(header));
	return Math.min(widths.most, Math.max(widths.least, longest + 2));
}

function lengthOf(text: string): number {
	return Array.from(text).reduce((sum, letter) => sum + (letter > '\u2000' ? 2 : 1), 0);
}

/** Excel takes 31 characters and none of these. */
function sheetName(name: string): string {
	const plain = name.replace(/[\\/?*[\]:']/g, ' ').trim();
	return plain === '' ? '表' : plain.slice(0, 31);
}
