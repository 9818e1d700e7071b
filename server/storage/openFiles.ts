/**
 * Keeps the files used last open and closes the others: a thousand databases must not need a
 * thousand open files (STACK part B: 94 MB and 194 files instead of 308 MB and 3,002).
 */
export class OpenFiles<F extends { close(): void }> {
	readonly #most: number;
	/** A Map keeps its order: the first was used longest ago. */
	readonly #open = new Map<string, F>();
	/** Never closed to make room. */
	readonly #kept = new Set<string>();

	constructor(most: number) {
		this.#most = most;
	}

	get count(): number {
		return this.#open.size;
	}

	take(name: string, open: () => F): F {
		const known = this.#open.get(name);
		if (known) {
			this.#open.delete(name);
			this.#open.set(name, known);
			return known;
		}
		for (const [oldest, file] of this.#open) {
			if (this.#open.size < this.#most) break;
			if (this.#kept.has(oldest)) continue;
			this.#open.delete(oldest);
			file.close();
		}
		const file = open();
		this.#open.set(name, file);
		return file;
	}

	/** The file stays open while `work` is under way, whatever else is opened. */
	async keep<T>(name: string, work: () => Promise<T>): Promise<T> {
		this.#kept.add(name);
		try {
			return await work();
		} finally {
			this.#kept.delete(name);
		}
	}

	close(name: string): void {
		this.letGo(name)?.close();
	}

	/** Whoever takes it closes it. */
	letGo(name: string): F | undefined {
		const file = this.#open.get(name);
		this.#open.delete(name);
		return file;
	}

	closeAll(): void {
		for (const name of [...this.#open.keys()]) this.close(name);
	}
}
