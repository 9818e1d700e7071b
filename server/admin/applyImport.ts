/**
 * Writes what an import plans into the community's ledger, all of it in one commit or nothing. From
 * there the router carries it to the grids.
 */
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { tick, writeStamp } from '#lib/domain/hybridClock.ts';
import type { DocumentStore, Edit } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { stationAuthor } from './knownRoster.ts';

export async function applyImport(
	ledger: DocumentStore,
	entries: readonly Entry[],
	{ clock, nowMs }: { clock: ClockState; nowMs: number }
): Promise<void> {
	if (entries.length === 0) return;
	const capturedAt = new Date(nowMs).toISOString();
	let state = clock;
	const edits = entries.map((entry): Edit => {
		state = tick(state, nowMs);
		const stamp = {
			author: stationAuthor,
			device: stationAuthor,
			capturedAt,
			clock: writeStamp(state, stationAuthor)
		};
		return editOf(stampEntry(entry, stamp, sha256));
	});
	await ledger.write(edits, { newEdits: false });
}
