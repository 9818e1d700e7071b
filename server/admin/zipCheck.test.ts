import { describe, expect, test } from 'vitest';
import { text, zip } from './madeZip.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { SheetRefused } from './sheetRefusal.ts';
import { checkZip } from './zipCheck.ts';

const types = { name: '[Content_Types].xml', content: text('<Types/>') };

function refusalOf(file: Buffer): SheetRefusal['kind'] | undefined {
	try {
		checkZip(file);
		return undefined;
	} catch (error) {
		if (error instanceof SheetRefused) return error.refusal.kind;
		throw error;
	}
}

describe('a zip before it is parsed', () => {
	test('[I16] an honest one passes', () => {
		expect(refusalOf(zip([types, { name: 'a.xml', content: text('<a/>') }]))).toBeUndefined();
	});

	test('[I15] what is no zip, or no spreadsheet, is told apart', () => {
		expect(refusalOf(Buffer.alloc(0))).toBe('empty');
		expect(refusalOf(Buffer.from('姓名,电话\n'))).toBe('not_a_spreadsheet');
		expect(refusalOf(Buffer.from('P'))).toBe('not_a_spreadsheet');
		expect(refusalOf(zip([{ name: 'readme.txt', content: text('hello') }]))).toBe(
			'not_a_spreadsheet'
		);
		expect(refusalOf(Buffer.from('d0cf11e0a1b11ae1aabbccdd', 'hex'))).toBe('locked_or_old');
		expect(refusalOf(zip([{ ...types, encrypted: true }]))).toBe('locked_or_old');
	});

	test('[I15] cut off at any byte it is damaged, and nothing worse', () => {
		const whole = zip([types, { name: 'a.xml', content: text('<a>'.repeat(99)) }]);
		for (let length = 2; length < whole.length; length += 1) {
			expect(['damaged', 'not_a_spreadsheet']).toContain(refusalOf(whole.subarray(0, length)));
		}
	});

	test('[I15] with any byte turned it is refused or harmless, never a crash', () => {
		const whole = zip([types, { name: 'a.xml', content: text('<a>'.repeat(99)) }]);
		const kinds = new Set<unknown>();
		for (let at = 0; at < whole.length; at += 1) {
			const turned = Buffer.from(whole);
			turned[at] = (turned[at] ?? 0) ^ 0xff;
			kinds.add(refusalOf(turned));
		}
		expect(kinds).toContain('damaged');
	});

	test('[I16] a bomb stops inflating at the limit, whatever the directory claims', () => {
		const zeros = new Uint8Array(120 * 1024 * 1024);
		const before = process.memoryUsage().arrayBuffers;
		expect(refusalOf(zip([types, { name: 'x.xml', content: zeros, claims: 10 }]))).toBe(
			'inflates_too_far'
		);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(140 * 1024 * 1024);
	});

	test('[I16] many parts that are small by themselves count together', () => {
		const part = new Uint8Array(1024 * 1024);
		const parts = Array.from({ length: 101 }, (_, at) => ({ name: `${at}.bin`, content: part }));
		expect(refusalOf(zip([types, ...parts]))).toBe('inflates_too_far');
		const crumbs = Array.from({ length: 501 }, (_, at) => ({ name: `${at}`, content: text('') }));
		expect(refusalOf(zip([types, ...crumbs]))).toBe('too_many_parts');
	});

	test('[I16] no document type, no entity', () => {
		for (const bad of ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', '<!ENTITY x SYSTEM "/etc/x">']) {
			expect(refusalOf(zip([types, { name: 'xl/workbook.xml', content: text(bad) }]))).toBe(
				'dangerous'
			);
		}
	});
});
