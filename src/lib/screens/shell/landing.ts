/**
 * Where the focus lands when the address changes: on the heading of the page that opened, or on the row
 * that was left for it. So a reader of screens says where one is, and the Tab key goes on from there
 * instead of from the top. Never takes the focus from something that has it already.
 */
import { afterFrame } from '#lib/ui/afterFrame.ts';

let stop: () => void = () => undefined;
/** A main place behind another (PaneFrame) has headings and rows, too. */
const inSight = ':not(.behind *)';
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
		// A heading holds the place of a row that is still to be drawn.
		const place = placeFor(isPageOpen, left);
		if (place && place !== activeElement) {
			landed = place;
			// The list keeps its own place under the thumb.
			place.focus({ preventScroll: true });
		}
		if (performance.now() >= until) return;
		const next = setTimeout(look, lookMs);
		stop = () => clearTimeout(next);
	};
	stop();
	// Who touches the glass went on; each look costs a slow phone up to 4 ms of the tap.
	document.addEventListener('pointerdown', goOn, { capture: true, once: true });
	// Until then the list or page that is left may still stand there; and to take the focus before the frame would delay it.
	stop = afterFrame(look)();
}

function goOn(): void {
	stop();
}

/** Ready to take the focus; where a list or page has one. */
export function headingOf(place: HTMLElement | null): HTMLElement | null {
	const heading = place?.querySelector<HTMLElement>(`h1${inSight}`) ?? null;
	if (heading) heading.tabIndex = -1;
	return heading;
}

function placeFor(isPageOpen: boolean, left: string): HTMLElement | null {
	if (isPageOpen) return headingOf(document.querySelector('section.page'));
	// Asked for by its address: a list may have thousands of rows, and this looks many times a second.
	const path = CSS.escape(left);
	const row = `section.list a:is([href="${path}"], [href^="${path}?"])${inSight}`;
	return (
		document.querySelector<HTMLElement>(row) ?? headingOf(document.querySelector('section.list'))
	);
}
