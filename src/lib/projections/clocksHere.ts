/**
 * By which limits concerns are drawn here: what each community settled, and what kind of unit each
 * code names. Settings or an organisation that arrive late move the limits of what was drawn before.
 */
import { concernClocks, mostPressing } from '#lib/domain/concernClocks.ts';
import { isEnded } from '#lib/domain/concernStates.ts';
import { inClockOrder } from '#lib/domain/household.ts';
import type { ClocksOf } from '#lib/domain/settledClocks.ts';
import { clocksOfCommunities } from '#lib/domain/settledClocks.ts';
import { changeSheets } from './concernSheets.ts';
import type { ProjectionDatabase } from './database.ts';
import type { Drawing } from './drawing.ts';
import { keptOf } from './keptPapers.ts';
import type { ConcernRow } from './rows.ts';

/** Sorts behind every instant. */
const noInstant = '9999';

export async function clocksHere({ database, clocks }: Drawing): Promise<ClocksOf> {
	clocks.of ??= await readClocks(database);
	return clocks.of;
}

/** A later word about a unit counts. */
async function readClocks(database: ProjectionDatabase): Promise<ClocksOf> {
	const known = inClockOrder(await database.organisations.toArray());
	const settled = await keptOf(database, 'settings');
	return clocksOfCommunities(
		known,
		settled.map(({ document }) => document)
	);
}

/** As it stood after its last event, so that the same papers give the same row on any day. */
export function dueAtOf(row: Omit<ConcernRow, 'dueAt' | 'label'>, clocksOf: ClocksOf): string {
	return mostPressing(concernClocks(row, clocksOf(row.grid), row.changedAt))?.dueAt ?? noInstant;
}

/** Asked for when settings or an organisation came or went. */
export async function drawLimitsAgain(drawing: Drawing): Promise<void> {
	delete drawing.clocks.of;
	const clocksOf = await clocksHere(drawing);
	const { concerns } = drawing.database;
	const live = await concerns.filter(({ state }) => !isEnded(state)).toArray();
	const moved = live.flatMap((row) => {
		const dueAt = dueAtOf(row, clocksOf);
		return dueAt === row.dueAt ? [] : [{ ...row, dueAt }];
	});
	await concerns.bulkPut(moved);
	await changeSheets(drawing.database, [], moved);
}
