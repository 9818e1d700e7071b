/**
 * The one short message at the bottom edge: what was saved, with a way to take it back for six
 * seconds. It never asks a question and never hides what failed.
 */
import { createContext } from 'svelte';

export interface Notice {
	text: string;
	tone: 'saved' | 'trouble';
	undo?: () => Promise<void>;
	/** Where one would go next. */
	link?: { href: string; word: string };
}

/** The clock of a browser, or of a test. */
export interface Timer {
	after(ms: number, act: () => void): () => void;
}

/** Long enough to read and reach the button on a landing; not so long that it stands in the way. */
export const undoMs = 6_000;
/** What failed stays until it was read. */
const troubleMs = 20_000;

export class Notices {
	#timer: Timer;
	#current = $state.raw<Notice | undefined>();
	#stop: () => void = () => {};

	constructor(timer: Timer = browserTimer) {
		this.#timer = timer;
	}

	get current(): Notice | undefined {
		return this.#current;
	}

	show(notice: Notice): void {
		this.#current = notice;
		this.resume();
	}

	/** Whoever is reading or reaching for the button is not hurried. */
	pause(): void {
		this.#stop();
	}

	resume(): void {
		const notice = this.#current;
		if (!notice) return;
		this.#stop();
		const ms = notice.tone === 'trouble' ? troubleMs : undoMs;
		this.#stop = this.#timer.after(ms, () => this.#hide(notice));
	}

	dismiss(): void {
		this.#stop();
		this.#current = undefined;
	}

	async undo(): Promise<void> {
		const undo = this.#current?.undo;
		this.dismiss();
		await undo?.();
	}

	#hide(notice: Notice): void {
		if (this.#current === notice) this.#current = undefined;
	}
}

const browserTimer: Timer = {
	after(ms, act) {
		const id = setTimeout(act, ms);
		return () => clearTimeout(id);
	}
};

export const [getNotices, setNotices] = createContext<Notices>();
