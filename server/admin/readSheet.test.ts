import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { text, zip } from './madeZip.ts';
import { readSheet } from './readSheet.ts';
import { sheetLimits } from './sheetParts.ts';
import { readRosterSheet } from './sheetReading.ts';

const header = ['网格', '小区', '楼栋', '单元', '房号', '姓名'];
const row = ['1', '兴康小区', '3', '2', '501', '图雅'];

async function xlsx(rows: string[][]): Promise<Buffer> {
	const cells = rows.map((cells) => cells.map((value) => ({ value })));
	return writeExcelFile(cells, {}).toBuffer();
}

describe('reading a sheet', () => {
	test('[I16] cells of columns that are not taken do not come out of the worker', async () => {
		const file = await xlsx([
			[...header, '宗教信仰', '自编'],
			[...row, '某教', '某事']
		]);
		const read = await readSheet(new Uint8Array(file));
		expect(read.ok && read.value.rows[1]).toEqual([...row, null, null]);
		expect(JSON.stringify(read)).not.toContain('某教');
	});

	test('[I16] more rows or columns than a community has are refused', async () => {
		expect(sheetLimits).toEqual({ rows: 50_000, columns: 60 });
		const limits = { rows: 4, columns: 8 };
		const fits = await readRosterSheet(await xlsx([header, row, row, row]), limits);
		expect(fits.rows).toHaveLength(4);
		const long = await xlsx([header, row, row, row, row]);
		await expect(readRosterSheet(long, limits)).rejects.toMatchObject({
			refusal: { kind: 'too_many_rows', most: 4 }
		});
		const wide = await xlsx([header, [...row, 'x', 'x', 'x']]);
		await expect(readRosterSheet(wide, limits)).rejects.toMatchObject({
			refusal: { kind: 'too_many_columns', most: 8 }
		});
	});

	test('[I16] a file that takes too long, or too much memory, is given up', async () => {
		const rows = Array.from({ length: 3_000 }, (_, at) => header.map((name) => `${name}${at}`));
		const file = new Uint8Array(await xlsx([header, ...rows]));
		expect(await readSheet(file, { limitMs: 30 })).toMatchObject({
			refusal: { kind: 'took_too_long' }
		});
		expect(await readSheet(file, { limitMb: 6 })).toMatchObject({
			refusal: { kind: 'too_much_memory' }
		});
	});

	test('[I16] one cell in the farthest corner is no table of a million rows', async () => {
		const read = await readSheet(withFarCell());
		expect(read).toMatchObject({ refusal: { kind: 'too_many_rows' } });
	});
});

/** A roster with one more cell at XFD1048576, the last that Excel has. */
function withFarCell(): Uint8Array {
	const rowXml = (cells: string[], at: number) =>
		`<row r="${at}">${cells.map((value, column) => `<c r="${'ABCDEF'.charAt(column)}${at}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
	const far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>';
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const parts: Record<string, string> = {
		'[Content_Types].xml': '<Types/>',
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rowXml(header, 1)}${rowXml(row, 2)}${far}</sheetData></worksheet>`
	};
	return new Uint8Array(
		zip(Object.entries(parts).map(([name, xml]) => ({ name, content: text(xml) })))
	);
}
