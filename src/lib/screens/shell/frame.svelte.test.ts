import { expect, test } from 'vitest';
import { Frame } from './frame.svelte.ts';

test('[U5] a page keeps the list it was opened from behind it', () => {
	const frame = new Frame();
	frame.arrive('/doors');
	frame.arrive('/door/150105001019-01/xk/3-2-501');
	expect(frame.tab).toBe('doors');
	expect(frame.isPageOpen).toBe(true);
	expect(frame.backTo).toBe('/doors');
	frame.arrive('/');
	frame.arrive('/door/150105001019-01/xk/3-2-501');
	expect(frame.tab).toBe('today');
});

test('[U5] records of this phone stand over 我的, whatever came before', () => {
	const frame = new Frame();
	frame.arrive('/doors');
	frame.arrive('/me/records');
	expect(frame.tab).toBe('me');
});

test('[U5] a page that was opened by its address stands over its own list', () => {
	const frame = new Frame();
	frame.arrive('/concerns/01ARZ3NDEKTSV4RRFFQ69G5FAV');
	expect(frame.tab).toBe('concerns');
});

test('[U6] an update is not offered while a form is open', () => {
	const frame = new Frame();
	frame.arrive('/visit/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(true);
	frame.arrive('/report/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(true);
	frame.arrive('/door/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(false);
});

test('[U132] whoever comes for a new visit looks for a door once, and not again on the way back', () => {
	const frame = new Frame();
	frame.arrive('/doors', '?find');
	expect([frame.tab, frame.isPageOpen]).toEqual(['doors', false]);
	expect([frame.takeFinding(), frame.takeFinding()]).toEqual([true, false]);
	frame.arrive('/doors');
	expect(frame.takeFinding()).toBe(false);
});
