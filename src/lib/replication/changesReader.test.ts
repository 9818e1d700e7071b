import { describe, expect, it } from 'vitest';
import type { ChangeRow } from './changesReader.ts';
import { openChangesReader } from './changesReader.ts';

const rows: ChangeRow[] = [
	{ seq: '1-ab12cd34', id: 'visit:A', changes: [{ rev: '1-a' }], doc: { note: 'a ] } " \\ 说 {' } },
	{ seq: '2-ab12cd34', id: 'visit:B', changes: [{ rev: '2-b' }], deleted: true },
	{ seq: '3-ab12cd34', id: 'visit:C', changes: [{ rev: '1-c' }], doc: { deep: [[{ x: [] }]] } }
];
const answer = `{"results":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n],\n"last_seq":"3-ab12cd34","pending":7}\n`;

function readIn(size: number, text = answer) {
	const reader = openChangesReader();
	const read: ChangeRow[] = [];
	for (let at = 0; at < text.length; at += size)
		read.push(...reader.read(text.slice(at, at + size)));
	return { read, tail: reader.tail() };
}

describe('changesReader', () => {
	it('[M4] gives the same rows however the text is cut', () => {
		for (let size = 1; size <= answer.length; size += 1) {
			expect(readIn(size)).toEqual({ read: rows, tail: { lastSeq: '3-ab12cd34', pending: 7 } });
		}
	});

	it('[M4] gives a row as soon as it is whole', () => {
		const reader = openChangesReader();
		const first = answer.indexOf('},\n') + 1;
		expect(reader.read(answer.slice(0, first))).toEqual([rows[0]]);
	});

	it('[M6] has no tail where the answer ended early, wherever that was', () => {
		for (let end = 0; end < answer.trimEnd().length - 1; end += 1) {
			expect(readIn(40, answer.slice(0, end)).tail, `cut at ${end}`).toBeUndefined();
		}
	});

	it('reads an empty list and compact JSON', () => {
		expect(readIn(5, '{"results":[],"last_seq":"12-x"}')).toEqual({
			read: [],
			tail: { lastSeq: '12-x', pending: 0 }
		});
	});

	it('[M1] refuses what is no list of changes', () => {
		expect(() => readIn(64, `<html>${'welcome '.repeat(20)}`)).toThrow('No list');
		expect(() => readIn(64, '{"results":[{"hello":1}],"last_seq":1}')).toThrow('No row');
	});
});
