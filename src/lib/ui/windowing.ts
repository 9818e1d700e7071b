/**
 * Which rows of a long list stand in the window, all rows being of one height. Arithmetic only; the
 * component that uses it is WindowedList.svelte.
 */

export interface ScrollBox {
	count: number;
	rowHeight: number;
	scrollTop: number;
	viewHeight: number;
}

/** Rows kept ready above and below, so that a flick of the thumb shows no gap. */
const spare = 8;

/** The rows to draw: those in sight, some around them, and the one that holds the focus. */
export function rowsToDraw(box: ScrollBox, focused: number): number[] {
	const { count, rowHeight, scrollTop, viewHeight } = box;
	if (count === 0 || rowHeight <= 0) return [];
	const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
	const last = Math.min(count - 1, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare);
	const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
	const isElsewhere = focused >= 0 && focused < count && (focused < first || focused > last);
	if (!isElsewhere) return rows;
	return focused < first ? [focused, ...rows] : [...rows, focused];
}

/** Where to scroll so that the row is in sight, moving no further than needed. */
export function scrollToRow(box: Omit<ScrollBox, 'count'>, row: number): number {
	const { rowHeight, scrollTop, viewHeight } = box;
	const top = row * rowHeight;
	if (top < scrollTop) return top;
	return top + rowHeight > scrollTop + viewHeight ? top + rowHeight - viewHeight : scrollTop;
}

/** True when the end is so near that more rows should be fetched. */
export function isNearEnd({ count, rowHeight, scrollTop, viewHeight }: ScrollBox): boolean {
	return scrollTop + 2 * viewHeight >= count * rowHeight;
}

/** Where a key leads from a row; undefined for keys that move nothing. */
export function rowAfterKey(
	key: string,
	{ row, count, page }: { row: number; count: number; page: number }
): number | undefined {
	const ways: Record<string, number> = {
		ArrowDown: row + 1,
		j: row + 1,
		ArrowUp: row - 1,
		k: row - 1,
		PageDown: row + page,
		PageUp: row - page,
		Home: 0,
		End: count - 1
	};
	const to = ways[key];
	return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}
