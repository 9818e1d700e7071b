/** Calls back once the frame in which this element appeared is painted, unless the element is gone by then. */
export function afterFrame(then: () => void): () => () => void {
	return () => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const frame = requestAnimationFrame(() => {
			timer = setTimeout(then);
		});
		return () => {
			cancelAnimationFrame(frame);
			clearTimeout(timer);
		};
	};
}
