import { expect, test } from 'vitest';
import { shortcutOf } from './deskKeys.ts';

const press = (key: string, change = {}) => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	isComposing: false,
	defaultPrevented: false,
	...change
});

test('[U88] single letters are shortcuts, outside of fields and of other keys', () => {
	expect(shortcutOf(press('P'), false)).toBe('p');
	expect(shortcutOf(press('/'), false)).toBe('/');
	expect(shortcutOf(press('p'), true)).toBeUndefined();
	expect(shortcutOf(press('p', { ctrlKey: true }), false)).toBeUndefined();
	expect(shortcutOf(press('p', { isComposing: true }), false)).toBeUndefined();
	expect(shortcutOf(press('p', { defaultPrevented: true }), false)).toBeUndefined();
	for (const key of ['Enter', 'Tab', ' ', '1', '拼']) {
		expect(shortcutOf(press(key), false)).toBeUndefined();
	}
});
