/** Calls back when the page has nothing to draw and nobody to answer, or soon anyway. */

/** Shorter than it takes to look at what was drawn first. */
const longestMs = 100;

export function whenIdle(then: () => void): void {
	// Safari tells nothing of idle time.
	if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: longestMs });
	else setTimeout(then);
}
