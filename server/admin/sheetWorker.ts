/** The worker that reads one spreadsheet and ends. What it refuses it says; what kills it, others see. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RosterSheet } from './sheetReading.ts';
import { readRosterSheet } from './sheetReading.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { SheetRefused } from './sheetRefusal.ts';

export type SheetAnswer = { sheet: RosterSheet } | { refusal: SheetRefusal };

async function answer(): Promise<SheetAnswer> {
	try {
		return { sheet: await readRosterSheet(Buffer.from(workerData as Uint8Array)) };
	} catch (error) {
		if (error instanceof SheetRefused) return { refusal: error.refusal };
		throw error;
	}
}

parentPort?.postMessage(await answer());
