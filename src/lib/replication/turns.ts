/**
 * Lets one piece of work begin when the one before it has ended. What a feed sent is taken in the
 * order in which it was read, whether it came by a pull or with the doorbell.
 */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

export function openTurns(): Turns {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const turn = last.then(work);
		// The next one begins whatever this one's end; its caller hears of it.
		last = turn.catch(() => undefined);
		return turn;
	};
}
