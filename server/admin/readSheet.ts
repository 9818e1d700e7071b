/**
 * Reads a spreadsheet somebody sent, in a worker with limits on time and memory. Whatever the file
 * does to the worker, the station goes on.
 */
import { Worker } from 'node:worker_threads';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import type { SheetAnswer, SheetContents, SheetQuestion } from './sheetWorker.ts';

export const mostFileBytes = 10 * 1024 * 1024;
/** 7,000 rows take half a second, 50,000 about five. */
const longestMs = 30_000;
const memoryMb = 512;

interface SheetBounds {
	limitMs?: number;
	limitMb?: number;
}

export async function readSheet(
	file: Uint8Array,
	bounds: SheetBounds = {}
): Promise<Outcome<SheetContents['roster'], SheetRefusal>> {
	return readSheetAs('roster', file, bounds);
}

export async function readSheetAs<As extends keyof SheetContents>(
	as: As,
	file: Uint8Array,
	{ limitMs = longestMs, limitMb = memoryMb }: SheetBounds = {}
): Promise<Outcome<SheetContents[As], SheetRefusal>> {
	if (file.byteLength > mostFileBytes) {
		return refused({ kind: 'file_too_large', mostMb: mostFileBytes / 1024 / 1024 });
	}
	const worker = new Worker(new URL('./sheetWorker.ts', import.meta.url), {
		workerData: { file, as } satisfies SheetQuestion,
		resourceLimits: { maxOldGenerationSizeMb: limitMb },
		stdout: true,
		stderr: true
	});
	let timer: NodeJS.Timeout | undefined;
	try {
		return await new Promise((resolve) => {
			timer = setTimeout(() => {
				resolve(refused({ kind: 'took_too_long', seconds: Math.round(limitMs / 1000) }));
			}, limitMs);
			worker.once('message', (answer: SheetAnswer) => {
				resolve(
					'content' in answer
						? accepted(answer.content as SheetContents[As])
						: refused(answer.refusal)
				);
			});
			worker.once('error', (error: Error & { code?: string }) => {
				const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
				resolve(refused({ kind: isMemory ? 'too_much_memory' : 'damaged' }));
			});
		});
	} finally {
		clearTimeout(timer);
		await worker.terminate();
	}
}
