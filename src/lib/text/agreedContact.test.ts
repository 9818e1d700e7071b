import { expect, test } from 'vitest';
import { contactIn, withContact } from './agreedContact.ts';

test('[U69] what was agreed at the door can be read from what was said; else nothing is agreed', () => {
	expect(contactIn(withContact('厨房漏水', '王女士 13800001234'))).toBe('王女士 13800001234');
	expect(contactIn(withContact('', '13800001234'))).toBe('13800001234');
	expect(withContact('厨房漏水', '')).toBe('厨房漏水');
	expect(contactIn('厨房漏水，电话 13800001234')).toBe('');
});
