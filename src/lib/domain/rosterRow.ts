/**
 * One row of a community's spreadsheet: a door, what is known of its household, and perhaps one who
 * lives there. It takes what the app may hold, drops the rest, and refuses a row only when nobody
 * could say which door it is.
 */
import type { Address, AddressRefusal } from './address.ts';
import { parseAddress } from './address.ts';
import type { Day } from './calendar.ts';
import type { HouseholdFields, ResidentFields } from './documents.ts';
import { ethnicCodeOf } from './ethnicGroups.ts';
import { holdsIdNumber } from './idNumber.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';
import {
	cellText,
	isNobody,
	isYes,
	plainCell,
	readBirthYear,
	readGender,
	readName,
	readPhones,
	readRelation,
	readResidency,
	readTags,
	readTenure
} from './rosterCells.ts';
import type { RosterField, RosterHeader } from './rosterColumns.ts';

export interface RosterEntry {
	address: Address;
	/** Digits of the grid as written, `''` where the sheet does not say: `1` of 第1网格. */
	grid: string;
	household: HouseholdFields;
	/** undefined for a door without a person: vacant, shop, not known. */
	resident: ResidentFields | undefined;
	notTaken: readonly NotTaken[];
}

/** What of a taken row was left out; never the value itself, but for labels nobody knows. */
export type NotTaken =
	| { kind: 'phone_unreadable' }
	| { kind: 'control_label' }
	| { kind: 'unknown_label'; label: string }
	| { kind: 'id_number_in_note' }
	| { kind: 'ethnicity_unknown' }
	| { kind: 'too_long'; field: RosterField };

export type RosterRefusal =
	| AddressRefusal
	| { kind: 'empty_row' }
	| { kind: 'name_unreadable' }
	| { kind: 'grid_unreadable' };

export interface RosterContext {
	header: RosterHeader;
	/** For ages; the day the table is read. */
	today: Day;
}

/** Somebody's words keep their punctuation. */
const asWritten: ReadonlySet<RosterField> = new Set(['notes', 'bestTime', 'emergencyContact']);

export function readRosterRow(
	cells: readonly unknown[],
	context: RosterContext
): Outcome<RosterEntry, RosterRefusal> {
	const cell = (field: RosterField) => {
		const column = context.header.fields.get(field);
		if (column === undefined) return '';
		return asWritten.has(field) ? cellText(cells[column.at]) : plainCell(cells[column.at]);
	};
	const written = [...context.header.fields.keys()].filter((field) => cell(field) !== '');
	if (written.length === 0) return refused({ kind: 'empty_row' });
	const address = parseAddress({
		estate: cell('estate'),
		building: cell('building'),
		unit: cell('unit'),
		floor: cell('floor'),
		room: cell('room'),
		address: cell('address')
	});
	if (!address.ok) return address;
	const grid = gridOf(cell('grid'));
	if (grid === undefined) return refused({ kind: 'grid_unreadable' });
	const name = isNobody(cell('name')) ? '' : readName(cell('name'));
	if (name === undefined) return refused({ kind: 'name_unreadable' });
	const notTaken: NotTaken[] = [];
	const household = householdOf(cell, context, name, address.value, notTaken);
	const resident = name === '' ? undefined : residentOf(cell, context, name, household, notTaken);
	return accepted({ address: address.value, grid, household, resident, notTaken });
}

type Cell = (field: RosterField) => string;

/** 第1网格, 网格01, 150105001019-01 and 1 are one grid; undefined for what has no number. */
function gridOf(written: string): string | undefined {
	if (written === '') return '';
	const plain = written.replace(/[一二三四五六七八九]/g, (word) =>
		String('一二三四五六七八九'.indexOf(word) + 1)
	);
	const digits = /(\d{1,2})(?:号|网格)*$/.exec(plain)?.[1] ?? /第(\d{1,2})/.exec(plain)?.[1];
	return digits === undefined ? undefined : String(Number(digits));
}

function householdOf(
	cell: Cell,
	{ header }: RosterContext,
	name: string,
	address: Address,
	notTaken: NotTaken[]
): HouseholdFields {
	const isHead = readRelation(cell('relation')) === '户主';
	const headName = readName(cell('headName')) ?? (isHead ? name : '');
	const { phones, unreadable } = readPhones(cell('phone'));
	if (unreadable > 0) notTaken.push({ kind: 'phone_unreadable' });
	const tenure = readTenure(header.fields.get('tenure')?.header ?? '', cell('tenure'));
	const isBesides = address.type === 'shop' && tenure === 'unknown';
	return {
		tenure: isBesides ? 'business' : tenure,
		headName,
		// A resident's own phone is hers; the household's is that of its head, or of a door alone.
		phones: isHead || name === '' || name === headName ? phones.slice(0, 8) : [],
		partyHub: isYes(cell('partyHub')),
		preferredLanguage: /蒙/.test(cell('preferredLanguage')) ? 'mn' : 'zh',
		bestTime: limited(cell('bestTime'), 200, 'bestTime', notTaken),
		note: name === '' ? noteOf(cell, notTaken) : ''
	};
}

function residentOf(
	cell: Cell,
	{ header, today }: RosterContext,
	name: string,
	household: HouseholdFields,
	notTaken: NotTaken[]
): ResidentFields {
	const birthYear = readBirthYear(cell('birthDate'), cell('age'), today);
	const tags = readTags(cell('tags'), birthYear, today);
	for (let i = 0; i < tags.control; i += 1) notTaken.push({ kind: 'control_label' });
	for (const label of tags.unknown) notTaken.push({ kind: 'unknown_label', label });
	const ethnicity = ethnicCodeOf(cell('ethnicity'));
	if (ethnicity === '' && !isNobody(cell('ethnicity')))
		notTaken.push({ kind: 'ethnicity_unknown' });
	const relation = readRelation(cell('relation'));
	return {
		name,
		relation: relation === '' && name === household.headName ? '户主' : relation,
		gender: readGender(cell('gender')),
		birthYear,
		phone: readPhones(cell('phone')).phones[0] ?? '',
		residency: readResidency(
			header.fields.get('residencyType')?.header ?? '',
			cell('residencyType')
		),
		careTags: tags.careTags,
		ethnicity,
		emergencyContact: limited(cell('emergencyContact'), 60, 'emergencyContact', notTaken),
		note: noteOf(cell, notTaken),
		moved: false,
		deceased: false
	};
}

function noteOf(cell: Cell, notTaken: NotTaken[]): string {
	const note = limited(cell('notes'), 1_000, 'notes', notTaken);
	if (!holdsIdNumber(note)) return note;
	notTaken.push({ kind: 'id_number_in_note' });
	return '';
}

function limited(text: string, most: number, field: RosterField, notTaken: NotTaken[]): string {
	if (text.length <= most) return text;
	notTaken.push({ kind: 'too_long', field });
	return text.slice(0, most);
}
