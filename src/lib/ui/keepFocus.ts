const mark = 'data-keeps-focus';

/**
 * When the button that was pressed gives way to what comes next, the focus stays in its place instead of
 * falling to the top of the page. `heir` says which of the new ones takes it.
 */
export function keepFocus(
	heir: (place: HTMLElement) => HTMLElement | null | undefined
): (place: HTMLElement) => () => void {
	return (place) => {
		let last: HTMLElement | undefined;
		/** The places around it, from the inside out. */
		let around: Element[] = [];
		const come = ({ target }: FocusEvent) => {
			last = target instanceof HTMLElement ? target : undefined;
			around = [];
			let next = last?.closest(`[${mark}]`);
			while (next) {
				around.push(next);
				next = next.parentElement?.closest(`[${mark}]`);
			}
		};
		/** Whoever went away by herself is not fetched back; a row that is moved loses the focus, too. */
		const go = () => (last = undefined);
		const observer = new MutationObserver(() => {
			if (!last || last.isConnected || document.activeElement !== document.body) return;
			// A place inside of this one knows better, as long as it stands.
			if (around.find(({ isConnected }) => isConnected) !== place) return;
			last = undefined;
			heir(place)?.focus({ preventScroll: true });
		});
		place.setAttribute(mark, '');
		place.addEventListener('focusin', come);
		document.addEventListener('pointerdown', go);
		observer.observe(place, { childList: true, subtree: true });
		return () => {
			observer.disconnect();
			place.removeEventListener('focusin', come);
			document.removeEventListener('pointerdown', go);
		};
	};
}
