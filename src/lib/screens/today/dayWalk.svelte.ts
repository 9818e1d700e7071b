/**
 * The worker's walk of today, for every screen under one roof: what there is a reason for, as she
 * arranged it. What she arranges is kept on this phone only.
 */
import { createContext } from 'svelte';
import type { App } from '#lib/app/app.ts';
import type { DayPlan } from '#lib/domain/dayPlan.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { move, openDayPlan, putOff, takeIn, takeOut } from '#lib/domain/dayPlan.ts';
import type { Walk } from '#lib/domain/dayWalk.ts';
import { nextOnWalk, walkOf } from '#lib/domain/dayWalk.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { Reading } from '#lib/projections/live.svelte.ts';
import { Live } from '#lib/projections/live.svelte.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import type { TodayDoor, TodayPlan } from '#lib/projections/todayPlan.ts';
import { todayPlan } from '#lib/projections/todayPlan.ts';

export type TodayWalk = Walk<TodayDoor>;

export interface TodayView {
	walk: TodayWalk;
	/** Doors that did not fit into a day. */
	more: number;
	suggestions: DoorRow[];
}

type Desk = Pick<App, 'me' | 'database' | 'now' | 'own'>;

export class DayWalk {
	#app: Desk;
	#today = $state('');
	#plan: DayPlan = $state.raw(openDayPlan(undefined, ''));
	#isUnkept = $state(false);
	#settled = $state(0);
	#opening: Promise<void>;
	/** Keys of stairwells as they were last shown; read and written while drawing, never drawn itself. */
	#held: string[] = [];
	#heldAt = -1;
	/** What was read last stays in sight while it is read anew. */
	#last: TodayPlan | undefined;

	#taken = $derived(this.#plan.taken);
	#live = $derived.by(() => {
		const asked = { today: this.#today, taken: this.#taken, scopes: this.#scopes() };
		return new Live(() => todayPlan(this.#app.database, asked));
	});
	#reading: Reading<TodayView> = $derived.by(() => this.#read());

	constructor(app: Desk) {
		this.#app = app;
		this.#today = dayOf(app.now());
		this.#plan = openDayPlan(undefined, this.#today);
		this.#opening = app.own.read('walk').then((kept) => {
			this.#plan = openDayPlan(kept, this.#today);
		});
	}

	get today(): string {
		return this.#today;
	}

	get reading(): Reading<TodayView> {
		return this.#reading;
	}

	get view(): TodayView | undefined {
		return this.#reading.status === 'ready' ? this.#reading.value : undefined;
	}

	get plan(): DayPlan {
		return this.#plan;
	}

	/** True when the phone did not take what she arranged. */
	get isUnkept(): boolean {
		return this.#isUnkept;
	}

	/** On the walk and not done with. */
	isOn(door: DoorId): boolean {
		return this.#doors().some((one) => one.door === door && one.doneAt === '');
	}

	nextAfter(door: DoorId): TodayDoor | undefined {
		const walk = this.view?.walk;
		return walk && nextOnWalk(walk, door);
	}

	/** Looked at whenever the app comes to the front: a phone is rarely switched off overnight. */
	look(): void {
		this.#today = dayOf(this.#app.now());
		this.#plan = openDayPlan(this.#plan, this.#today);
		this.settle();
	}

	/** Puts the stairwells in order anew; never while somebody taps along them. */
	settle(): void {
		this.#settled += 1;
	}

	takeIn(doors: readonly DoorId[]): Promise<void> {
		return this.#change((plan) => takeIn(plan, doors));
	}

	takeOut(door: DoorId): Promise<void> {
		return this.#change((plan) => takeOut(plan, door));
	}

	putOff(doors: readonly DoorId[]): Promise<void> {
		return this.#change((plan) => putOff(plan, doors));
	}

	async move(shown: readonly string[], key: string, by: 1 | -1): Promise<void> {
		await this.#change((plan) => move(plan, shown, key, by));
		this.settle();
	}

	/** As it was before, for who changed her mind. */
	restore(plan: DayPlan): Promise<void> {
		return this.#change(() => openDayPlan(plan, this.#today));
	}

	async #change(change: (plan: DayPlan) => DayPlan): Promise<void> {
		await this.#opening;
		this.#plan = change(this.#plan);
		try {
			await this.#app.own.keep('walk', this.#plan);
			this.#isUnkept = false;
		} catch {
			// Any reason is the same to her: it holds until the app is closed. The screen says so.
			this.#isUnkept = true;
		}
	}

	#read(): Reading<TodayView> {
		const { reading } = this.#live;
		if (reading.status === 'failed') return reading;
		if (reading.status === 'ready') this.#last = reading.value;
		const read = this.#last;
		if (!read) return { status: 'loading' };
		const isBegun = read.doors.some(({ doneAt }) => doneAt !== '');
		const held = isBegun && this.#heldAt === this.#settled ? this.#held : [];
		const walk = walkOf(read.doors, this.#plan, held);
		this.#held = walk.stairs.map(({ key }) => key);
		this.#heldAt = this.#settled;
		const { left: more, suggestions } = read;
		return { status: 'ready', value: { walk, more, suggestions } };
	}

	#doors(): TodayDoor[] {
		return this.view?.walk.stairs.flatMap(({ doors }) => doors) ?? [];
	}

	#scopes(): string[] {
		return this.#app.me.feeds.map(({ scope }) => scope);
	}
}

export const [getDayWalk, setDayWalk] = createContext<DayWalk>();
