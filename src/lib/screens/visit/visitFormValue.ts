/**
 * What a visit form holds: its fields, what they are prefilled with, and which of them differ from
 * what is known. A form that was merely opened differs in nothing.
 */
import type {
	AmendmentValue,
	CareChecks,
	Tenure,
	VisitMode,
	VisitOutcome
} from '#lib/domain/documents.ts';
import { localPart } from '#lib/domain/ids.ts';
import { asLastTime } from '#lib/domain/visit.ts';
import type { DoorRow, HouseholdRow, ResidentRow } from '#lib/projections/rows.ts';

export interface VisitFormValue {
	outcome: VisitOutcome | '';
	mode: VisitMode;
	careChecks: CareChecks;
	note: string;
	nextVisitOn: string;
	bestTime: string;
	leftSlip: boolean;
	tenure: Tenure;
	/** Those of the household that are nobody's own. */
	phones: string[];
	people: Record<string, { phone: string; moved: boolean }>;
	newPerson: string;
}

/** What is known of the door when the form opens. */
export interface KnownDoor {
	row: DoorRow;
	household: HouseholdRow | undefined;
	residents: ResidentRow[];
	lastChecks: CareChecks;
}

export interface Change {
	kind: 'household' | 'resident';
	subject: string;
	set: Record<string, AmendmentValue>;
}

/** One change per subject, with only the fields that differ. */
export function changesOf(
	{ row, household, residents }: KnownDoor,
	value: VisitFormValue
): Change[] {
	const set: Change['set'] = {};
	const phones = phonesOf({ household, residents }, value);
	if (household) {
		if (value.tenure !== household.tenure) set.tenure = value.tenure;
		if (phones.join() !== household.phones.join()) set.phones = phones;
		if (value.bestTime.trim() !== household.bestTime) set.bestTime = value.bestTime.trim();
	}
	const ofPeople = residents.map((resident): Change => {
		const said = value.people[resident.id];
		const changed: Change['set'] = {};
		if (said && said.moved !== resident.moved) changed.moved = said.moved;
		if (said && said.phone.trim() !== resident.phone) changed.phone = said.phone.trim();
		return { kind: 'resident', subject: localPart(resident.id), set: changed };
	});
	return [{ kind: 'household' as const, subject: row.door, set }, ...ofPeople].filter(
		(change) => Object.keys(change.set).length > 0
	);
}

/** A number that is also a resident's follows the resident's field. */
function phonesOf(
	{ household, residents }: Pick<KnownDoor, 'household' | 'residents'>,
	value: VisitFormValue
): string[] {
	const own = (household?.phones ?? []).flatMap((phone) => {
		const owner = residents.find((resident) => resident.phone === phone);
		return owner ? [value.people[owner.id]?.phone ?? phone] : [];
	});
	return [...new Set([...own, ...value.phones].map((phone) => phone.trim()).filter(Boolean))];
}

function isOfResident(phone: string, residents: readonly ResidentRow[]): boolean {
	return residents.some((resident) => resident.phone === phone);
}

const blank: VisitFormValue = {
	outcome: '',
	mode: 'door',
	careChecks: {},
	note: '',
	nextVisitOn: '',
	bestTime: '',
	leftSlip: false,
	tenure: 'unknown',
	phones: [],
	people: {},
	newPerson: ''
};

export function prefilled(known: KnownDoor, outcome: VisitOutcome | ''): VisitFormValue {
	const { household, residents, lastChecks } = known;
	return {
		...blank,
		outcome,
		careChecks: asLastTime(lastChecks),
		bestTime: household?.bestTime ?? '',
		tenure: household?.tenure ?? 'unknown',
		phones: household?.phones.filter((phone) => !isOfResident(phone, residents)) ?? [],
		people: Object.fromEntries(residents.map(({ id, phone, moved }) => [id, { phone, moved }]))
	};
}
