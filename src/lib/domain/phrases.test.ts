import { expect, test } from 'vitest';
import { phrasesOf, withPhrase } from './phrases.ts';

const note = (text: string, writtenAt = '2026-11-20') => ({ text, writtenAt });
const of = (...texts: ReturnType<typeof note>[]) =>
	phrasesOf(texts, { hidden: ['已通风'], names: ['王秀兰'] });

test('[V32] phrases come from her own notes, the most used first, then the latest', () => {
	expect(
		of(
			note('身体还好；药够吃', '2026-11-25'),
			note('身体还好。暖气正常', '2026-11-26'),
			note('身体还好\n身体还好')
		)
	).toEqual(['身体还好', '暖气正常', '药够吃']);
});

test('[V32] what names a resident, a number or an address, and what she put away, is not proposed', () => {
	expect(of(note('王秀兰腿肿了；电话 13812345678；3号楼漏水；已通风；好'))).toEqual([]);
	expect(of(note('这句话太长了不像是人会反复写的一句话因为它说的是某一天某一家的事'))).toEqual([]);
});

test('[V33] one tap adds a phrase behind what stands there, once', () => {
	expect(withPhrase('', '药够吃')).toBe('药够吃');
	expect(withPhrase('身体还好', '药够吃')).toBe('身体还好；药够吃');
	expect(withPhrase('身体还好。 ', '药够吃')).toBe('身体还好。药够吃');
	expect(withPhrase('药够吃', '药够吃')).toBe('药够吃');
	expect(withPhrase('Fine', 'Heating works')).toBe('Fine; Heating works');
});
