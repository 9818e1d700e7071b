import { expect, test } from 'vitest';
import { Notices, undoMs } from './notices.svelte.ts';

/** A timer that runs when told. */
class HandTimer {
	#due: { at: number; act: () => void } | undefined;
	#now = 0;

	after(ms: number, act: () => void) {
		const due = { at: this.#now + ms, act };
		this.#due = due;
		return () => {
			if (this.#due === due) this.#due = undefined;
		};
	}

	pass(ms: number) {
		this.#now += ms;
		if (this.#due && this.#due.at <= this.#now) {
			const { act } = this.#due;
			this.#due = undefined;
			act();
		}
	}
}

test('[U3] a save can be taken back for six seconds and not longer', () => {
	const timer = new HandTimer();
	const notices = new Notices(timer);
	notices.show({ text: '已存本机', tone: 'saved', undo: async () => {} });
	timer.pass(undoMs - 1);
	expect(notices.current?.text).toBe('已存本机');
	timer.pass(1);
	expect(notices.current).toBeUndefined();
});

test('[U3] undo runs once and takes the message away', async () => {
	const notices = new Notices(new HandTimer());
	let undone = 0;
	notices.show({ text: '已存本机', tone: 'saved', undo: async () => void (undone += 1) });
	await notices.undo();
	await notices.undo();
	expect(undone).toBe(1);
	expect(notices.current).toBeUndefined();
});

test('[U3] the six seconds stand still while somebody is at the button, and begin anew after', () => {
	const timer = new HandTimer();
	const notices = new Notices(timer);
	notices.show({ text: '已存本机', tone: 'saved' });
	timer.pass(undoMs - 1);
	notices.pause();
	timer.pass(undoMs);
	expect(notices.current).toBeDefined();
	notices.resume();
	timer.pass(undoMs - 1);
	expect(notices.current).toBeDefined();
	timer.pass(1);
	expect(notices.current).toBeUndefined();
});

test('a newer message is not taken away by the time of an older one', () => {
	const timer = new HandTimer();
	const notices = new Notices(timer);
	notices.show({ text: '第一条', tone: 'saved' });
	timer.pass(undoMs - 1);
	notices.show({ text: '第二条', tone: 'saved' });
	timer.pass(1);
	expect(notices.current?.text).toBe('第二条');
});
