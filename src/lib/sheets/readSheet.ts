/**
 * Reads the first table out of a file that somebody sent, XLSX or CSV, whatever it is called. Runs in
 * a worker (sheets.worker.ts) that is ended when it takes too long, and runs nothing of the file.
 */
import readExcelFile from 'read-excel-file/universal';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { readCsv } from './readCsv.ts';
import type { SheetRows, SheetTrouble } from './sheetFile.ts';

export const mostFileBytes = 5 * 1024 * 1024;
export const mostRows = 2_000;

const zipMark = [0x50, 0x4b];
const oldMark = [0xd0, 0xcf, 0x11, 0xe0];

export async function readSheet(file: Blob): Promise<Outcome<SheetRows, SheetTrouble>> {
	if (file.size === 0) return refused('empty');
	if (file.size > mostFileBytes) return refused('too_large');
	const bytes = new Uint8Array(await file.arrayBuffer());
	const begins = (mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
	if (begins(oldMark)) return refused('old_or_locked');
	const rows = begins(zipMark) ? await readXlsx(bytes) : readCsv(bytes);
	if (rows === undefined) return refused('damaged');
	const filled = rows.filter((row) => row.some((cell) => cell !== null && cell !== ''));
	if (filled.length === 0) return refused('empty');
	return filled.length > mostRows ? refused('too_many_rows') : accepted(rows);
}

async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<SheetRows | undefined> {
	try {
		const sheets = await readExcelFile(bytes.buffer);
		return (sheets.find(({ data }) => data.length > 0) ?? sheets[0])?.data;
	} catch {
		// Whatever the library says of it, the person can only send another file.
		return undefined;
	}
}
