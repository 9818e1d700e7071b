/** The worker that reads one spreadsheet and ends. What it refuses it says; what kills it, others see. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CircleRow } from '../circle/circleReading.ts';
import { readCircleRows } from '../circle/circleReading.ts';
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
	circle: CircleRow[];
}
export interface SheetQuestion {
	file: Uint8Array;
	as: keyof SheetContents;
}
export type SheetAnswer =
	{ content: SheetContents[keyof SheetContents] } | { refusal: SheetRefusal };

const readers: {
	readonly [As in keyof SheetContents]: (file: Buffer) => Promise<SheetContents[As]>;
} = { roster: readRosterSheet, organisation: readOrganisationRows, circle: readCircleRows };

async function answer(): Promise<SheetAnswer> {
	const { file, as } = workerData as SheetQuestion;
	const bytes = Buffer.from(file);
	try {
		return { content: await readers[as](bytes) };
	} catch (error) {
		if (error instanceof SheetRefused) return { refusal: error.refusal };
		throw error;
	}
}

parentPort?.postMessage(await answer());
