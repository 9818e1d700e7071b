import { expect, test } from 'vitest';
import { clashValue } from './clashValue.ts';

test('[U139] both sides of a clash are told in whole words, so that one can choose', () => {
	expect(clashValue('phone', '13800000001')).toBe('13800000001');
	expect(clashValue('phones', ['13800000001', '0471-1'])).toBe('13800000001、0471-1');
	expect(clashValue('tenure', 'rented')).not.toBe('rented');
	expect(clashValue('careTags', ['elder_alone'])).toBe('独居老人');
	expect(clashValue('moved', true)).not.toBe(clashValue('moved', false));
	for (const nothing of ['', []]) expect(clashValue('note', nothing)).not.toBe('');
});
