/**
 * Calls back once the frame in which this element appeared is handed over to be shown, unless the
 * element is gone by then.
 */
export function afterFrame(then: () => void): () => () => void {
	return () => {
		const { port1, port2 } = new MessageChannel();
		let timer: ReturnType<typeof setTimeout> | undefined;
		// A timer may come before the frame is handed over; what is posted in the frame comes after it.
		port1.onmessage = () => {
			timer = setTimeout(then);
		};
		const frame = requestAnimationFrame(() => {
			port2.postMessage(undefined);
		});
		return () => {
			cancelAnimationFrame(frame);
			clearTimeout(timer);
			port1.close();
		};
	};
}
