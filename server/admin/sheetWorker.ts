/** The worker that reads one spreadsheet and ends. What it refuses it says; what kills it, others see. */
import { parentPort, workerData } from 'node:worker_threads';
import type { OrganisationRow } from '../organisation/organisationReading.ts';
import { readOrganisationRows } from '../organisation/organisationReading.ts';
import type { RosterSheet } from './sheetReading.ts';
import { readRosterSheet } from './sheetReading.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { SheetRefused } from './sheetRefusal.ts';

/** What a file may be read as, and what comes of it. */
export interface SheetContents {
	roster: RosterSheet;
	organisation: OrganisationRow[];
}
export interface SheetQuestion {
	file: Uint8Array;
	as: keyof SheetContents;
}
export type SheetAnswer =
	{ content: SheetContents[keyof SheetContents] } | { refusal: SheetRefusal };

async function answer(): Promise<SheetAnswer> {
	const { file, as } = workerData as SheetQuestion;
	const bytes = Buffer.from(file);
	try {
		const isRoster = as === 'roster';
		return { content: await (isRoster ? readRosterSheet(bytes) : readOrganisationRows(bytes)) };
	} catch (error) {
		if (error instanceof SheetRefused) return { refusal: error.refusal };
		throw error;
	}
}

parentPort?.postMessage(await answer());
