/**
 * A page that was left may lie frozen in the browser's memory (WebKit, Firefox), its worker with it.
 * A frozen worker keeps its locks, and nobody else could write or meet the station.
 */

export interface PageLifeParts {
	page: EventTarget;
	document: EventTarget & Pick<Document, 'visibilityState'>;
	/** Called each time the page is left, for good or not. */
	onLeft: () => void;
	/** It was left, and somebody looks at it again. */
	onBack: () => void;
}

/** Answers how to stop watching. */
export function watchPageLife({ page, document, onLeft, onBack }: PageLifeParts): () => void {
	let isLeft = false;
	const leave = () => {
		isLeft = true;
		onLeft();
	};
	const comeBack = () => {
		if (!isLeft || document.visibilityState !== 'visible') return;
		isLeft = false;
		onBack();
	};
	page.addEventListener('pagehide', leave);
	page.addEventListener('pageshow', comeBack);
	// Not every browser says that a page is shown again which it had said was left.
	document.addEventListener('visibilitychange', comeBack);
	return () => {
		page.removeEventListener('pagehide', leave);
		page.removeEventListener('pageshow', comeBack);
		document.removeEventListener('visibilitychange', comeBack);
	};
}
