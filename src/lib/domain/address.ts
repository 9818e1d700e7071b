/**
 * Reads where a door is from the way communities write it (DOMAIN 2.7). It never guesses: what
 * could be two places, or none, is refused with the reason.
 */
import { plainAddress } from './addressText.ts';
import type { DoorType } from './documents.ts';
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';

export interface Address {
	/** As written, without district, street and community; `''` where not written. */
	estate: string;
	/** `3`, `A`, `3排`, `底商`. */
	building: string;
	/** `''` where a building has no units. */
	unit: string;
	/** 0 where unknown; basements are negative. */
	floor: number;
	room: string;
	type: DoorType;
}

/** Cells of a roster; each may be missing, and each may hold more than its own part. */
export interface AddressParts {
	estate?: string | undefined;
	building?: string | undefined;
	unit?: string | undefined;
	floor?: string | undefined;
	room?: string | undefined;
	address?: string | undefined;
}

export type AddressRefusal =
	| { kind: 'address_missing' }
	/** `1幢-10幢`, `501、502`: more than one door. */
	| { kind: 'address_range' }
	| { kind: 'building_missing' }
	| { kind: 'room_missing' }
	| { kind: 'address_unreadable' };

export function parseAddress(parts: AddressParts): Outcome<Address, AddressRefusal> {
	const text = plainAddress(textOf(parts));
	if (text === '') return refused({ kind: 'address_missing' });
	if (several.test(text)) return refused({ kind: 'address_range' });
	for (const form of forms) {
		const found = form.pattern.exec(text);
		if (found?.groups) return completed(form.read(found.groups), parts);
	}
	if (/(?:号楼|#楼|#|栋|幢|座)(?:\s*\d+单元)?$/.test(text))
		return refused({ kind: 'room_missing' });
	return refused({ kind: /\d/.test(text) ? 'building_missing' : 'address_unreadable' });
}

/** Columns of their own go before an address in one cell, which then is not looked at. */
function textOf(parts: AddressParts): string {
	const { estate = '', building = '', unit = '', floor = '', room = '', address = '' } = parts;
	if (building.trim() === '' && room.trim() === '') return `${estate} ${address}`;
	const isWhole = /(?:号楼|[#栋幢排]|\d\s*[-—－]\s*\d+\s*[-—－])/.test(plainAddress(room));
	if (isWhole) return `${estate} ${room}`;
	const counted = [
		withWord(building, '号楼'),
		withWord(unit, '单元'),
		withWord(floor, '层'),
		room.trim()
	];
	return `${estate} ${counted.join('')}`;
}

/** A bare number or letter in its column gets the word it stands for. */
function withWord(cell: string, word: string): string {
	const plain = plainAddress(cell);
	if (/^[A-Za-z]?\d*[A-Za-z]?$/.test(plain)) return plain === '' ? '' : `${plain}${word}`;
	return word === '号楼' ? plain.replace(/^(\d+)号$/, '$1号楼') : plain;
}

const several =
	/\d(?:号楼|#楼|[#栋幢座])?[-~至到]\d+(?:号楼|#楼|[#栋幢座]|单元)|[、,;]|\d{3,4}[-~至到]\d{3,4}(?:室|号|户)?$|多户/;

const estate = '(?<estate>.*?)';
const building =
	'(?:(?<building>[A-Za-z]?\\d{1,3}[A-Za-z]?|[A-Za-z])\\s*(?:号楼|#楼|#|栋|幢|座|楼(?!层)))';
const unit = '(?:(?<unit>\\d{1,2}|[东西中])\\s*单元)';
const floor = '(?:(?<floor>-?\\d{1,2}|负\\d)\\s*[层楼])';
const number = '(?<room>\\d{1,4}[A-Za-z]?)';
const end = '(?:室|号|户)?\\s*$';

interface Form {
	pattern: RegExp;
	read: (groups: Partial<Record<string, string>>) => Address;
}

/** In this order: what is told apart by a word of its own comes before plain numbers. */
const forms: readonly Form[] = [
	{
		pattern: form(
			`${building}?\\s*${unit}?\\s*(?:底商|商铺|门面|门脸)\\s*${optional(number)}${end}`
		),
		read: (g) => beside(g, 'shop', '底商')
	},
	{
		pattern: form(`${building}?\\s*${unit}?\\s*(?:地下)?车[库棚]\\s*${optional(number)}${end}`),
		read: (g) => beside(g, 'garage', '车库')
	},
	{
		pattern: form(
			`${building}?\\s*${unit}?\\s*(?:地下室|地下|负1层|负一层)\\s*${optional(number)}${end}`
		),
		read: (g) => ({ ...beside(g, 'basement', '地下'), floor: -1 })
	},
	{
		pattern: form(`(?:平房)?\\s*(?<row>\\d{1,3})\\s*排\\s*-?\\s*${number}${end}`),
		read: (g) => door(g, { building: `${g.row ?? ''}排`, unit: '', type: 'bungalow' })
	},
	{
		pattern: form(`平房(?:大院)?\\s*${number}${end}`),
		read: (g) => door(g, { building: '平房', unit: '', type: 'bungalow' })
	},
	{ pattern: form(`${building}\\s*${unit}\\s*${floor}?\\s*${number}${end}`), read: (g) => door(g) },
	{
		pattern: form(`${building}\\s*${unit}?\\s*${floor}\\s*(?<side>[东西中])户?\\s*$`),
		read: (g) => door(g)
	},
	{ pattern: form(`${building}\\s*${unit}\\s*(?<side>[东西中])户\\s*$`), read: (g) => door(g) },
	{
		pattern: form(`${building}\\s*-?(?<unit>\\d{1,2})-${number}${end}`),
		read: (g) => door(g)
	},
	{
		pattern: form(`${building}\\s*-?\\s*${floor}?\\s*(?<room>\\d{2,4}[A-Za-z]?)${end}`),
		read: (g) => door(g)
	},
	{
		pattern: form(
			`(?<building>[A-Za-z]?\\d{1,3}[A-Za-z]?)-(?<unit>\\d{1,2})-(?<room>\\d{1,4}[A-Za-z]?)${end}`
		),
		read: (g) => door(g)
	}
];

/** An estate's name does not end in a digit that belongs to the number behind it. */
function form(rest: string): RegExp {
	return new RegExp(`^${estate}(?<![\\d-])${rest}`, 'u');
}

function optional(part: string): string {
	return `(?:-?${part})?`;
}

function door(groups: Partial<Record<string, string>>, more: Partial<Address> = {}): Address {
	const written = (groups.room ?? '').toUpperCase();
	const floorOf = Number((groups.floor ?? '').replace('负', '-')) || floorOfRoom(written);
	const room = groups.side ? `${floorOf === 0 ? '' : floorOf}${groups.side}户` : written;
	return {
		estate: estateOf(groups.estate ?? ''),
		building: (groups.building ?? '').toUpperCase(),
		unit: groups.unit ?? '',
		floor: floorOf,
		room: room.replace(/^0+(?=\d)/, ''),
		type: 'flat',
		...more
	};
}

/** What stands under or in front of a building, or by itself in an estate. */
function beside(groups: Partial<Record<string, string>>, type: DoorType, word: string): Address {
	const flat = door(groups, { type, floor: 0 });
	return flat.building === ''
		? { ...flat, building: word, unit: '', room: flat.room }
		: { ...flat, room: `${word}${flat.room}` };
}

/** 501 is on the fifth floor, 1003 on the tenth; 12 says nothing. */
function floorOfRoom(room: string): number {
	const digits = /^(\d{3,4})/.exec(room)?.[1];
	return digits === undefined ? 0 : Math.floor(Number(digits) / 100);
}

/** District, street and community are known from the grid; what is left is the estate. */
function estateOf(written: string): string {
	return written
		.replace(/^.*自治区/, '')
		.replace(/^.*?市/, '')
		.replace(/^.*?(?<![小社园])区(?!\d)/, '')
		.replace(/^.*?街道/, '')
		.replace(/^.*?社区(?:居委会)?/, '')
		.replace(/^平房(?:大院)?(?=\s)/, '')
		.replace(/^[\s,，:：-]+|[\s,，:：-]+$/g, '');
}

function completed(address: Address, parts: AddressParts): Outcome<Address, AddressRefusal> {
	if (address.room === '' && address.building === '') return refused({ kind: 'room_missing' });
	const written = Number(plainAddress(parts.floor ?? '').replace(/层|楼$/, ''));
	const floorGiven = Number.isInteger(written) && written !== 0 ? written : address.floor;
	const estateGiven = estateOf(plainAddress(parts.estate ?? ''));
	return accepted({
		...address,
		estate: estateGiven === '' ? address.estate : estateGiven,
		floor: floorGiven
	});
}
