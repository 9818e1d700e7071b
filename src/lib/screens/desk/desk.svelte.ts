/**
 * What stands on the desk: the queues with their concerns, which one is looked at, and by what it is
 * filtered. It reads only; acting is the forms'.
 */
import type { App } from '#lib/app/app.ts';
import { clockSettings } from '#lib/domain/clockPolicies.ts';
import { concernClocks } from '#lib/domain/concernClocks.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { communityOfGrid } from '#lib/domain/ids.ts';
import { categoryName } from '#lib/text/categoryWords.ts';
import type { ConcernFilter } from '#lib/projections/concernDesk.ts';
import { endedConcerns, openConcerns, organisationsHere } from '#lib/projections/deskRows.ts';
import { Live } from '#lib/projections/live.svelte.ts';
import { unitName } from '#lib/projections/organisation.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { DeskFilter, DeskQueue, SeatedConcern } from './deskQueues.ts';
import { deskQueues, inWorkingOrder, isWanted, noFilter, seat } from './deskQueues.ts';

/** Clocks are read anew this often; none of them is shorter than minutes. */
const tickMs = 20_000;
const pageSize = 200;

export class Desk {
	readonly #app: App;
	readonly #open: Live<ConcernRow[]>;
	readonly #organisations: Live<Map<string, OrganisationDocument>>;
	/** Of what is over: the first page follows the rows, those after it were read when they were reached. */
	readonly #firstEnded = $derived.by(() => {
		const wants = this.#wants(this.filter);
		const within = onSheets(this.filter);
		return new Live(() => endedConcerns(this.#app.database, { most: pageSize, within, wants }));
	});
	#furtherEnded = $state.raw<ConcernRow[]>([]);
	#isFetching = false;
	#now = $state('');
	#queue = $state<DeskQueue>('incoming');
	#filter = $state.raw<DeskFilter>(noFilter);

	readonly queues: readonly DeskQueue[];

	constructor(app: App, queues: readonly DeskQueue[] = deskQueues) {
		this.#app = app;
		this.queues = queues;
		this.#queue = queues[0] ?? 'incoming';
		this.#now = app.now();
		this.#open = new Live(() => openConcerns(app.database));
		this.#organisations = new Live(() => organisationsHere(app.database));
	}

	/** Keeps the clocks going as long as the desk is on the screen. */
	watch(): () => void {
		const timer = setInterval(() => (this.#now = this.#app.now()), tickMs);
		return () => clearInterval(timer);
	}

	/** Units and posts of every community known here; a street knows several. */
	readonly #everybody = $derived.by(() => {
		const all = [...(this.#organisations.value?.values() ?? [])];
		return { units: all.flatMap(({ units }) => units), posts: all.flatMap(({ posts }) => posts) };
	});

	readonly settings = $derived.by(() => clockSettings(this.#everybody.units));

	readonly seats = $derived.by(() => {
		const { now, settings } = this;
		return (this.#open.value ?? []).map((row) => seat(row, concernClocks(row, settings, now)));
	});

	readonly counts = $derived.by(() => {
		const counts = new Map<DeskQueue, number>();
		for (const { queues } of this.seats) {
			for (const queue of queues) counts.set(queue, (counts.get(queue) ?? 0) + 1);
		}
		return counts;
	});

	readonly shown = $derived.by((): SeatedConcern[] => {
		const { queue } = this;
		if (queue === 'ended') return this.#ended;
		const wants = this.#wants(this.filter);
		return inWorkingOrder(
			queue,
			this.seats.filter(({ row, queues }) => queues.includes(queue) && wants(row))
		);
	});

	readonly handlers = $derived.by(() => {
		const codes = new Set(this.seats.flatMap(({ row }) => (row.handler ? [row.handler] : [])));
		return [...codes]
			.map((code) => ({ code, name: this.nameOf(code) }))
			.sort((a, b) => a.name.localeCompare(b.name, 'zh'));
	});

	readonly grids = $derived([...new Set(this.seats.map(({ row }) => row.grid))].sort());

	get now(): string {
		return this.#now;
	}

	get queue(): DeskQueue {
		return this.#queue;
	}

	get filter(): DeskFilter {
		return this.#filter;
	}

	get isLoading(): boolean {
		return this.#open.reading.status === 'loading';
	}

	get isFailed(): boolean {
		return this.#open.reading.status === 'failed';
	}

	/** Of the community in which a matter lies; undefined while it is read, and where none was sent. */
	organisationOf(grid: GridId): OrganisationDocument | undefined {
		return this.#organisations.value?.get(communityOfGrid(grid));
	}

	nameOf(code: string): string {
		return unitName(this.#everybody, code);
	}

	communityName(community: string): string {
		const units = this.#organisations.value?.get(community)?.units ?? [];
		return units.find(({ kind }) => kind === 'community')?.name ?? community;
	}

	choose(queue: DeskQueue): void {
		this.#queue = queue;
		this.#furtherEnded = [];
	}

	narrow(change: Partial<DeskFilter>): void {
		this.#filter = { ...this.#filter, ...change };
		this.#furtherEnded = [];
	}

	/** The next page of what is over, when the end of the list comes near. */
	async fetchMore(): Promise<void> {
		const after = this.queue === 'ended' ? this.#ended.at(-1)?.row : undefined;
		if (this.#isFetching || !after) return;
		this.#isFetching = true;
		const { filter } = this;
		try {
			const within = onSheets(filter);
			const page = { after, most: pageSize, within, wants: this.#wants(filter) };
			const rows = await endedConcerns(this.#app.database, page);
			if (filter === this.filter && rows.length > 0) {
				this.#furtherEnded = [...this.#furtherEnded, ...rows];
			}
		} finally {
			this.#isFetching = false;
		}
	}

	readonly #ended = $derived.by(() => {
		const rows = [...(this.#firstEnded.value ?? []), ...this.#furtherEnded];
		const byId = new Map(rows.map((row) => [row.id, row]));
		return [...byId.values()].map((row) => seat(row, []));
	});

	#wants(filter: DeskFilter): (row: ConcernRow) => boolean {
		return (row) => isWanted(row, filter, () => this.#textOf(row));
	}

	#textOf({ number, label, place, text, order, category, handler }: ConcernRow): string {
		const parts = [number, label, place, text, order, categoryName(category), this.nameOf(handler)];
		return parts.join(' ').toLowerCase();
	}
}

/** What of the filter the sheets can answer; the words are looked for row by row. */
function onSheets({ group, grid, handler }: DeskFilter): ConcernFilter {
	return {
		...(group === '' ? {} : { group }),
		...(grid === '' ? {} : { places: [grid] }),
		...(handler === '' ? {} : { inHandsOf: handler })
	};
}
