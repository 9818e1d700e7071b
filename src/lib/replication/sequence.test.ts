import { describe, expect, it } from 'vitest';
import { alreadyRead, wentBack } from './sequence.ts';

describe('sequence', () => {
	it('[M11] sees a station that stands behind us', () => {
		expect(wentBack('40-aaaaaaaa', '30-aaaaaaaa')).toBe(true);
	});

	it('[M11] sees another epoch, even far ahead', () => {
		expect(wentBack('40-aaaaaaaa', '4000-bbbbbbbb')).toBe(true);
	});

	it('[M11] concludes nothing from going on, nor from what it cannot read', () => {
		expect(wentBack('40-aaaaaaaa', '40-aaaaaaaa')).toBe(false);
		expect(wentBack('40-aaaaaaaa', '41-aaaaaaaa')).toBe(false);
		expect(wentBack('', '41-aaaaaaaa')).toBe(false);
		expect(wentBack('40-g1AAAACLeJzLY', '3-g1AAAACbeJzLY')).toBe(false);
	});

	it('[M12] knows what was read already', () => {
		expect(alreadyRead('40-aaaaaaaa', '39-aaaaaaaa')).toBe(true);
		expect(alreadyRead('40-aaaaaaaa', '41-aaaaaaaa')).toBe(false);
		expect(alreadyRead('40-aaaaaaaa', '39-bbbbbbbb')).toBe(false);
		expect(alreadyRead('opaque', 'opaque')).toBe(true);
	});
});
