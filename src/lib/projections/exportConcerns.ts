/** Concerns as rows of a table, and which orders of other systems are here already. */
import { isWithinPeriod } from '#lib/domain/exports/exportPeriod.ts';
import { concernRow, isOrder } from '#lib/domain/exports/concernRow.ts';
import type { ExportRow } from '#lib/domain/exports/exportRow.ts';
import { namesOf } from '#lib/domain/exports/homeCells.ts';
import type { ProjectionDatabase } from './database.ts';
import { homesOf } from './exportHomes.ts';
import { placeWords } from './placeWords.ts';
import type { ConcernRow } from './rows.ts';
import type { RowsAsked } from './rowsAsked.ts';

export async function concernExportRows(
	database: ProjectionDatabase,
	{ source, from, until, feeds, nameOf }: RowsAsked
): Promise<ExportRow[]> {
	const rows = await database.concerns
		.filter(
			(row) =>
				isWithinPeriod(row.capturedAt, { from, until }) &&
				row.feeds.some((feed) => feeds.includes(feed)) &&
				(source === 'concerns' || isOrder(row))
		)
		.sortBy('capturedAt');
	const doors = [...new Set(rows.map(({ door }) => door))].filter((door) => door !== '');
	const [homes, names] = await Promise.all([
		homesOf(database, doors),
		buildingNames(database, new Set(rows.map(({ building }) => building)))
	]);
	return rows.map((row) =>
		concernRow({
			concern: row,
			place: row.label,
			publicPlace: publicPlace(row, names),
			handler: row.handler === '' ? '' : nameOf(row.handler),
			followUp: followUpOf(row),
			names: row.door === '' ? [] : namesOf(homes.get(row.door))
		})
	);
}

/** The building, however it is known; of a place only its reporter may have said where it is, nothing. */
function publicPlace({ building }: ConcernRow, names: ReadonlyMap<string, string>): string {
	return names.get(building) ?? placeWords({ door: '', building, place: '' });
}

async function buildingNames(
	database: ProjectionDatabase,
	buildings: ReadonlySet<string>
): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	for (const building of buildings) {
		const any = await database.doors.where('building').equals(building).first();
		if (any) names.set(building, any.buildingName);
	}
	return names;
}

function followUpOf({ history }: ConcernRow): Parameters<typeof concernRow>[0]['followUp'] {
	const [last] = history.filter(({ type, effect }) => type === 'follow_up' && effect).slice(-1);
	return last && { at: last.capturedAt, solved: last.solved === true, note: last.note };
}

/** How each is called here, by its number there. */
export async function ordersHere(database: ProjectionDatabase): Promise<Map<string, string>> {
	const orders = await database.concerns.filter(({ outside }) => outside !== undefined).toArray();
	return new Map(orders.map(({ outside, number }) => [outside?.number ?? '', number]));
}
