// A spreadsheet is written and read back the same, by our own eyes, by the library and by unzip.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { builtInProfile } from '#lib/domain/exports/builtInProfiles.ts';
import { exportTable } from '#lib/domain/exports/exportTable.ts';
import { findOrderHeader } from '#lib/domain/orders/orderColumns.ts';
import { readSheet, mostFileBytes, mostRows } from './readSheet.ts';
import { unzip, zip } from './zipHere.ts';
import { writeSheet } from './writeSheet.ts';

const watermark = '民情日记 · 兴康社区 · 2026-11-27 10:15 由 林芳（wangge1）导出';
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;
const orders = '工单编号,诉求内容,事发地址\r\nA1,"暖气不热,三天了",兴康小区3号楼2单元501\r\n';
/** 工单编号,内容 / A1,暖气不热 in GBK. */
const inGbk = Uint8Array.from([
	...[0xb9, 0xa4, 0xb5, 0xa5, 0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc4, 0xda, 0xc8, 0xdd, 0x0a],
	...[0x41, 0x31, 0x2c, 0xc5, 0xaf, 0xc6, 0xf8, 0xb2, 0xbb, 0xc8, 0xc8, 0x0a]
]);

describe('a file that is written', () => {
	test('[E17] carries its mark above the table and reads back as it was', async () => {
		const file = await writeSheet({
			...{ name: '民情/日记', watermark, headers: ['地点', '人数', '备注'] },
			rows: [
				['3-2-501', 2, ''],
				['3-2-502', 0, '两行\n话']
			]
		});
		const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()));
		expect(sheet?.sheet).toBe('民情 日记');
		expect(sheet?.data).toEqual([
			[watermark, null, null],
			['地点', '人数', '备注'],
			['3-2-501', 2, null],
			['3-2-502', 0, '两行\n话']
		]);
	});

	test('[E18] a name like =HYPERLINK(…) is a text in the file, and no cell is a formula', async () => {
		const evil = '=HYPERLINK("http://evil.example","看")';
		const profile = builtInProfile('diary')!;
		const row = { cells: { at: evil, address: '@x', head: evil }, names: [], confidential: false };
		const { headers, rows } = exportTable(profile, [row], { masked: false });
		const file = await writeSheet({ name: evil, watermark: evil, headers, rows });
		const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
		const xml = strFromU8(parts['xl/worksheets/sheet1.xml']!);
		expect(xml).not.toMatch(/<f[\s>]/);
		const filled = [...xml.matchAll(/<c ([^>]*[^/])>/g)].map(([, attributes]) => attributes);
		expect(filled.length).toBeGreaterThan(10);
		expect(filled.filter((attributes) => !/t="s"/.test(attributes ?? ''))).toEqual([]);
		const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()));
		expect(sheet?.data[2]?.slice(0, 3)).toEqual([`\u200b${evil}`, '\u200b@x', `\u200b${evil}`]);
	});

	test.skipIf(!hasUnzip)('[E17] is a whole archive to other programs', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'qingge-sheet-'));
		try {
			const path = join(folder, 'table.xlsx');
			const file = await writeSheet({ name: '表', watermark, headers: ['a'], rows: [['b']] });
			writeFileSync(path, new Uint8Array(await file.arrayBuffer()));
			expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('[E19] large files are zipped and read where the content policy allows no worker', async () => {
		const bytes = new Uint8Array(700_000).map((_, at) => at % 251);
		let archive = new Uint8Array();
		zip({ 'a.bin': bytes }, (error, made) => {
			expect(error).toBeNull();
			archive = new Uint8Array(made);
		});
		unzip(archive, (error, parts) => {
			expect(error).toBeNull();
			expect(parts['a.bin']).toEqual(bytes);
		});
		unzip(bytes, {}, (error) => expect(error).not.toBeNull());
		expect.assertions(4);
	});
});

describe('a file that somebody sent', () => {
	test('[E20] is read as UTF-8 with or without a mark, as GBK, or as XLSX, whatever its name', async () => {
		const expected = ['A1', '暖气不热,三天了', '兴康小区3号楼2单元501'];
		for (const text of [orders, `\ufeff${orders}`, orders.replaceAll('\r\n', '\n')]) {
			const read = await readSheet(new Blob([text]));
			expect(read).toMatchObject({
				ok: true,
				value: [['工单编号', '诉求内容', '事发地址'], expected]
			});
		}
		expect(await readSheet(new Blob([inGbk]))).toMatchObject({
			ok: true,
			value: [
				['工单编号', '内容'],
				['A1', '暖气不热']
			]
		});
		const tabs = await readSheet(new Blob(['工单编号\t内容\nA1\t暖气不热\n']));
		expect(tabs).toMatchObject({
			ok: true,
			value: [
				['工单编号', '内容'],
				['A1', '暖气不热']
			]
		});
		const made = await writeSheet({
			...{ name: '工单', watermark, headers: ['工单编号', '诉求内容', '事发地址'] },
			rows: [expected]
		});
		const sheet = await readSheet(made);
		expect(sheet.ok && findOrderHeader(sheet.value)?.at).toBe(1);
		expect(sheet.ok && sheet.value[2]).toEqual(expected);
	});

	test('[E21] is refused with a reason where it is empty, old, too large or damaged', async () => {
		const kind = async (...parts: BlobPart[]) => {
			const read = await readSheet(new Blob(parts));
			return read.ok ? 'ok' : read.refusal;
		};
		expect(await kind()).toBe('empty');
		expect(await kind('\n\n,,\n')).toBe('empty');
		expect(await kind(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('old_or_locked');
		expect(await kind('PK\u0003\u0004 no zip at all')).toBe('damaged');
		expect(await kind(new Uint8Array(mostFileBytes + 1))).toBe('too_large');
		expect(await kind('a,b\n'.repeat(mostRows + 1))).toBe('too_many_rows');
	});
});
