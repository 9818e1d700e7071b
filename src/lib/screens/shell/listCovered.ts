/** Whether a page stands over its list, as on a phone; on a wide screen both are in sight. */
import { MediaQuery } from 'svelte/reactivity';
import type { Frame } from './frame.svelte.ts';

/** As Shell.svelte and its pages have it. */
const isWide = '(min-width: 900px)';
let wide: MediaQuery | undefined;

export function isListCovered(frame: Pick<Frame, 'isPageOpen'>): boolean {
	wide ??= new MediaQuery(isWide);
	return frame.isPageOpen && !wide.current;
}
