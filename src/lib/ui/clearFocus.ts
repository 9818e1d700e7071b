import { liftOver } from './liftOver.ts';

/**
 * Lifts the message that stands in this place above what has the focus, so that nobody presses a button
 * that cannot be seen. Who reaches for the message itself finds it where it was.
 */
export function clearFocus(place: HTMLElement): () => void {
	let lift = 0;
	let frame = 0;

	function settle() {
		const message = place.firstElementChild;
		const { activeElement } = document;
		if (message && place.contains(activeElement)) return;
		let next = 0;
		if (message && activeElement && activeElement !== document.body) {
			// The message itself may still be rising.
			const { top, bottom } = place.getBoundingClientRect();
			const { left, right } = message.getBoundingClientRect();
			const resting = { top: top + lift, bottom: bottom + lift, left, right };
			next = liftOver(resting, activeElement.getBoundingClientRect());
		}
		if (next === lift) return;
		lift = next;
		place.style.transform = lift === 0 ? '' : `translateY(-${lift}px)`;
	}

	/** Where the focus comes to lie is known once the page has scrolled to it. */
	function come() {
		if (!place.firstElementChild) return;
		cancelAnimationFrame(frame);
		frame = requestAnimationFrame(settle);
	}

	// Comes after the layout, which is not asked for twice.
	const observer = new ResizeObserver(settle);
	observer.observe(place);
	document.addEventListener('focusin', come);
	return () => {
		observer.disconnect();
		cancelAnimationFrame(frame);
		document.removeEventListener('focusin', come);
	};
}
