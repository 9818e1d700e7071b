/** One at a time over all tabs and workers of this phone, by name. */
import { openTurns } from '#lib/replication/turns.ts';
import type { Turns } from '#lib/replication/turns.ts';

export interface Locks {
	inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
	/** Calls `begin` once this is the one that holds the lock, and holds it until `release`. */
	hold(name: string, begin: () => void): { release: () => void };
}

/** Web Locks; a browser without them has one tab at work, which takes turns by itself. */
export function openLocks(manager: LockManager | undefined): Locks {
	const turns = new Map<string, Turns>();
	return {
		inTurn(name, work) {
			if (manager) return manager.request(name, work);
			const turn = turns.get(name) ?? openTurns();
			turns.set(name, turn);
			return turn(work);
		},
		hold(name, begin) {
			let release: () => void = () => undefined;
			const held = new Promise<void>((resolve) => {
				release = resolve;
			});
			if (!manager) begin();
			else {
				void manager.request(name, async () => {
					begin();
					await held;
				});
			}
			return { release };
		}
	};
}
