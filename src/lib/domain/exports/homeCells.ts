/** A door and who lives behind it, as cells: of a household, a resident, and of what a visit met. */
import { addressWords } from '#lib/domain/addressWords.ts';
import { careTagName } from '#lib/domain/care.ts';
import type { DoorDocument, HouseholdFields, ResidentFields } from '#lib/domain/documents.ts';
import { localPart, gridOfDoor } from '#lib/domain/ids.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ExportCells, ExportRow } from './exportRow.ts';
import { genderCells, residencyCells, tenureCells } from './codeCells.ts';
import { tableWords } from './tableWords.ts';

/** What is known of a door; parts are missing where they have not come. */
export interface Home {
	door: DoorId;
	address: Pick<DoorDocument, 'estate' | 'building' | 'unit' | 'floor' | 'room' | 'type'> | null;
	household: Pick<
		HouseholdFields,
		'headName' | 'phones' | 'tenure' | 'partyHub' | 'preferredLanguage' | 'bestTime' | 'note'
	> | null;
	residents: readonly ResidentFields[];
}

export function householdRow(home: Home): ExportRow {
	const { household } = home;
	return row(home, {
		...homeCells(home),
		hub: household?.partyHub === true ? tableWords.yes : '',
		language: household?.preferredLanguage === 'mn' ? '蒙古语' : '汉语',
		best: household?.bestTime ?? '',
		note: household?.note ?? ''
	});
}

export function residentRow(home: Home, resident: ResidentFields): ExportRow {
	return row(home, {
		...placeCells(home),
		name: resident.name,
		relation: resident.relation,
		gender: genderCells[resident.gender],
		born: resident.birthYear === 0 ? '' : resident.birthYear,
		phone: resident.phone,
		residency: residencyCells[resident.residency],
		care: resident.careTags.map(careTagName).join(tableWords.beside),
		emergency: resident.emergencyContact,
		standing: standingOf(resident),
		note: resident.note
	});
}

export function namesOf({ household, residents }: Home): string[] {
	const names = [household?.headName ?? '', ...residents.map(({ name }) => name)];
	return [...new Set(names)].filter((name) => name !== '');
}

/** Place and household: what a visit tells of where it was. */
export function homeCells(home: Home): ExportCells {
	const { household } = home;
	const here = home.residents.filter(({ moved, deceased }) => !moved && !deceased);
	const care = [...new Set(here.flatMap(({ careTags }) => careTags))].map(careTagName);
	const tenure = household ? tenureCells[household.tenure] : '';
	const family = [
		tenure,
		here.length === 0 ? '' : tableWords.people(here.length),
		care.join(tableWords.beside)
	];
	return {
		...placeCells(home),
		head: household?.headName ?? '',
		phones: household?.phones.join(tableWords.beside) ?? '',
		people: here.length,
		tenure,
		care: care.join(tableWords.beside),
		family: family.filter((part) => part !== '').join(tableWords.between)
	};
}

function placeCells({ door, address }: Home): ExportCells {
	return {
		grid: tableWords.grid(gridOfDoor(door)),
		estate: address?.estate ?? '',
		building: address?.building ?? '',
		unit: address?.unit ?? '',
		floor: address === null || address.floor === 0 ? '' : address.floor,
		room: address?.room ?? '',
		address: address === null ? (door.split('/').at(-1) ?? localPart(door)) : addressWords(address)
	};
}

function row(home: Home, cells: ExportCells): ExportRow {
	return { cells, names: namesOf(home), confidential: false };
}

function standingOf({ moved, deceased }: ResidentFields): string {
	if (deceased) return tableWords.deceased;
	return moved ? tableWords.moved : tableWords.here;
}
