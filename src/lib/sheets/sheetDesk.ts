/**
 * Has a spreadsheet written or read by a worker of its own, which ends with the work. A file that
 * would keep it busy for ever is damaged.
 */
import type { Remote } from 'comlink';
import { wrap } from 'comlink';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { SheetRows, SheetToWrite, SheetTrouble } from './sheetFile.ts';
import type { SheetsWork } from './sheets.worker.ts';

const longestMs = 60_000;

/** Throws where it could not be written. */
export async function makeSheet(sheet: SheetToWrite): Promise<Blob> {
	return await withWorker(async (worker) => await worker.writeSheet(sheet));
}

export async function openSheet(file: Blob): Promise<Outcome<SheetRows, SheetTrouble>> {
	try {
		return await withWorker(async (worker) => await worker.readSheet(file));
	} catch {
		return refused('damaged');
	}
}

async function withWorker<T>(work: (worker: Remote<SheetsWork>) => Promise<T>): Promise<T> {
	const thread = new Worker(new URL('./sheets.worker.ts', import.meta.url), {
		type: 'module',
		name: 'qingge-sheets'
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		const broken = new Promise<never>((_, reject) => {
			thread.addEventListener('error', ({ message }) => {
				reject(new Error(`The worker of spreadsheets failed: ${message}`));
			});
			timer = setTimeout(() => {
				reject(new Error('The worker of spreadsheets took too long.'));
			}, longestMs);
		});
		return await Promise.race([work(wrap<SheetsWork>(thread)), broken]);
	} finally {
		clearTimeout(timer);
		thread.terminate();
	}
}
