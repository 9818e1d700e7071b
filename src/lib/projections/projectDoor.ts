/**
 * Draws the row of a door, with all that lists show of it, from the facts collected about it. The
 * same facts give the same row, whatever the order in which they came and whatever today is.
 */
import { timeToTry } from '#lib/domain/bestTime.ts';
import { dueOf, tierOf } from '#lib/domain/care.ts';
import type { CareTier, Due } from '#lib/domain/care.ts';
import { buildingKeyOf, buildingName, doorLabel } from '#lib/domain/doorId.ts';
import { isMajorOutcome } from '#lib/domain/majorChange.ts';
import { searchKey } from '#lib/domain/search.ts';
import { countsForCadence, isFailedAttempt, isMet } from '#lib/domain/visit.ts';
import { walkKey } from '#lib/domain/walkingOrder.ts';
import type { Syllables } from './pinyin.ts';
import type { DoorRow } from './rows.ts';
import type { DoorFacts, ResidentFacts, VisitFacts } from './storedRows.ts';

/** Undefined until the door's own document is here. */
export function projectDoor(facts: DoorFacts, syllables: Syllables): DoorRow | undefined {
	const { door, feed, address, household } = facts;
	if (!address) return undefined;
	const { grid, unit, floor, room, type } = address;
	const here = [...facts.residents.values()].filter(({ isHere }) => isHere);
	const careTags = [...new Set(here.flatMap((resident) => resident.careTags))].sort();
	const tier = tierOf(careTags);
	const newestFirst = newestFirstOf(facts.visits);
	const { dueOn, reason: dueReason } = dueFor(facts, tier, newestFirst, address.capturedAt);
	const lastMet = newestFirst.findIndex(({ outcome }) => isMet(outcome));
	const concerns = [...facts.concerns.values()];
	return {
		...{ door, feed, grid, unit, floor, room, type, tier, careTags, dueOn, dueReason },
		building: buildingKeyOf(door, address.building),
		buildingName: buildingName(address.estate, address.building),
		label: doorLabel(address),
		walk: walkKey({ ...address, door }),
		headName: household?.headName ?? '',
		residents: here.length,
		tenure: household?.tenure ?? 'unknown',
		partyHub: household?.partyHub ?? false,
		lastVisitAt: newestFirst[0]?.capturedAt ?? '',
		lastMetAt: newestFirst[lastMet]?.capturedAt ?? '',
		lastOutcome: newestFirst[0]?.outcome ?? '',
		attempts: newestFirst
			.slice(0, lastMet < 0 ? undefined : lastMet)
			.filter(({ outcome }) => isFailedAttempt(outcome)).length,
		bestTime:
			newestFirst.find(({ bestTime }) => bestTime !== '')?.bestTime ?? household?.bestTime ?? '',
		tryAt: timeToTry(
			newestFirst
				.filter(({ outcome }) => isMet(outcome) || isFailedAttempt(outcome))
				.map(({ capturedAt, outcome }) => ({ capturedAt, isMet: isMet(outcome) }))
		),
		openConcerns: concerns.filter(({ isOpen }) => isOpen).length,
		answersOwed: concerns.filter(({ isOwed }) => isOwed).length,
		searchKey: keyFor(facts, address, here, syllables)
	};
}

function dueFor(
	facts: DoorFacts,
	tier: CareTier,
	newestFirst: readonly VisitFacts[],
	doorSince: string
): Due {
	const last = (counts: (visit: VisitFacts) => boolean) =>
		newestFirst.find(counts)?.capturedAt ?? '';
	const knownSince = facts.household?.knownSince ?? doorSince;
	return dueOf(
		{
			tier,
			knownSince,
			lastMetAt: last((visit) => countsForCadence(visit, tier)),
			lastAttemptAt: last(({ outcome }) => isFailedAttempt(outcome)),
			// Who died or moved away is no longer here; those who stay are to be seen.
			majorChangeAt: [...facts.residents.values()].reduce(
				(latest, { majorChangeAt }) => (majorChangeAt > latest ? majorChangeAt : latest),
				last(({ outcome }) => isMajorOutcome(outcome))
			),
			promisedOn: promiseIn(newestFirst)
		},
		// The day itself does not depend on today as long as it is known since when the door is known.
		knownSince
	);
}

/** A promise stands until somebody was met or another day was promised. */
function promiseIn(newestFirst: readonly VisitFacts[]): string {
	for (const { nextVisitOn, outcome } of newestFirst) {
		if (nextVisitOn !== '' || isMet(outcome)) return nextVisitOn;
	}
	return '';
}

function keyFor(
	{ household }: DoorFacts,
	address: NonNullable<DoorFacts['address']>,
	here: readonly ResidentFacts[],
	syllables: Syllables
): string {
	const names = new Set(here.map(({ name }) => name));
	if (household && household.headName !== '') names.add(household.headName);
	const phones = [...(household?.phones ?? []), ...here.map(({ phone }) => phone)];
	return searchKey({
		building: address.building,
		unit: address.unit,
		room: address.room,
		buildingName: buildingName(address.estate, address.building),
		people: [...names].sort().map((name) => ({ name, syllables: syllables(name) })),
		phones: phones.filter((phone) => phone !== '').sort()
	});
}

function newestFirstOf(visits: DoorFacts['visits']): VisitFacts[] {
	return [...visits]
		.sort(([idA, a], [idB, b]) => compare(b.capturedAt, a.capturedAt) || compare(idB, idA))
		.map(([, visit]) => visit);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
