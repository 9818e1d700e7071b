/**
 * Opens a dialog over everything. A dialog that leaves the page without having been closed gives no
 * focus back, so that is done here: whoever cannot see would else stand at the top of the page.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
	const before = document.activeElement;
	dialog.showModal();
	return () => {
		const now = document.activeElement;
		// Whoever has sent the focus elsewhere meanwhile knew better.
		const isLost = now === null || now === document.body || dialog.contains(now);
		if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
	};
}
