/** What the hand feels of what the screen says, where a phone can; whoever wants stillness is left in peace. */
export type Feel = 'done' | 'failed';

/** Milliseconds on, off, on. */
const patterns: Readonly<Record<Feel, number[]>> = { done: [20], failed: [60, 60, 60] };

export interface Touched {
	/** Absent where a device cannot, as on iOS. */
	vibrate?: (pattern: number[]) => boolean;
	isStill: boolean;
}

export function feel(what: Feel, { vibrate, isStill }: Touched = touchedHere()): void {
	if (!isStill) vibrate?.(patterns[what]);
}

function touchedHere(): Touched {
	const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
	if (!('vibrate' in navigator)) return { isStill };
	return { isStill, vibrate: (pattern) => navigator.vibrate(pattern) };
}
