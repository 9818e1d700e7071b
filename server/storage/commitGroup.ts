/**
 * Writes that wait for one database at the same moment share one transaction, and so one fsync. Each
 * of them is all or nothing by itself all the same, and none is answered before their commit has
 * returned.
 */
import type { Edit, WriteOptions, WriteRow } from './documentStore.ts';
import { StorageBroken } from './storageErrors.ts';

export interface Write {
	edits: readonly Edit[];
	options: WriteOptions;
}

/** What has become of a write that is durable. */
export interface Written {
	rows: WriteRow[];
	/** Tells whoever listens. */
	tell: () => void;
}

interface Waiting extends Write {
	resolve: (rows: WriteRow[]) => void;
	reject: (reason: unknown) => void;
}

export class CommitGroup {
	readonly #commit: (writes: readonly Write[]) => Written[];
	#waiting: Waiting[] = [];

	/** `commit` is one transaction: all of the writes are durable when it returns, or none of them. */
	constructor(commit: (writes: readonly Write[]) => Written[]) {
		this.#commit = commit;
	}

	/** Whoever else asks in this turn of the event loop comes along. */
	join(edits: readonly Edit[], options: WriteOptions): Promise<WriteRow[]> {
		return new Promise((resolve, reject) => {
			if (this.#waiting.length === 0) setImmediate(() => this.commitNow());
			this.#waiting.push({ edits, options, resolve, reject });
		});
	}

	commitNow(): void {
		const group = this.#waiting;
		this.#waiting = [];
		if (group.length === 0) return;
		const failed = this.#commitTogether(group);
		if (failed === undefined) return;
		// What one of them did wrong, or found no room for, is no other's business. After a commit that
		// failed nobody knows what is there, so nothing is tried again.
		const alone = group.length > 1 && !(failed.reason instanceof StorageBroken);
		for (const one of group) {
			const own = alone ? this.#commitTogether([one]) : failed;
			if (own !== undefined) one.reject(own.reason);
		}
	}

	/** Answers why nothing of it was written. */
	#commitTogether(group: readonly Waiting[]): { reason: unknown } | undefined {
		let written: Written[];
		try {
			written = this.#commit(group);
		} catch (reason) {
			return { reason };
		}
		for (const [at, { rows, tell }] of written.entries()) {
			try {
				tell();
				group[at]?.resolve(rows);
			} catch (error) {
				group[at]?.reject(error);
			}
		}
		return undefined;
	}
}
