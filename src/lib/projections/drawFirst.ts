/**
 * What a tap brought is drawn before rows are read again: a save changes a dozen of them, and to ask
 * for those keeps a slow phone from showing "saved" (20 ms of 60 at a sixth of a processor).
 */
let held: Promise<void> | undefined;

/** Until `drawn` no row is read again. It must end: a screen would stand still. */
export function drawFirst(drawn: Promise<void>): void {
	held = drawn;
	void drawn.finally(() => {
		if (held === drawn) held = undefined;
	});
}

/** What reading waits for, if for anything. */
export function drawingNow(): Promise<void> | undefined {
	return held;
}
