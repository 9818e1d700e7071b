import { expect, test, vi } from 'vitest';
import { Frame } from './frame.svelte.ts';

const nowhere = () => undefined;

test('[U5] a page keeps the list it was opened from behind it', () => {
	const frame = new Frame(nowhere);
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
	const frame = new Frame(nowhere);
	frame.arrive('/doors');
	frame.arrive('/me/records');
	expect(frame.tab).toBe('me');
});

test('[U5] a page that was opened by its address stands over its own list', () => {
	const frame = new Frame(nowhere);
	frame.arrive('/concerns/01ARZ3NDEKTSV4RRFFQ69G5FAV');
	expect(frame.tab).toBe('concerns');
});

test('[U6] an update is not offered while a form is open', () => {
	const frame = new Frame(nowhere);
	frame.arrive('/visit/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(true);
	frame.arrive('/report/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(true);
	frame.arrive('/door/150105001019-01/xk/3-2-501');
	expect(frame.isFormOpen).toBe(false);
});

test('[U132] whoever comes for a new visit looks for a door once, and not again on the way back', () => {
	const frame = new Frame(nowhere);
	frame.arrive('/doors', '?find');
	expect([frame.tab, frame.isPageOpen]).toEqual(['doors', false]);
	expect([frame.takeFinding(), frame.takeFinding()]).toEqual([true, false]);
	frame.arrive('/doors');
	expect(frame.takeFinding()).toBe(false);
});

test('[U239] from one main place to another an address is put before the present one, out of a page none', () => {
	const pushed: string[] = [];
	const frame = new Frame((path) => {
		pushed.push(path);
		frame.arrive(path);
	});
	frame.arrive('/');
	expect([frame.turnTo('concerns'), frame.tab]).toEqual([true, 'concerns']);
	expect([frame.turnTo('concerns'), frame.turnTo('today')]).toEqual([true, true]);
	expect(pushed).toEqual(['/concerns', '/']);
	frame.arrive('/door/150105001019-01/xk/3-2-501');
	expect([frame.turnTo('doors'), pushed.length]).toEqual([false, 2]);
});

test('[U240] a place that is touched is the next for as long as a tap takes', () => {
	vi.useFakeTimers();
	const frame = new Frame(nowhere);
	frame.touch('doors');
	vi.advanceTimersByTime(600);
	frame.touch('concerns');
	vi.advanceTimersByTime(600);
	expect(frame.touched).toBe('concerns');
	vi.advanceTimersByTime(600);
	expect(frame.touched).toBeUndefined();
	vi.useRealTimers();
});
