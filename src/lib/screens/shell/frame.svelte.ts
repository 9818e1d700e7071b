/**
 * Where one is: which list stands behind a page, and whether a form is open. On a phone the page
 * covers its list, on a wide screen both are side by side.
 */
import { createContext, untrack } from 'svelte';
import type { IconName } from '#lib/ui/iconPaths.ts';

/** The lists of every kind of work; a house shows those of its own. */
export type Tab = 'today' | 'doors' | 'concerns' | 'doing' | 'done' | 'reports' | 'me';

export const tabPaths: Record<Tab, string> = {
	today: '/',
	doors: '/doors',
	concerns: '/concerns',
	doing: '/doing',
	done: '/done',
	reports: '/reports',
	me: '/me'
};

/** As static/manifest.webmanifest names it. */
const findingMark = '?find';

/** Longer than a tap takes. */
const touchMs = 1_000;

/** One of the main places, as a house offers it. */
export interface TabPlace {
	tab: Tab;
	word: string;
	icon: IconName;
	/** Shown as a number on the icon from 1 on. */
	count: number;
	/** Waits for this person, and not for others. */
	urgent: boolean;
}

export class Frame {
	#tab = $state<Tab>('today');
	#path = $state('/');
	#isFirst = true;
	#isFinding = false;
	#formsOpen = $state(0);
	#touched = $state<Tab>();
	#untouch: ReturnType<typeof setTimeout> | undefined;
	#push: (path: string) => void;

	/** `push` puts an address before the present one; `arrive` is to follow. */
	constructor(push: (path: string) => void) {
		this.#push = push;
	}

	/** The list that was left for a page stays behind it. */
	arrive(path: string, search = ''): void {
		const listed = tabOfPath(path);
		if (listed) this.#tab = listed;
		else if (this.#isFirst || path.startsWith('/me/')) this.#tab = homeOf(path);
		this.#path = path;
		this.#isFinding = search === findingMark;
		this.#isFirst = false;
	}

	/** A finger lies on the way to it. */
	touch(tab: Tab): void {
		this.#touched = tab;
		clearTimeout(this.#untouch);
		this.#untouch = setTimeout(() => (this.#touched = undefined), touchMs);
	}

	/** The place that is likely to be turned to next. */
	get touched(): Tab | undefined {
		return this.#touched;
	}

	/** From one main place to another, neither of which has a page to open. False where a page is to be left. */
	turnTo(tab: Tab): boolean {
		if (this.isPageOpen) return false;
		if (tabPaths[tab] !== this.#path) this.#push(tabPaths[tab]);
		return true;
	}

	get tab(): Tab {
		return this.#tab;
	}

	/** Once after an arrival that wants a door to be looked for (新走访). */
	takeFinding(): boolean {
		const isFinding = this.#isFinding;
		this.#isFinding = false;
		return isFinding;
	}

	/** True when a page stands over the list. */
	get isPageOpen(): boolean {
		return !isMainPlace(this.#path);
	}

	/** True while a form is open, which nothing may interrupt. */
	get isFormOpen(): boolean {
		if (this.#formsOpen > 0) return true;
		return this.#path.startsWith('/visit/') || /^\/report(?:\/|$)/.test(this.#path);
	}

	/** A form without an address of its own says that it is open; the answer says that it is not. */
	openForm(): () => void {
		const add = (more: number) => untrack(() => void (this.#formsOpen += more));
		add(1);
		return () => add(-1);
	}

	get backTo(): string {
		return tabPaths[this.#tab];
	}

	/** The door or concern that is open, to be marked in the list. */
	isOpen(path: string): boolean {
		return decodeURI(this.#path) === decodeURI(path);
	}
}

/** True for the address of a list, which has no page. */
export function isMainPlace(path: string): boolean {
	return tabOfPath(path) !== undefined;
}

function tabOfPath(path: string): Tab | undefined {
	return (Object.keys(tabPaths) as Tab[]).find((tab) => tabPaths[tab] === path);
}

function homeOf(path: string): Tab {
	if (path.startsWith('/me/')) return 'me';
	return path.startsWith('/concerns/') ? 'concerns' : 'doors';
}

export const [getFrame, setFrame] = createContext<Frame>();
