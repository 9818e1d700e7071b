/** A visit as cells, with what was asked for at that door on that day and what became of it. */
import { dayOf } from '#lib/domain/calendar.ts';
import type { VisitFields } from '#lib/domain/documents.ts';
import type { ConcernToTell } from './concernRow.ts';
import type { ExportCells, ExportRow } from './exportRow.ts';
import type { Home } from './homeCells.ts';
import { homeCells, namesOf } from './homeCells.ts';
import { instantCell } from './instantCell.ts';
import {
	careBlocks,
	outcomeCells,
	stateCells,
	visitModeCells,
	visitTypeCells
} from './codeCells.ts';
import { tableWords } from './tableWords.ts';

interface VisitToTell extends Pick<
	VisitFields,
	| 'type'
	| 'mode'
	| 'outcome'
	| 'unchanged'
	| 'note'
	| 'careChecks'
	| 'photos'
	| 'leftSlip'
	| 'nextVisitOn'
> {
	capturedAt: string;
}

interface VisitParts {
	visit: VisitToTell;
	home: Home;
	/** As colleagues call who was there. */
	worker: string;
	/** Raised at this door on the same day. */
	concerns: readonly Pick<
		ConcernToTell,
		'text' | 'state' | 'resolution' | 'confidentialReporter'
	>[];
}

export function visitRow({ visit, home, worker, concerns }: VisitParts): ExportRow {
	const open = concerns.filter(({ confidentialReporter }) => !confidentialReporter);
	return {
		cells: {
			at: instantCell(visit.capturedAt),
			day: dayOf(visit.capturedAt),
			...homeCells(home),
			worker,
			type: visitTypeCells[visit.type],
			mode: visitModeCells[visit.mode],
			outcome: outcomeCells[visit.outcome],
			unchanged: visit.unchanged ? tableWords.unchanged : tableWords.changed,
			note: visit.note,
			// A diary names the door: who asked not to be known is not told of in it.
			asked: open.map(({ text }) => text).join(tableWords.between),
			answered: open
				.map(({ state, resolution }) => resolution || stateCells[state])
				.join(tableWords.between),
			next: visit.nextVisitOn === '' ? '' : tableWords.again(visit.nextVisitOn),
			slip: visit.leftSlip ? tableWords.yes : '',
			photos: visit.photos.length,
			...checkCells(visit)
		},
		names: namesOf(home),
		confidential: false
	};
}

function checkCells({ careChecks }: VisitToTell): ExportCells {
	const told = careBlocks.map(({ block, zh }) => ({ block, zh, check: careChecks[block] }));
	const cells = told.map(({ block, check }) => {
		if (check === undefined) return [block, ''];
		return [block, check.state === 'fine' ? tableWords.fine : tableWords.attention(check.note)];
	});
	const attention = told.flatMap(({ zh, check }) =>
		check?.state === 'attention' ? [`${zh}${check.note === '' ? '' : `：${check.note}`}`] : []
	);
	return {
		...(Object.fromEntries(cells) as ExportCells),
		attention: attention.join(tableWords.between)
	};
}
