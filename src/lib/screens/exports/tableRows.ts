/**
 * Brings the rows of a table together, from this phone or from the station. What comes from the
 * station is masked there; what is here is masked when the table is made.
 */
import type { App } from '#lib/app/app.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import { exportFields } from '#lib/domain/exports/exportFields.ts';
import type { ExportPeriod } from '#lib/domain/exports/exportPeriod.ts';
import type { ExportRow } from '#lib/domain/exports/exportRow.ts';
import type { ExportTable } from '#lib/domain/exports/exportTable.ts';
import { exportTable } from '#lib/domain/exports/exportTable.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted } from '#lib/domain/outcome.ts';
import { exportRows } from '#lib/projections/exportRows.ts';
import { unitName } from '#lib/projections/organisation.ts';
import type { TableChoice } from './tableChoice.ts';

export interface RowsWanted extends ExportPeriod {
	source: TableChoice['source'];
	feeds: readonly string[];
	/** Who acts here, as far as it is known. */
	known: OrganisationDocument | undefined;
}

/** Rows of which the table can be shown in any form, without asking again. */
export interface Look {
	rows: ExportRow[];
	total: number;
}

export async function lookHere(
	{ database, me }: Pick<App, 'database' | 'me'>,
	{ known, ...wanted }: RowsWanted
): Promise<Look> {
	// A person of one's own phone may not stand in the directory that was sent to it.
	const nameOf = (code: string) => (code === me.account ? me.displayName : unitName(known, code));
	const rows = await exportRows(database, { ...wanted, nameOf });
	return { rows, total: rows.length };
}

/** All fields of the source, a few rows: the columns are chosen here. */
export async function lookThere(
	app: Pick<App, 'askTable'>,
	{ source, from, until }: Pick<RowsWanted, 'source' | 'from' | 'until'>
): Promise<Outcome<Look, string>> {
	const columns = exportFields[source].map(({ field, zh }) => ({ header: zh, field, fixed: '' }));
	const told = await app.askTable({ source, columns, from, until, masked: true, look: true });
	if (!told.ok) return told;
	const rows = told.value.rows.map((cells) => ({
		cells: Object.fromEntries(columns.map(({ field }, at) => [field, cells[at] ?? ''])),
		names: [],
		confidential: false
	}));
	return accepted({ rows, total: told.value.total });
}

export async function wholeTable(
	app: Pick<App, 'database' | 'me' | 'askTable'>,
	choice: TableChoice,
	{ wanted, masked, here }: { wanted: RowsWanted; masked: boolean; here: boolean }
): Promise<Outcome<ExportTable & { masked: boolean }, string>> {
	if (here) {
		const { rows } = await lookHere(app, wanted);
		return accepted({ ...exportTable(choice, rows, { masked }), masked });
	}
	const { from, until } = wanted;
	const { source, columns } = choice;
	return await app.askTable({ source, columns, from, until, masked, look: false });
}
