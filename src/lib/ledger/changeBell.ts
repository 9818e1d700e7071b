/** Says that a ledger changed, to listeners in this realm and in others that have it open. */

export interface ChangeBell {
	ring(): void;
	/** Answers how to stop. */
	listen(listener: () => void): () => void;
	close(): void;
}

export function openChangeBell(name: string): ChangeBell {
	const listeners = new Set<() => void>();
	const channel = new BroadcastChannel(`${name} changed`);
	const tell = () => {
		for (const listener of listeners) listener();
	};
	channel.onmessage = tell;
	// In Node an open channel keeps the process alive.
	(channel as BroadcastChannel & { unref?: () => void }).unref?.();
	return {
		ring() {
			channel.postMessage('');
			queueMicrotask(tell);
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close() {
			listeners.clear();
			channel.close();
		}
	};
}
