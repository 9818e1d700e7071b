/** What the station works on behind the answers; whoever works on something notes it here. */

export interface RunningTask {
	type: string;
	database: string;
	/** Tells how far it is. */
	progress(done: number, total: number): void;
	end(): void;
}

interface TaskShown {
	type: string;
	database: string;
	pid: string;
	started_on: number;
	updated_on: number;
	changes_done: number;
	total_changes: number;
	progress: number;
}

export class RunningTasks {
	readonly #tasks = new Set<TaskShown>();
	#begun = 0;

	begin(type: string, database: string): RunningTask {
		const startedOn = seconds();
		const shown: TaskShown = {
			...{ type, database, pid: String((this.#begun += 1)) },
			...{ started_on: startedOn, updated_on: startedOn },
			...{ changes_done: 0, total_changes: 0, progress: 0 }
		};
		this.#tasks.add(shown);
		return {
			type,
			database,
			progress(done, total) {
				const percent = total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total));
				Object.assign(shown, { changes_done: done, total_changes: total, progress: percent });
				shown.updated_on = seconds();
			},
			end: () => void this.#tasks.delete(shown)
		};
	}

	list(): readonly TaskShown[] {
		return [...this.#tasks];
	}
}

function seconds(): number {
	return Math.floor(Date.now() / 1000);
}
