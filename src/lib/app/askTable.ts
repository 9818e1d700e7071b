/** Asks the station for a table of what only the community's ledger holds. Nothing of it is kept here. */
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { StationLine } from '#lib/replication/stationLine.ts';
import { ask } from '#lib/replication/stationLine.ts';
import { failureOf } from './failures.ts';
import type { TableAsked, TableOfStation, TableRefusal } from './tableDesk.ts';

/** A whole community's register takes some seconds to be read and sent. */
const limitMs = 90_000;

export async function askTable(
	line: StationLine,
	asked: TableAsked
): Promise<Outcome<TableOfStation, TableRefusal>> {
	try {
		const { status, value } = await ask(line, '/station/exports/table', {
			...{ method: 'POST', body: JSON.stringify(asked), limitMs },
			readable: [400, 403, 404, 413]
		});
		if (status === 413) return refused('too_many_rows');
		if (status === 404) return refused('not_allowed');
		return status === 200 ? accepted(value as TableOfStation) : refused('station_refused');
	} catch (cause) {
		return refused(failureOf(cause).kind);
	}
}
