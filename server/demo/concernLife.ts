/**
 * The life of one concern of the demo, step by step, by the people who would take it. What lies
 * after now has not happened yet, and so every state is somewhere on the screens.
 */
import type { ConcernEventType, EventDocument } from '#lib/domain/documents.ts';
import type { EventEntry } from '#lib/domain/entry.ts';
import type { EventExtra } from '#lib/domain/eventCarries.ts';
import type { DoorId, GridId, Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import { demoFeedOf } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { Handler, Plot } from './concernWords.ts';
import { words } from './concernWords.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { OpenHours } from './workingTime.ts';
import { afterWork, anyHour, gridWork, isoOf, office, property } from './workingTime.ts';

export type LifeKind =
	'handled' | 'self' | 'returned' | 'withdrawn' | 'declined' | 'merged' | 'suspended' | 'reopened';

/** Where and when a concern begins. */
export interface LifeBeginning {
	concern: Ulid;
	grid: GridId;
	/** `xk/3`, or `''`. */
	buildingKey: string;
	capturedMs: number;
}

export interface LifeFacts extends LifeBeginning {
	kind: LifeKind;
	plot: Plot;
	handler: Handler;
	/** Doors that share it and wait for an answer. */
	doors: readonly DoorId[];
	/** Account of the grid worker. */
	worker: string;
	/** The concern it turns out to be the same as, for `merged`. */
	into?: Ulid;
	/** Whether the resident has been asked, once it was resolved. */
	isAnswered: boolean;
}

const staff = 'shequ1';
const lead = 'shuji';
const station = 'station';
const daysForAnswer = 7;

export function liveConcern(facts: LifeFacts, chance: Chance): Deed[] {
	const life = openLife(facts, chance);
	switch (facts.kind) {
		case 'self':
			selfHandled(life, facts, chance);
			break;
		case 'withdrawn':
			received(life, chance);
			life.step(facts.worker, 'withdraw', chance.between(30, 400), gridWork, {
				note: chance.pick(words.withdrawn)
			});
			break;
		case 'declined':
			received(life, chance);
			life.step(staff, 'decline', chance.between(20, 200), office, {
				note: chance.pick(words.declined)
			});
			break;
		case 'merged':
			received(life, chance);
			life.step(staff, 'merge', chance.between(10, 120), office, {
				note: chance.pick(words.merged),
				...(facts.into === undefined ? {} : { into: facts.into })
			});
			break;
		case 'handled':
		case 'returned':
		case 'suspended':
		case 'reopened':
			dispatched(life, facts, chance);
			break;
	}
	return life.deeds;
}

export type Said = Partial<Pick<EventDocument, EventExtra | 'note'>>;

export interface Life {
	deeds: Deed[];
	/** After so many open minutes. */
	step(
		author: string,
		type: ConcernEventType,
		minutes: number,
		hours: OpenHours,
		said?: Said
	): void;
	atMs(): number;
}

export function openLife(
	{ concern, grid, buildingKey, capturedMs }: LifeBeginning,
	chance: Chance
): Life {
	const deeds: Deed[] = [];
	let atMs = capturedMs;
	return {
		deeds,
		atMs: () => atMs,
		step(author, type, minutes, hours, said = {}) {
			atMs = Math.max(atMs + 1_000, afterWork(atMs, minutes, hours));
			const entry: EventEntry = {
				_id: documentId.event(concern, ulidOf(atMs, chance)),
				kind: 'event',
				grid,
				concern,
				type,
				note: '',
				...said
			};
			const feed = demoFeedOf(author, { grid, buildingKey });
			deeds.push({ author, atMs, entry, ...(feed === undefined ? {} : { feed }) });
		}
	};
}

/** The station receives by itself as soon as it hears of a matter; the numbers come at the end. */
function received(life: Life, chance: Chance): void {
	life.step(station, 'receive', chance.between(1, 45), anyHour);
}

/** 网格自办: begun and mostly ended at the door; the community asks afterwards. */
function selfHandled(life: Life, facts: LifeFacts, chance: Chance): void {
	const note = chance.pick(words.selfHandled);
	life.step(facts.worker, 'self_handle', 1, gridWork, { note });
	const later = chance.percent(60) ? chance.between(5, 40) : chance.between(120, 900);
	life.step(facts.worker, 'resolve', later, gridWork, { note: chance.pick(facts.plot.done) });
	const since = isoOf(life.atMs());
	received(life, chance);
	if (!facts.isAnswered || !chance.percent(75)) {
		// As the station closes it by itself; where the week is not over it has not happened yet.
		life.step(station, 'close_unanswered', daysForAnswer * 24 * 60, anyHour, { since });
		return;
	}
	life.step(staff, 'follow_up', chance.between(300, 1_400), office, {
		note: chance.pick(words.asked),
		solved: true,
		satisfaction: chance.between(4, 5)
	});
}

function dispatched(life: Life, facts: LifeFacts, chance: Chance): void {
	received(life, chance);
	const { handler } = facts;
	give(life, handler, chance, '');
	if (facts.kind === 'returned') {
		life.step(handler.account, 'return', chance.between(10, 120), property, {
			note: chance.pick(words.returned)
		});
		give(life, handler, chance, chance.pick(words.again));
	}
	begin(life, handler, chance);
	if (facts.kind === 'suspended') {
		suspend(life, chance);
		return;
	}
	finish(life, facts, chance);
	if (facts.kind === 'reopened') again(life, facts, chance);
	else if (facts.isAnswered) answer(life, facts, chance);
}

function give(life: Life, handler: Handler, chance: Chance, note: string): void {
	life.step(staff, 'dispatch', chance.between(5, 90), office, { handler: handler.code, note });
}

function begin(life: Life, handler: Handler, chance: Chance): void {
	life.step(handler.account, 'accept', chance.between(1, 12), property, {
		note: chance.pick(words.accept)
	});
	life.step(handler.account, 'respond', chance.between(25, 280), property, {
		note: chance.pick(words.respond),
		firstResponse: chance.percent(65) ? 'onsite' : 'call'
	});
}

function finish(life: Life, { plot, handler: { account } }: LifeFacts, chance: Chance): void {
	if (plot.progress.length > 0 && chance.percent(45)) {
		life.step(account, 'progress', chance.between(60, 500), property, {
			note: chance.pick(plot.progress)
		});
	}
	life.step(account, 'resolve', chance.between(120, 1_900), property, {
		note: chance.pick(plot.done)
	});
}

/** The worker brings the answer to every door that shares the matter. */
function answer(life: Life, facts: LifeFacts, chance: Chance): void {
	const [first] = facts.doors;
	if (chance.percent(9)) {
		life.step(facts.worker, 'not_reached', chance.between(60, 600), gridWork, {
			note: chance.pick(words.notReached),
			...(first === undefined ? {} : { door: first })
		});
	}
	const doors = first === undefined ? [undefined] : facts.doors;
	doors.forEach((door, at) => {
		const minutes = at === 0 ? chance.between(90, 1_000) : chance.between(4, 15);
		life.step(facts.worker, 'follow_up', minutes, gridWork, {
			note: chance.pick(words.satisfied),
			solved: true,
			satisfaction: chance.pick([5, 5, 5, 4, 4, 4, 3]),
			...(door === undefined ? {} : { door })
		});
	});
}

function again(life: Life, facts: LifeFacts, chance: Chance): void {
	life.step(facts.worker, 'follow_up', chance.between(60, 500), gridWork, {
		note: chance.pick(words.unhappy),
		solved: false,
		satisfaction: 2,
		...(facts.doors[0] === undefined ? {} : { door: facts.doors[0] })
	});
	give(life, facts.handler, chance, chance.pick(words.again));
	begin(life, facts.handler, chance);
	finish(life, facts, chance);
	if (facts.isAnswered) answer(life, facts, chance);
}

function suspend(life: Life, chance: Chance): void {
	const until = new Date(life.atMs() + chance.between(14, 40) * 86_400_000);
	life.step(lead, 'suspend', chance.between(120, 700), office, {
		note: chance.pick(words.suspended),
		until: until.toISOString().slice(0, 10)
	});
}
