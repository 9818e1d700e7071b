/**
 * Where one is: which list stands behind a page, and whether a form is open. On a phone the page
 * covers its list, on a wide screen both are side by side.
 */
import { createContext } from 'svelte';

export type Tab = 'today' | 'doors' | 'concerns' | 'me';

export const tabPaths: Record<Tab, string> = {
	today: '/',
	doors: '/doors',
	concerns: '/concerns',
	me: '/me'
};

export class Frame {
	#tab = $state<Tab>('today');
	#path = $state('/');
	#isFirst = true;

	/** The list that was left for a page stays behind it. */
	arrive(path: string): void {
		const listed = tabOfPath(path);
		if (listed) this.#tab = listed;
		else if (this.#isFirst || path.startsWith('/me/')) this.#tab = homeOf(path);
		this.#path = path;
		this.#isFirst = false;
	}

	get tab(): Tab {
		return this.#tab;
	}

	/** True when a page stands over the list. */
	get isPageOpen(): boolean {
		return tabOfPath(this.#path) === undefined;
	}

	/** True while a form is open, which nothing may interrupt. */
	get isFormOpen(): boolean {
		return this.#path.startsWith('/visit/') || this.#path.startsWith('/report');
	}

	get backTo(): string {
		return tabPaths[this.#tab];
	}

	/** The door or concern that is open, to be marked in the list. */
	isOpen(path: string): boolean {
		return decodeURI(this.#path) === decodeURI(path);
	}
}

function tabOfPath(path: string): Tab | undefined {
	return (Object.keys(tabPaths) as Tab[]).find((tab) => tabPaths[tab] === path);
}

function homeOf(path: string): Tab {
	if (path.startsWith('/me/')) return 'me';
	return path.startsWith('/concerns/') ? 'concerns' : 'doors';
}

export const [getFrame, setFrame] = createContext<Frame>();
