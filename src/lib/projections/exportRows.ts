/**
 * The rows that a table is made of, as far as this phone holds them. What the phone does not hold
 * (the register, at the desk) the station reads; both tell them by the same functions of the domain.
 */
import type { ExportRow } from '#lib/domain/exports/exportRow.ts';
import { householdRow, residentRow } from '#lib/domain/exports/homeCells.ts';
import { visitRow } from '#lib/domain/exports/visitRow.ts';
import { dayOf, instantAt, addDays } from '#lib/domain/calendar.ts';
import type { ProjectionDatabase } from './database.ts';
import { concernExportRows } from './exportConcerns.ts';
import { homesOf } from './exportHomes.ts';
import type { RowsAsked } from './rowsAsked.ts';

export async function exportRows(
	database: ProjectionDatabase,
	asked: RowsAsked
): Promise<ExportRow[]> {
	switch (asked.source) {
		case 'visits':
		case 'care_visits':
			return await visitRows(database, asked);
		case 'households':
		case 'residents':
			return await registerRows(database, asked);
		case 'concerns':
		case 'hotline':
			return await concernExportRows(database, asked);
	}
}

async function visitRows(database: ProjectionDatabase, asked: RowsAsked): Promise<ExportRow[]> {
	const { source, from, until, feeds, nameOf } = asked;
	const visits = await database.visits
		.where('capturedAt')
		.between(instantAt(from, 0), instantAt(addDays(until, 1), 0), true, false)
		.filter(({ retracted, feed, type }) => {
			return !retracted && feeds.includes(feed) && (source === 'visits' || type === 'care');
		})
		.sortBy('capturedAt');
	const doors = [...new Set(visits.map(({ door }) => door))];
	const [homes, concerns] = await Promise.all([
		homesOf(database, doors),
		database.concerns.where('door').anyOf(doors).toArray()
	]);
	return visits.map((visit) =>
		visitRow({
			visit,
			home: homes.get(visit.door),
			worker: nameOf(visit.author),
			concerns: concerns.filter(
				({ door, capturedAt }) =>
					door === visit.door && dayOf(capturedAt) === dayOf(visit.capturedAt)
			)
		})
	);
}

async function registerRows(
	database: ProjectionDatabase,
	{ source, feeds }: RowsAsked
): Promise<ExportRow[]> {
	const rows = await database.doors.orderBy('walk').toArray();
	const doors = rows.filter(({ feed }) => feeds.includes(feed)).map(({ door }) => door);
	const homes = await homesOf(database, doors);
	if (source === 'households') return doors.map((door) => householdRow(homes.get(door)));
	return doors.flatMap((door) => {
		const home = homes.get(door);
		return home.residents.map((resident) => residentRow(home, resident));
	});
}
