/**
 * Which key presses are shortcuts of the desk: single letters outside of fields and dialogs, and
 * none at all where somebody has turned them off.
 */
export interface PressedKey {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	isComposing: boolean;
	defaultPrevented: boolean;
}

/** The letter in small, `/`, or undefined where the press belongs to somebody else. */
export function shortcutOf(event: PressedKey, isInField: boolean): string | undefined {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
	if (event.defaultPrevented || isInField) return undefined;
	return /^[a-z/]$/i.test(event.key) ? event.key.toLowerCase() : undefined;
}

/** Whether keys pressed there are words of somebody who writes or chooses. */
export function isField(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest('input, textarea, select, dialog, [contenteditable]') !== null
	);
}
