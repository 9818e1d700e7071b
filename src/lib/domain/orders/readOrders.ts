/**
 * What each row of another platform's table becomes: a concern to raise, one that is already here,
 * or a row with something wrong. It writes nothing, guesses no door, and lets no identity number in.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { isConfidentialByDefault } from '#lib/domain/concern.ts';
import type { ExportColumn } from '#lib/domain/communityDocuments.ts';
import { holdsIdNumber, withoutIdNumbers } from '#lib/domain/idNumber.ts';
import { cellText } from '#lib/domain/rosterCells.ts';
import { categories } from '#lib/domain/taxonomy.ts';
import type { OrderField } from './orderColumns.ts';
import { isPersonal } from './orderColumns.ts';
import type { OrderPlace, PlaceFinder } from './orderPlace.ts';
import { readDueDay } from './readDueDay.ts';

export type OrderTrouble = 'number_missing' | 'number_long' | 'number_twice' | 'text_missing';
export type OrderNote =
	| 'door_found'
	| 'building_found'
	| 'place_words'
	| 'place_missing'
	| 'category_unknown'
	| 'due_unreadable'
	| 'id_dropped'
	| 'shortened';

export interface OrderToRaise extends OrderPlace {
	category: string;
	text: string;
	confidentialReporter: boolean;
	outside: { system: string; number: string; dueOn: Day | '' };
}

export interface ReadOrder {
	/** As the spreadsheet counts it. */
	line: number;
	/** As written. */
	number: string;
	outcome: 'raise' | 'known' | 'wrong';
	/** For one to raise. */
	order?: OrderToRaise;
	trouble?: OrderTrouble;
	notes: OrderNote[];
	/** For one that is here: how it is called here. */
	knownAs: string;
}

export interface OrderReading {
	/** Rows under the header. */
	rows: readonly (readonly unknown[])[];
	/** Line of the first of them. */
	firstLine: number;
	columns: readonly ExportColumn[];
	/** Where no column says it. */
	system: string;
	/** What is here already, by the number of its order. */
	known: ReadonlyMap<string, string>;
	findPlace: PlaceFinder;
}

const longest = { number: 60, system: 30, text: 3_900, place: 190 };

export function readOrders(reading: OrderReading): ReadOrder[] {
	const seen = new Set<string>();
	return reading.rows.flatMap((row, at) => {
		const cells = cellsOf(row, reading.columns);
		if (Object.values(cells).every((cell) => cell === '')) return [];
		return [readOrder(cells, reading.firstLine + at, reading, seen)];
	});
}

type Cells = Record<OrderField, string>;

function readOrder(
	cells: Cells,
	line: number,
	{ system, known, findPlace }: OrderReading,
	seen: Set<string>
): ReadOrder {
	const number = cells['outside.number'];
	const wrong = (trouble: OrderTrouble): ReadOrder => ({
		...{ line, number, outcome: 'wrong', trouble, notes: [], knownAs: '' }
	});
	if (number === '') return wrong('number_missing');
	if (number.length > longest.number) return wrong('number_long');
	const knownAs = known.get(number);
	if (knownAs !== undefined) return { line, number, outcome: 'known', notes: [], knownAs };
	if (seen.has(number)) return wrong('number_twice');
	if (cells.text === '') return wrong('text_missing');
	seen.add(number);
	return { line, number, outcome: 'raise', knownAs: '', ...orderOf(cells, { system, findPlace }) };
}

function orderOf(
	cells: Cells,
	{ system, findPlace }: Pick<OrderReading, 'system' | 'findPlace'>
): { order: OrderToRaise; notes: OrderNote[] } {
	const notes = new Set<OrderNote>();
	const due = readDueDay(cells['outside.due']);
	const category = categoryOf(cells.category);
	const place = findPlace(withoutNumbers(cells.place, notes));
	notes.add(placeNotes[place.found]);
	const said = [cells.text];
	// What was not understood stays readable.
	if (category === undefined && cells.category !== '') {
		notes.add('category_unknown');
		said.push(`平台分类：${cells.category}`);
	}
	if (due === undefined) {
		notes.add('due_unreadable');
		said.push(`办理时限：${cells['outside.due']}`);
	}
	const whole = withoutNumbers(said.join('\n'), notes);
	if (whole.length > longest.text) notes.add('shortened');
	const code = category ?? 'other.other';
	const { door, building } = place;
	const order: OrderToRaise = {
		...{ door, building, place: place.place.slice(0, longest.place), category: code },
		text: whole.slice(0, longest.text),
		confidentialReporter: /^(?:是|保密|匿名|y|yes|1|true)/i.test(cells.confidential)
			? true
			: isConfidentialByDefault(code),
		outside: {
			system: (cells['outside.system'] || system).slice(0, longest.system),
			number: cells['outside.number'],
			dueOn: due ?? ''
		}
	};
	return { order, notes: [...notes] };
}

const placeNotes = {
	door: 'door_found',
	building: 'building_found',
	words: 'place_words',
	nothing: 'place_missing'
} as const;

function cellsOf(row: readonly unknown[], columns: readonly ExportColumn[]): Cells {
	const textOf = (field: OrderField): string => {
		const texts = columns.flatMap((column, at) =>
			column.field === field && !isPersonal(column.header) ? [written(row[at])] : []
		);
		return [...new Set(texts)].filter((text) => text !== '').join('\n');
	};
	return {
		'outside.number': textOf('outside.number'),
		'outside.system': textOf('outside.system'),
		'outside.due': textOf('outside.due'),
		text: textOf('text'),
		place: textOf('place'),
		category: textOf('category'),
		confidential: textOf('confidential')
	};
}

/** Our own tables put a sign nobody sees in front of what looks like a formula (safeCell.ts). */
function written(cell: unknown): string {
	return cellText(cell).replace(/^\u200b/, '');
}

function withoutNumbers(text: string, notes: Set<OrderNote>): string {
	if (!holdsIdNumber(text)) return text;
	notes.add('id_dropped');
	return withoutIdNumbers(text);
}

/** By the code or the very name; a group's name alone is no category. */
function categoryOf(cell: string): string | undefined {
	const last =
		cell
			.split(/[-/>—→]/)
			.at(-1)
			?.trim() ?? '';
	return categories.find(
		({ code, zh }) => code === cell || zh === cell || (last !== '' && zh === last)
	)?.code;
}
