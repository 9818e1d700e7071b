/** Draws what nobody could read, for the list that shows it, and keeps its count. */
import { changeSetAside } from './counts.ts';
import type { ProjectionDatabase } from './database.ts';
import type { SetAsideRow } from './rows.ts';

/** `rows` is all that is aside in this feed. */
export async function drawAside(
	database: ProjectionDatabase,
	feed: string,
	rows: readonly SetAsideRow[]
): Promise<void> {
	await database.transaction('rw', [database.setAside, database.facts], async () => {
		const before = await database.setAside.where('feed').equals(feed).primaryKeys();
		if (before.length === 0 && rows.length === 0) return;
		await database.setAside.bulkDelete(before);
		await database.setAside.bulkPut(rows);
		await changeSetAside(database, rows.length - before.length);
	});
}
