/**
 * Makes the table of a profile out of rows: headers, order and fixed texts as they were mapped,
 * masked where asked. Identity numbers never get through, masked or not.
 */
import type { ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { withoutIdNumbers } from '#lib/domain/idNumber.ts';
import type { ExportField, Mask } from './exportFields.ts';
import { fieldOf } from './exportFields.ts';
import type { ExportCell, ExportRow } from './exportRow.ts';
import { maskContact, maskName, maskPhones, maskWords } from './masking.ts';
import { safeCell } from './safeCell.ts';
import { tableWords } from './tableWords.ts';

export interface ExportTable {
	headers: string[];
	rows: ExportCell[][];
}

export type TableProfile = Pick<ExportProfileFields, 'source' | 'columns'>;

export function exportTable(
	profile: TableProfile,
	rows: readonly ExportRow[],
	{ masked }: { masked: boolean }
): ExportTable {
	return {
		headers: headersOf(profile),
		rows: rows.map((row) => tableRow(profile, row, { masked }))
	};
}

export function headersOf({ columns }: TableProfile): string[] {
	return columns.map(({ header }) => safeCell(header));
}

/** A field that this program does not know gives an empty cell: a newer one may have made the profile. */
export function tableRow(
	{ source, columns }: TableProfile,
	row: ExportRow,
	{ masked }: { masked: boolean }
): ExportCell[] {
	return columns.map(({ field, fixed }) => {
		if (field === '') return safeCell(fixed);
		const known = fieldOf(source, field);
		return known === undefined ? '' : cellOf(known, row, masked);
	});
}

function cellOf({ field, mask }: ExportField, row: ExportRow, masked: boolean): ExportCell {
	const cell = row.cells[field] ?? '';
	if (typeof cell === 'number') return cell;
	return safeCell(
		masked && mask !== undefined ? maskedText(cell, mask, row) : withoutIdNumbers(cell)
	);
}

function maskedText(text: string, mask: Mask, { names, confidential, cells }: ExportRow): string {
	switch (mask) {
		case 'name':
			return maskName(text);
		case 'phones':
			return maskPhones(text);
		case 'contact':
			return maskContact(text);
		case 'words':
			if (confidential && text !== '') return tableWords.confidential;
			return maskWords(text, names);
		case 'told':
			return maskWords(text, names);
		case 'address':
			return confidential ? String(cells.public ?? '') : maskWords(text, names);
	}
}
