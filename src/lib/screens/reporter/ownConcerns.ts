/** What somebody reported, newest first, with how far it has come; and what she was asked to do herself. */
import { isEnded } from '#lib/domain/concernStates.ts';
import { concernIds, concernRows } from '#lib/projections/concernDesk.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { recordsAbout, stateOf } from '#lib/projections/records.ts';
import type { ConcernRow, RecordState } from '#lib/projections/rows.ts';

export interface OwnReport {
	concern: ConcernRow;
	/** Undefined for what was written on another phone. */
	record: RecordState | undefined;
}

export interface OwnConcerns {
	reports: OwnReport[];
	orders: ConcernRow[];
}

export async function ownConcerns(
	database: ProjectionDatabase,
	account: string
): Promise<OwnConcerns> {
	const [written, handled] = await Promise.all([
		concernIds(database, { authors: [account] }),
		concernIds(database, { handlers: [account] })
	]);
	const rows = await concernRows(database, written);
	const records = await recordsAbout(database, written);
	const orders = await concernRows(database, handled);
	return {
		reports: rows
			.sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1))
			.map((concern) => ({ concern, record: stateOf(records.get(concern.id) ?? []) })),
		orders: orders.filter(({ state }) => !isEnded(state) && state !== 'resolved')
	};
}
