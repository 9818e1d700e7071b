/**
 * Where a report may be from: the buildings of a head, with the doors this phone knows of them.
 * Nobody here has the register; a door is an address and nothing more.
 */
import type { Me } from '#lib/app/app.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { DoorRow } from '#lib/projections/rows.ts';

export interface OwnBuilding {
	/** The scope of the grant: `150105001019-01/xk/3`. */
	scope: string;
	/** `xk/3` */
	building: string;
	/** As people call it. */
	name: string;
}

export function ownBuildings({ feeds }: Pick<Me, 'feeds'>): OwnBuilding[] {
	return feeds
		.filter(({ role }) => role === 'building_head')
		.map(({ scope, label }) => ({
			scope,
			building: scope.slice(scope.indexOf('/') + 1),
			name: label
		}));
}

type Known = Pick<DoorRow, 'door' | 'unit' | 'room'>;

/** The door that was typed, as people type it: `2-501`, `2单元501`, `2 501`. */
export function doorTyped(typed: string, doors: readonly Known[]): DoorId | '' {
	const wanted = plain(typed);
	if (wanted === '') return '';
	return doors.find((row) => plain(labelOf(row)) === wanted)?.door ?? '';
}

/** What the typing may yet become, in walking order. */
export function doorsOffered<K extends Known>(typed: string, doors: readonly K[], most = 8): K[] {
	const wanted = plain(typed);
	if (wanted === '') return [];
	return doors.filter((row) => plain(labelOf(row)).startsWith(wanted)).slice(0, most);
}

export function labelOf({ unit, room }: Known): string {
	return unit === '' ? room : `${unit}-${room}`;
}

function plain(words: string): string {
	return words
		.replaceAll(/单元|室|号|户|[-—–－\s]+/gu, '-')
		.replaceAll(/-+/g, '-')
		.replaceAll(/^-|-$/g, '');
}
