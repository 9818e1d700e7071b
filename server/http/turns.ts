/** Runs what belongs to one name one after the other; different names do not wait for each other. */
export function takeTurns(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return async (name, work) => {
		const before = last.get(name);
		const turn = before ? before.then(work, work) : work();
		last.set(name, turn);
		try {
			return await turn;
		} finally {
			if (last.get(name) === turn) last.delete(name);
		}
	};
}
