/**
 * What the community's ledger already knows of doors, households and residents: as it stands today,
 * and as the roster last said it. The two differ where somebody at the door knew better.
 */
import { readStamp } from '#lib/domain/hybridClock.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { clockAtRest } from '#lib/domain/hybridClock.ts';
import type {
	AmendmentDocument,
	DoorDocument,
	HouseholdDocument,
	HouseholdFields,
	ResidentDocument,
	ResidentFields
} from '#lib/domain/documents.ts';
import { foldFields, isRetracted } from '#lib/domain/household.ts';
import { isErased } from '#lib/domain/householdFacts.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { documentsOf } from '../storage/ledgerReading.ts';

export const stationAuthor = 'station';

export interface Known<F> {
	/** Door id or ULID, as amendments name it. */
	subject: string;
	today: F;
	/** As the roster said it last. */
	imported: F;
	/** Per field the station's own amendment that said it; absent where the first import did. */
	importedBy: Readonly<Record<string, string>>;
}

export interface KnownRoster {
	doors: ReadonlyMap<DoorId, DoorDocument>;
	households: ReadonlyMap<DoorId, Known<HouseholdFields>>;
	residents: ReadonlyMap<DoorId, readonly Known<ResidentFields>[]>;
	/** The latest stamp the station has given. */
	clock: ClockState;
}

export async function readKnownRoster(ledger: DocumentStore): Promise<KnownRoster> {
	const doors = await documentsOf(ledger, 'door');
	const households = await documentsOf(ledger, 'household');
	const amendments = Map.groupBy(await documentsOf(ledger, 'amendment'), (one) => one.subject);
	// Entered at the wrong door and taken back: nobody the sheet could mean.
	// Nor is who was erased on request: nothing of her is left to be meant by.
	const residents = (await documentsOf(ledger, 'resident')).filter((resident) => {
		const about = amendments.get(localPart(resident._id)) ?? [];
		return !isRetracted(resident, about) && !isErased(foldFields(resident, about).fields);
	});
	const known = <D extends HouseholdDocument | ResidentDocument>(document: D, subject: string) =>
		knownOf(document, subject, amendments.get(subject) ?? []);
	const own = [...doors, ...households, ...residents, ...[...amendments.values()].flat()].filter(
		({ author }) => author === stationAuthor
	);
	return {
		doors: new Map(doors.map((door) => [door.door, door])),
		households: new Map(
			households.map((document) => [document.door, known(document, document.door)])
		),
		residents: Map.groupBy(
			residents.map((document) => ({
				door: document.door,
				...known(document, localPart(document._id))
			})),
			({ door }) => door
		),
		clock: own.reduce((latest, { clock }) => laterOf(latest, readStamp(clock)), clockAtRest)
	};
}

function knownOf<D extends HouseholdDocument | ResidentDocument>(
	document: D,
	subject: string,
	amendments: readonly AmendmentDocument[]
): Known<D> {
	const own = amendments.filter(({ author }) => author === stationAuthor);
	const imported = foldFields(document, own);
	return {
		subject,
		today: foldFields(document, amendments).fields,
		imported: imported.fields,
		importedBy: Object.fromEntries(
			Object.entries(imported.heads).flatMap(([field, heads]) => {
				const last = heads.at(-1);
				return last === undefined ? [] : [[field, last]];
			})
		)
	};
}

function laterOf(a: ClockState, b: ClockState | undefined): ClockState {
	if (!b || a.wallMs > b.wallMs) return a;
	return a.wallMs === b.wallMs && a.counter > b.counter ? a : b;
}
