/**
 * Reminds once in the morning and once in the afternoon of what cannot wait: by the phone's own notice
 * where the person allowed it, else by a line on top of the screen. Says no name and no address.
 */
import type { App } from '#lib/app/app.ts';
import { dayOf, minuteOfDay } from '#lib/domain/calendar.ts';
import type { DayPart, Pressing, Reminded } from '#lib/domain/dayReminder.ts';
import { readReminded, reminderDue } from '#lib/domain/dayReminder.ts';
import { Ticker } from '#lib/screens/shell/ticker.svelte.ts';
import { reminderWords } from '#lib/text/reminderWords.ts';
import type { TodayWalk } from './dayWalk.svelte.ts';

export type ReminderMode = 'off' | 'here' | 'system';

type Desk = Pick<App, 'now' | 'own' | 'reminders' | 'preference'>;

const minuteMs = 60_000;

export class Reminding {
	#app: Desk;
	#walk: () => TodayWalk | undefined;
	#ticker: Ticker;
	#reminded = $state.raw<Reminded | undefined>();
	/** Nothing is said before it is known what was said. */
	#isOpen = $state(false);
	#isShowing = false;

	constructor(app: Desk, walk: () => TodayWalk | undefined) {
		this.#app = app;
		this.#walk = walk;
		this.#ticker = new Ticker(() => app.now(), minuteMs);
		void app.own.read('reminded').then((kept) => {
			this.#reminded = readReminded(kept);
			this.#isOpen = true;
		});
	}

	get pressing(): Pressing {
		return pressingOf(this.#walk());
	}

	/** What is due to be said now. */
	get due(): DayPart | undefined {
		const { now } = this.#ticker;
		if (!this.#isOpen || modeOf(this.#app) === 'off') return undefined;
		const at = { day: dayOf(now), minute: minuteOfDay(now), reminded: this.#reminded };
		return reminderDue(this.pressing, at);
	}

	/** The bridge to the phone: its notice, and the number on the icon. */
	tellPhone(): void {
		const { due, pressing } = this;
		const isOn = modeOf(this.#app) !== 'off';
		void this.#app.reminders.badge(isOn ? (this.#walk()?.left ?? 0) : 0);
		if (due && modeOf(this.#app) === 'system') void this.#show(due, pressing);
	}

	/** She knows. */
	async settle(part: DayPart | undefined = this.due): Promise<void> {
		if (!part) return;
		this.#reminded = { day: dayOf(this.#app.now()), part };
		await this.#app.own.keep('reminded', this.#reminded);
	}

	async #show(part: DayPart, pressing: Pressing): Promise<void> {
		if (this.#isShowing) return;
		this.#isShowing = true;
		const { today: title, said } = reminderWords;
		const isShown = await this.#app.reminders.show({ title, body: said(pressing) });
		this.#isShowing = false;
		// Where the phone does not take it, the line on top stays.
		if (isShown) await this.settle(part);
	}
}

export function modeOf(app: Pick<App, 'preference'>): ReminderMode {
	const chosen = app.preference('reminders');
	return chosen === 'off' || chosen === 'system' ? chosen : 'here';
}

function pressingOf(walk: TodayWalk | undefined): Pressing {
	const open = (walk?.stairs ?? [])
		.flatMap(({ doors }) => doors)
		.filter(({ doneAt }) => doneAt === '');
	return {
		promised: open.filter(({ why }) => why.includes('promised')).length,
		lastDay: open.filter(({ why }) => why.includes('due') || why.includes('change')).length
	};
}
