/**
 * What filters ask about a concern, as one short line each, some hundred lines to a sheet. To walk
 * through twenty thousand entries of an index takes a second, to read these sheets a few dozen
 * milliseconds. Drawn with the rows, in their transaction.
 */
import type { ConcernList, ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { Urgency } from '#lib/domain/documents.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import type { ConcernRow } from './rows.ts';

export interface SheetLine {
	id: string;
	changedAt: string;
	dueAt: string;
	state: ConcernStateCode;
	list: ConcernList;
	handler: string;
	supporters: string[];
	category: string;
	urgency: Urgency;
	author: string;
	grid: string;
	building: string;
}

/** The first letters of a ULID are its time: what arrives together lies on few sheets, twelve days on each. */
const keyOf = (id: string) => localPart(id).slice(0, 4);
const tab = '\t';

/** Takes the lines of `gone` away and puts those of `rows`, in the transaction that changes the rows. */
export async function changeSheets(
	database: ProjectionDatabase,
	gone: readonly string[],
	rows: readonly ConcernRow[]
): Promise<void> {
	const fresh = new Map(rows.map((row) => [row.id, lineOf(row)]));
	const touched = new Set([...gone, ...fresh.keys()]);
	if (touched.size === 0) return;
	const keys = [...new Set([...touched].map(keyOf))];
	const known = await database.concernSheets.bulkGet(keys);
	const sheets = new Map(
		keys.map((key, at) => {
			const lines = (known[at]?.lines ?? []).filter((line) => !touched.has(idOf(line)));
			return [key, { key, lines }];
		})
	);
	for (const [id, line] of fresh) sheets.get(keyOf(id))?.lines.push(line);
	await database.concernSheets.bulkPut([...sheets.values()]);
}

export async function readSheets(database: ProjectionDatabase): Promise<SheetLine[]> {
	const sheets = await database.concernSheets.toArray();
	return sheets.flatMap(({ lines }) => lines.map(readLine));
}

function lineOf(row: ConcernRow): string {
	const { id, changedAt, dueAt, state, list, handler, supporters, category } = row;
	const { urgency, author, grid, building } = row;
	const hands = [handler, supporters.join(' ')];
	return [
		id,
		changedAt,
		dueAt,
		state,
		list,
		...hands,
		category,
		urgency,
		author,
		grid,
		building
	].join(tab);
}

function readLine(line: string): SheetLine {
	const [id = '', changedAt = '', dueAt = '', state, list, handler = '', supporters = '', ...rest] =
		line.split(tab);
	const [category = '', urgency, author = '', grid = '', building = ''] = rest;
	return {
		...{ id, changedAt, dueAt, handler, category, author, grid, building },
		state: state as ConcernStateCode,
		list: list as ConcernList,
		supporters: supporters === '' ? [] : supporters.split(' '),
		urgency: urgency as Urgency
	};
}

function idOf(line: string): string {
	return line.slice(0, line.indexOf(tab));
}
