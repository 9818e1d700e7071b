/** A concern as cells: what was asked, where it stands, what came of it and what the resident said. */
import { dayOf } from '#lib/domain/calendar.ts';
import type { ConcernFields } from '#lib/domain/documents.ts';
import type { GridId } from '#lib/domain/ids.ts';
import type { Standing } from '#lib/domain/standing.ts';
import { categoryByCode, categoryName } from '#lib/domain/taxonomy.ts';
import type { ExportRow } from './exportRow.ts';
import { instantCell } from './instantCell.ts';
import {
	natureCells,
	satisfactionCells,
	sourceCells,
	stateCells,
	urgencyCells
} from './codeCells.ts';
import { tableWords } from './tableWords.ts';

export interface ConcernToTell
	extends
		Pick<
			ConcernFields,
			'category' | 'nature' | 'urgency' | 'source' | 'text' | 'confidentialReporter' | 'outside'
		>,
		Pick<
			Standing,
			| 'state'
			| 'number'
			| 'households'
			| 'order'
			| 'resolution'
			| 'receivedAt'
			| 'dispatchedAt'
			| 'respondedAt'
			| 'resolvedAt'
			| 'closedAt'
		> {
	capturedAt: string;
	grid: GridId;
	/** 0 where nobody has said. */
	satisfaction: number;
}

interface ConcernParts {
	concern: ConcernToTell;
	/** Where it is, in words. */
	place: string;
	/** The same without the door. */
	publicPlace: string;
	/** As people call who has it in hand. */
	handler: string;
	/** The last time that the resident was asked. */
	followUp: { at: string; solved: boolean; note: string } | undefined;
	names: readonly string[];
}

export function concernRow(parts: ConcernParts): ExportRow {
	const { concern, place, publicPlace, handler, followUp, names } = parts;
	const { outside } = concern;
	return {
		cells: {
			number: concern.number,
			'outside.system': outside?.system ?? '',
			'outside.number': outside?.number ?? '',
			'outside.due': outside?.dueOn ?? '',
			at: instantCell(concern.capturedAt),
			day: dayOf(concern.capturedAt),
			grid: tableWords.grid(concern.grid),
			place,
			public: publicPlace,
			group: categoryByCode(concern.category)?.groupZh ?? '',
			category: categoryName(concern.category),
			nature: natureCells[concern.nature],
			urgency: urgencyCells[concern.urgency],
			source: sourceCells[concern.source],
			text: concern.text,
			doors: concern.households.length,
			confidential: concern.confidentialReporter ? tableWords.yes : tableWords.no,
			state: stateCells[concern.state],
			handler,
			order: concern.order,
			received: instantCell(concern.receivedAt),
			dispatched: instantCell(concern.dispatchedAt),
			responded: instantCell(concern.respondedAt),
			resolved: instantCell(concern.resolvedAt),
			closed: instantCell(concern.closedAt),
			resolution: concern.resolution,
			asked: instantCell(followUp?.at ?? ''),
			solved: followUp === undefined ? '' : followUp.solved ? tableWords.yes : tableWords.no,
			satisfaction: satisfactionCells[concern.satisfaction] ?? '',
			said: followUp?.note ?? ''
		},
		names,
		confidential: concern.confidentialReporter
	};
}

/** Whether it came from another system, to which its result goes back. */
export function isOrder({ source, outside }: Pick<ConcernFields, 'source' | 'outside'>): boolean {
	return source === 'hotline' || outside !== undefined;
}
