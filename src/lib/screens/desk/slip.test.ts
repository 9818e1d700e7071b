import { expect, test } from 'vitest';
import { slipWords } from '#lib/text/slipWords.ts';
import { sampleConcern } from './sampleConcern.ts';
import { colourLine, slipFields } from './slip.ts';

test('[U91] what red and blue mean is said by the community, and room is left until it is', () => {
	expect(colourLine('red', '')).toBe(`红单：${slipWords.blank}`);
	expect(colourLine('blue', '  ')).toBe(`蓝单：${slipWords.blank}`);
	expect(colourLine('blue', ' 待办 ')).toBe('蓝单：待办');
});

test('[U91] a slip says number, time, place, matter and handler, and leaves room for the pen', () => {
	const fields = new Map(
		slipFields(sampleConcern, '和润物业').map(({ name, value }) => [name, value])
	);
	expect(fields.get(slipWords.fields.number)).toBe('2026-0012');
	expect(fields.get(slipWords.fields.raisedAt)).toBe('2026年11月20日 10:00');
	expect(fields.get(slipWords.fields.where)).toBe('3-2-501');
	expect(fields.get(slipWords.fields.said)).toBe('厨房顶上漏水');
	expect(fields.get(slipWords.fields.handler)).toBe('和润物业');
	expect(fields.get(slipWords.fields.result)).toBe('');
	expect(fields.get(slipWords.fields.signed)).toBe('');
});

test('[U91] the door and the words of a confidential reporter are not on paper', () => {
	const secret = { ...sampleConcern, confidentialReporter: true, order: '请查 3 号楼顶层漏水' };
	const printed = slipFields(secret, '')
		.map(({ value }) => value)
		.join('\n');
	expect(printed).not.toContain('3-2-501');
	expect(printed).not.toContain('厨房');
	expect(printed).toContain('请查 3 号楼顶层漏水');
});
