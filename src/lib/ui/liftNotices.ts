/** Keeps messages above a bar at the bottom edge, however high the bar is, so that none covers a button. */
export function liftNotices(bar: HTMLElement): () => void {
	const root = document.documentElement;
	const observer = new ResizeObserver(() => {
		root.style.setProperty('--notice-lift', `${bar.offsetHeight}px`);
	});
	observer.observe(bar);
	return () => {
		observer.disconnect();
		root.style.removeProperty('--notice-lift');
	};
}
