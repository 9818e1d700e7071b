/** What hangs on visits: how far each has come from this phone, and its sounds. */
import type { ProjectionDatabase } from './database.ts';
import { soundsAbout } from './keptPapers.ts';
import type { KeptPaper } from './keptRows.ts';
import { recordsAbout } from './records.ts';
import type { RecordRow } from './rows.ts';

export interface Attached {
	/** Only of what was written here. */
	records: ReadonlyMap<string, RecordRow[]>;
	sounds: ReadonlyMap<string, KeptPaper<'sound'>[]>;
}

/** Both by the id of the visit. Apart from the sheet: a delivery changes this and nothing else of a door. */
export async function attachedTo(
	database: ProjectionDatabase,
	ids: readonly string[]
): Promise<Attached> {
	const [records, sounds] = await database.transaction('r', [database.records, database.kept], () =>
		Promise.all([recordsAbout(database, ids), soundsAbout(database, ids)])
	);
	return { records, sounds };
}
