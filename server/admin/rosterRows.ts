/**
 * From the rows of a sheet to doors with their households and people: several rows make one door.
 * What cannot be placed is refused by its row, and the rest goes on.
 */
import type { Address } from '#lib/domain/address.ts';
import type { Day } from '#lib/domain/calendar.ts';
import type { HouseholdFields, ResidentFields } from '#lib/domain/documents.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { isExplanationRow } from '#lib/domain/rosterColumns.ts';
import { cellText } from '#lib/domain/rosterCells.ts';
import type { NotTaken, RosterRefusal } from '#lib/domain/rosterRow.ts';
import { readRosterRow } from '#lib/domain/rosterRow.ts';
import type { Community } from '../access/community.ts';
import type { RosterSheet } from './sheetReading.ts';

export interface RosterDoor {
	grid: GridId;
	address: Address;
	/** The sheet's row that spoke of it first, counted as spreadsheet programs do. */
	row: number;
	household: HouseholdFields;
	residents: ResidentFields[];
}

export interface RowRefused {
	row: number;
	kind: RowRefusal;
	/** The earlier row, where the refusal speaks of one. */
	other?: number;
}

export type RowRefusal =
	| Exclude<RosterRefusal['kind'], 'empty_row'>
	/** The sheet does not say which grid, and the community has several. */
	| 'grid_missing'
	/** A grid this community does not have. */
	| 'grid_unknown'
	/** The same door stands under another grid, further up or in the ledger. */
	| 'door_in_other_grid'
	/** The same person again behind the same door. */
	| 'person_repeated';

export interface RosterRows {
	doors: RosterDoor[];
	refused: RowRefused[];
	notTaken: NotTaken[];
	/** Rows that speak of a door or a person; neither titles nor empty rows. */
	rowCount: number;
}

export function readRosterRows(
	{ header, rows }: Pick<RosterSheet, 'header' | 'rows'>,
	{ community, today }: { community: Community; today: Day }
): RosterRows {
	const doors = new Map<string, RosterDoor>();
	const people = new Map<string, number>();
	const refused: RowRefused[] = [];
	const notTaken: NotTaken[] = [];
	let rowCount = 0;
	for (const [index, cells] of rows.entries()) {
		if (index <= header.row) continue;
		if (index === header.row + 1 && isExplanationRow(cells.map(cellText))) continue;
		const row = index + 1;
		const entry = readRosterRow(cells, { header, today });
		if (!entry.ok && entry.refusal.kind === 'empty_row') continue;
		rowCount += 1;
		if (!entry.ok) {
			refused.push({ row, kind: entry.refusal.kind as RowRefusal });
			continue;
		}
		const { address, household, resident } = entry.value;
		const grid = gridOf(entry.value.grid, community);
		if (grid === 'grid_missing' || grid === 'grid_unknown') {
			refused.push({ row, kind: grid });
			continue;
		}
		const place = placeKey(address);
		const door = doors.get(place) ?? { grid, address, row, household, residents: [] };
		if (door.grid !== grid) {
			refused.push({ row, kind: 'door_in_other_grid', other: door.row });
			continue;
		}
		doors.set(place, door);
		door.household = joined(door.household, household);
		notTaken.push(...entry.value.notTaken);
		if (!resident) continue;
		const person = JSON.stringify([place, resident.name, resident.birthYear]);
		const earlier = people.get(person);
		if (earlier !== undefined) {
			refused.push({ row, kind: 'person_repeated', other: earlier });
			continue;
		}
		people.set(person, row);
		door.residents.push(resident);
	}
	return { doors: [...doors.values()], refused, notTaken, rowCount };
}

/** What tells one door from another, whichever grid it is in. */
export function placeKey({
	estate,
	building,
	unit,
	room
}: Omit<Address, 'floor' | 'type'>): string {
	return JSON.stringify([estate, building, unit, room]);
}

function gridOf(number: string, { grids }: Community): GridId | 'grid_missing' | 'grid_unknown' {
	const [only] = grids;
	if (number === '') return only && grids.length === 1 ? only.id : 'grid_missing';
	const grid = grids.find(({ id }) => Number(id.slice(-2)) === Number(number));
	return grid ? grid.id : 'grid_unknown';
}

/** Every row of a door may say a part; the first that says something holds. */
function joined(first: HouseholdFields, next: HouseholdFields): HouseholdFields {
	return {
		tenure: first.tenure === 'unknown' ? next.tenure : first.tenure,
		headName: first.headName === '' ? next.headName : first.headName,
		phones: [...new Set([...first.phones, ...next.phones])].slice(0, 8),
		partyHub: first.partyHub || next.partyHub,
		preferredLanguage: first.preferredLanguage === 'mn' ? 'mn' : next.preferredLanguage,
		bestTime: first.bestTime === '' ? next.bestTime : first.bestTime,
		note: first.note === '' ? next.note : first.note
	};
}
