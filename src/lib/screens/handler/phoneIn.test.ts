import { expect, test } from 'vitest';
import { mapLink, phoneIn } from './phoneIn.ts';

test('[U65] the number of a contact is found among its words; without one there is nothing to call', () => {
	expect(phoneIn('王女士 13800001234')).toBe('13800001234');
	expect(phoneIn('138 0000 1234（下午）')).toBe('13800001234');
	expect(phoneIn('值班室 0471-6512345')).toBe('04716512345');
	expect(phoneIn('晚上敲门')).toBe('');
	expect(phoneIn('')).toBe('');
});

test('[U65] a map is told the words of the address and nothing else', () => {
	expect(mapLink('人民路街道 兴康小区3号楼')).toBe(
		`geo:0,0?q=${encodeURIComponent('人民路街道 兴康小区3号楼')}`
	);
});
