/**
 * Where the focus lands when the address changes: on the heading of the page that opened, or on the row
 * that was left for it. So a reader of screens says where one is, and the Tab key goes on from there
 * instead of from the top. Never takes the focus from something that has it already.
 */
let waiting: MutationObserver | undefined;

/** `left` is the path that was left. A page that still reads its rows is waited for. */
export function land(isPageOpen: boolean, left: string): void {
	waiting?.disconnect();
	if (isElsewhere() || settle(isPageOpen, left)) return;
	const observer = new MutationObserver(() => {
		if (isElsewhere() || settle(isPageOpen, left)) observer.disconnect();
	});
	observer.observe(document.body, { childList: true, subtree: true });
	waiting = observer;
}

/** A row that keeps the focus, or a field that took it. */
function isElsewhere(): boolean {
	return document.activeElement !== null && document.activeElement !== document.body;
}

function settle(isPageOpen: boolean, left: string): boolean {
	const place = isPageOpen
		? document.querySelector<HTMLElement>('section.page h1')
		: (rowOf(left) ?? document.querySelector<HTMLElement>('section.list h1'));
	if (!place) return false;
	if (place.matches('h1')) place.tabIndex = -1;
	// The list keeps its own place under the thumb.
	place.focus({ preventScroll: true });
	return true;
}

function rowOf(path: string): HTMLElement | undefined {
	const rows = document.querySelectorAll<HTMLAnchorElement>('section.list a[href]');
	return [...rows].find((row) => row.pathname === path && !row.closest('nav, header'));
}
