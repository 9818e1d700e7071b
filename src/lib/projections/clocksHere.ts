/**
 * By which limits concerns are drawn here: the policies, and what kind of unit each code names. An
 * organisation that arrives late moves the limits of what was drawn before it.
 */
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import { clockSettings } from '#lib/domain/clockPolicies.ts';
import { concernClocks, mostPressing } from '#lib/domain/concernClocks.ts';
import { inClockOrder } from '#lib/domain/household.ts';
import { changeSheets } from './concernSheets.ts';
import type { ProjectionDatabase } from './database.ts';
import type { Drawing } from './drawing.ts';
import type { ConcernRow } from './rows.ts';

/** Sorts behind every instant. */
const noInstant = '9999';

export async function clocksHere({ database, clocks }: Drawing): Promise<ClockSettings> {
	clocks.settings ??= await readSettings(database);
	return clocks.settings;
}

/** A later word about a unit counts; a street knows several communities. */
async function readSettings(database: ProjectionDatabase): Promise<ClockSettings> {
	const known = inClockOrder(await database.organisations.toArray());
	return clockSettings(known.flatMap(({ units }) => units));
}

/** As it stood after its last event, so that the same papers give the same row on any day. */
export function dueAtOf(row: Omit<ConcernRow, 'dueAt' | 'label'>, settings: ClockSettings): string {
	return mostPressing(concernClocks(row, settings, row.changedAt))?.dueAt ?? noInstant;
}

/** Asked for when an organisation came or went. */
export async function drawLimitsAgain(drawing: Drawing): Promise<void> {
	delete drawing.clocks.settings;
	const settings = await clocksHere(drawing);
	const { concerns } = drawing.database;
	const handled = await concerns.where('handler').above('').toArray();
	const moved = handled.flatMap((row) => {
		const dueAt = dueAtOf(row, settings);
		return dueAt === row.dueAt ? [] : [{ ...row, dueAt }];
	});
	await concerns.bulkPut(moved);
	await changeSheets(drawing.database, [], moved);
}
