/**
 * Wakes one waiting reader when something was committed, and hands it the commits it has not seen.
 * A reader that is too slow is told so and reads from storage again; nothing piles up behind it.
 */
import type { Commit, DocumentStore } from '../storage/documentStore.ts';

/** Commits kept for a reader that is busy sending. */
const mostKept = 64;

export type Ring =
	| { kind: 'commits'; commits: Commit[] }
	| { kind: 'behind' }
	| { kind: 'silence' }
	/** The database was dropped. */
	| { kind: 'gone' }
	| { kind: 'closed' };

export class CommitBell {
	/** How many readers wait in this process, over all databases. */
	static #hanging = 0;

	static get hanging(): number {
		return CommitBell.#hanging;
	}

	#commits: Commit[] = [];
	#behind = false;
	#closed = false;
	#gone = false;
	#wake: (() => void) | undefined;
	readonly #leave: () => void;

	/** Hears everything from now on, so read only after it is hung up. */
	constructor(store: DocumentStore) {
		CommitBell.#hanging += 1;
		const onCommit = (commit: Commit): void => {
			if (this.#commits.length >= mostKept) {
				this.#commits = [];
				this.#behind = true;
			}
			this.#commits.push(commit);
			this.#wake?.();
		};
		this.#leave = store.onCommit(onCommit, () => {
			this.#gone = true;
			this.#wake?.();
		});
	}

	/** The next commits, or silence after so many milliseconds. */
	async next(silenceMs: number): Promise<Ring> {
		if (!this.#closed && !this.#gone && this.#commits.length === 0) await this.#wait(silenceMs);
		if (this.#closed) return { kind: 'closed' };
		if (this.#gone) return { kind: 'gone' };
		if (this.#commits.length === 0) return { kind: 'silence' };
		const commits = this.#commits;
		const behind = this.#behind;
		this.#commits = [];
		this.#behind = false;
		return behind ? { kind: 'behind' } : { kind: 'commits', commits };
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		CommitBell.#hanging -= 1;
		this.#leave();
		this.#wake?.();
	}

	#wait(silenceMs: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => this.#wake?.(), silenceMs);
			this.#wake = () => {
				clearTimeout(timer);
				this.#wake = undefined;
				resolve();
			};
		});
	}
}
