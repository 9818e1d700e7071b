/**
 * What one grid worker set right in three weeks: phones, times, people who moved; visits taken back;
 * and two values of one field written without sight of each other, so that the question is asked.
 */
import type { AmendmentValue, HouseholdDocument, ResidentDocument } from '#lib/domain/documents.ts';
import type { AmendedKind } from '#lib/domain/amendable.ts';
import { checkAmendment } from '#lib/domain/checkAmendment.ts';
import type { AmendmentEntry } from '#lib/domain/entry.ts';
import { foldFields } from '#lib/domain/household.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { Chance } from './chance.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { MadeVisit } from './visitHistory.ts';
import { bestTimes } from './visitWords.ts';

export interface AmendedDoor {
	household: HouseholdDocument;
	residents: readonly ResidentDocument[];
}

const correctedVisits = 14;
const retractedVisits = 3;

export function makeAmendments(
	worker: string,
	visits: readonly MadeVisit[],
	doors: ReadonlyMap<string, AmendedDoor>,
	nowMs: number,
	chance: Chance
): Deed[] {
	const met = chance.shuffled(visits.filter(({ isMet }) => isMet));
	const once = [...new Map(met.map((visit) => [visit.known.door, visit])).values()];
	const corrections = once.slice(0, correctedVisits).flatMap((visit) => {
		const door = doors.get(visit.known.door);
		return door ? [correction(worker, visit, door, chance)] : [];
	});
	const [asked] = once.slice(correctedVisits);
	const askedDoor = asked && doors.get(asked.known.door);
	return [
		...corrections,
		...(askedDoor ? clash(worker, asked, askedDoor, chance) : []),
		...retractions(worker, visits, chance)
	].filter(({ atMs }) => atMs <= nowMs);
}

function correction(
	worker: string,
	{ atMs, known }: MadeVisit,
	{ household, residents }: AmendedDoor,
	chance: Chance
): Deed {
	const at = atMs + chance.between(20, 60) * 1_000;
	const resident = residents[residents.length - 1];
	if (resident && chance.percent(55)) {
		const wish = residentWish(resident, chance);
		return amend(
			worker,
			at,
			known.grid,
			'resident',
			localPart(resident._id),
			resident,
			wish,
			chance
		);
	}
	const wish: Record<string, AmendmentValue> = chance.percent(50)
		? { phones: [...household.phones.slice(0, 1), numberOf(chance)] }
		: { bestTime: chance.pick(bestTimes.filter((time) => time !== household.bestTime)) };
	return amend(worker, at, known.grid, 'household', household.door, household, wish, chance);
}

function residentWish(resident: ResidentDocument, chance: Chance): Record<string, AmendmentValue> {
	if (resident.relation === '子' && resident.birthYear > 0 && chance.percent(30)) {
		return { moved: true, note: '去外地上学了' };
	}
	if (chance.percent(50)) return { phone: numberOf(chance) };
	return { emergencyContact: `女儿 ${numberOf(chance)}` };
}

/** The worker at the door, and the community's next table, each without the other's word. */
function clash(
	worker: string,
	{ atMs, known }: MadeVisit,
	{ household }: AmendedDoor,
	chance: Chance
): Deed[] {
	const by = (author: string, laterMs: number) =>
		amend(
			author,
			atMs + laterMs,
			known.grid,
			'household',
			household.door,
			household,
			{ phones: [numberOf(chance)] },
			chance
		);
	return [by(worker, 40_000), by('station', 900_000)];
}

function retractions(worker: string, visits: readonly MadeVisit[], chance: Chance): Deed[] {
	return chance
		.shuffled(visits.filter(({ entry }) => entry.note === ''))
		.slice(0, retractedVisits)
		.map(({ atMs, entry }) => {
			const at = atMs + chance.between(2_000, 5_500);
			const visit = localPart(entry._id);
			return {
				author: worker,
				atMs: at,
				entry: {
					_id: documentId.amendment(visit, ulidOf(at, chance)),
					kind: 'amendment' as const,
					grid: entry.grid,
					subject: visit,
					subjectKind: 'visit' as const,
					set: { retracted: true },
					saw: {}
				}
			};
		});
}

function amend(
	author: string,
	atMs: number,
	grid: GridId,
	subjectKind: AmendedKind,
	subject: string,
	base: object,
	wish: Record<string, AmendmentValue>,
	chance: Chance
): Deed {
	const checked = checkAmendment(subjectKind, foldFields(base, []), wish);
	const [fields] = checked.ok ? checked.value : [];
	if (!fields) throw new Error('A made-up amendment is refused.');
	const entry: AmendmentEntry = {
		_id: documentId.amendment(subject, ulidOf(atMs, chance)),
		kind: 'amendment',
		grid,
		subject,
		subjectKind,
		...fields
	};
	return { author, atMs, entry };
}

/** 154 is a prefix that no carrier has been given. */
function numberOf(chance: Chance): string {
	return `154${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;
}
