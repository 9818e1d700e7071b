/** Reads a table of text as other systems write it: UTF-8 or GBK, with or without a mark, any delimiter. */
import Papa from 'papaparse';
import type { SheetRows } from './sheetFile.ts';

export function readCsv(bytes: Uint8Array): SheetRows {
	const { data } = Papa.parse<string[]>(decoded(bytes), { skipEmptyLines: 'greedy' });
	return data;
}

/** What is no valid UTF-8 was written by a program that speaks GBK; nothing else is met here. */
function decoded(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}
