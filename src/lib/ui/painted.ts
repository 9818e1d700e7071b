import { afterFrame } from './afterFrame.ts';

/** Some frames of a slow phone. A page that nobody sees has none. */
const longestMs = 150;

/** Ends once what changed by now is on the screen, or would be. */
export function painted(): Promise<void> {
	return new Promise((resolve) => {
		const end = setTimeout(done, longestMs);
		const stop = afterFrame(done)();
		function done(): void {
			clearTimeout(end);
			stop();
			resolve();
		}
	});
}
