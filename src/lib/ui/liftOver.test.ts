import { expect, test } from 'vitest';
import { liftOver } from './liftOver.ts';

const message = { top: 600, bottom: 650, left: 12, right: 348 };
const button = { top: 620, bottom: 664, left: 20, right: 120 };

test('[U224] a message rises above what has the focus under it, and only then', () => {
	const lift = liftOver(message, button);
	expect(lift).toBeGreaterThan(0);
	expect(message.bottom - lift).toBeLessThan(button.top);
	expect(liftOver(message, { ...button, top: 650, bottom: 694 })).toBe(0);
	expect(liftOver(message, { ...button, top: 500, bottom: 544 })).toBe(0);
	expect(liftOver(message, { ...button, left: 348, right: 400 })).toBe(0);
});

test('[U224] a message that would leave the screen stays where it is', () => {
	expect(liftOver(message, { ...button, top: 30, bottom: 664 })).toBe(0);
});
