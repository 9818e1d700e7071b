/**
 * Waits until the browser has nothing to draw and nobody to answer, so that what is made ready beside
 * the form never comes between a finger and its letter. Never for long: she may be done typing soon.
 */
const longestMs = 500;
/** Safari tells nothing of idle time; after this the form has been drawn. */
const untoldMs = 50;

export function quietMoment(): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in window) {
			requestIdleCallback(() => resolve(), { timeout: longestMs });
		} else {
			setTimeout(resolve, untoldMs);
		}
	});
}
