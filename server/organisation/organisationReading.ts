/**
 * Turns a checked spreadsheet file into rows of who acts in a community. Runs in a worker of its own,
 * and lets nothing out of it but the columns that are known.
 */
import { cellText } from '#lib/domain/rosterCells.ts';
import { boundedSheets } from '../admin/sheetParts.ts';
import { SheetRefused } from '../admin/sheetRefusal.ts';
import type { OrganisationField, OrganisationHeader, RowKind } from './organisationColumns.ts';
import { findOrganisationHeader, kindOf } from './organisationColumns.ts';

export interface OrganisationRow {
	sheet: string;
	/** As the keeper's program numbers it. */
	row: number;
	/** Undefined where the row does not say what it is. */
	kind: RowKind | undefined;
	cells: Partial<Record<OrganisationField, string>>;
}

export async function readOrganisationRows(file: Buffer): Promise<OrganisationRow[]> {
	const rows: OrganisationRow[] = [];
	let isFound = false;
	for (const { name, data } of await boundedSheets(file)) {
		const header = findOrganisationHeader(name, data);
		if (!header) continue;
		isFound = true;
		data.forEach((cells, at) => {
			if (at <= header.row) return;
			const read = cellsOf(cells, header);
			if (Object.keys(read).length === 0 || isExplanation(read)) return;
			const kind = header.kind ?? kindOf(read.kind ?? '');
			rows.push({ sheet: name, row: at + 1, kind, cells: read });
		});
	}
	if (!isFound) throw new SheetRefused({ kind: 'no_organisation' });
	return rows;
}

function cellsOf(
	cells: readonly unknown[],
	{ columns }: OrganisationHeader
): OrganisationRow['cells'] {
	const read: OrganisationRow['cells'] = {};
	for (const [field, at] of columns) {
		const text = cellText(cells[at]);
		if (text !== '') read[field] = text;
	}
	return read;
}

/** The row under the header that tells how to fill in the columns. */
function isExplanation(cells: OrganisationRow['cells']): boolean {
	const filled = Object.values(cells);
	return (
		filled.filter((text) => /必填|选填|例如|如[:：]|下拉/.test(text)).length * 2 > filled.length
	);
}
