// A program that a test kills: edits the same documents over and over, compacts in between, and says
// each revision once it is durable.
import { writeSync } from 'node:fs';
import { editOf } from './edit.ts';
import { openSqliteStorage } from './sqliteStorage.ts';

const storage = await openSqliteStorage({ directory: process.argv[2] ?? '' });
await storage.create('ledger');
const store = await storage.open('ledger');
if (!store) throw new Error('There is no ledger.');

for (let round = 0; ; round += 1) {
	const ids = Array.from({ length: 20 }, (_, at) => `doc-${at}`);
	const rows = await store.rows(ids);
	const edits = ids.map((_id, at) => {
		const _rev = rows[at]?.rev;
		const document = {
			_id,
			...(_rev === undefined ? {} : { _rev }),
			round,
			text: '青'.repeat(300)
		};
		return editOf(document, { newEdits: true });
	});
	for (const { id, rev } of await store.write(edits, { newEdits: true })) {
		writeSync(1, `${id} ${rev}\n`);
	}
	if (round % 3 === 2) {
		writeSync(1, 'compacting\n');
		await store.compact();
	}
}
