/**
 * Where the focus lands when the address changes: on the heading of the page that opened, or on the row
 * that was left for it. So a reader of screens says where one is, and the Tab key goes on from there
 * instead of from the top. Never takes the focus from something that has it already.
 */
let next: ReturnType<typeof setTimeout> | undefined;
const lookMs = 60;
/**
 * A page that has no heading by then has none. And until then a list may be put in order anew: a row that
 * is moved loses the focus.
 */
const patienceMs = 10_000;

/** `left` is the path that was left. A page that still reads its rows is waited for, a list until it is shown. */
export function land(isPageOpen: boolean, left: string): void {
	const until = performance.now() + patienceMs;
	let landed: HTMLElement | undefined;
	const look = () => {
		const { activeElement } = document;
		const isNowhere = activeElement === null || activeElement === document.body;
		// A row that kept the focus, a field that took it, or somebody who went on.
		if (!isNowhere && activeElement !== landed) return;
		if (isNowhere) {
			landed = placeFor(isPageOpen, left) ?? undefined;
			if (landed?.matches('h1')) landed.tabIndex = -1;
			// The list keeps its own place under the thumb.
			landed?.focus({ preventScroll: true });
		}
		if (performance.now() < until) next = setTimeout(look, lookMs);
	};
	clearTimeout(next);
	// Until then the list or page that is left may still stand there.
	next = setTimeout(look);
}

function placeFor(isPageOpen: boolean, left: string): HTMLElement | null {
	if (isPageOpen) return document.querySelector<HTMLElement>('section.page h1');
	const rows = document.querySelectorAll<HTMLAnchorElement>('section.list a[href]');
	const row = [...rows].find(({ pathname }) => pathname === left);
	return row ?? document.querySelector<HTMLElement>('section.list h1');
}
