// A program whose power is cut by a test: eight lines write into one database at once, two documents
// in each write, and say each write's name once it is answered.
import { writeSync } from 'node:fs';
import { editOf } from '../../../server/storage/edit.ts';
import { openSqliteStorage } from '../../../server/storage/sqliteStorage.ts';

const storage = await openSqliteStorage({ directory: process.argv[2] ?? '' });
const store = await storage.open('shared');
if (!store) throw new Error('There is no database.');
const { updateSeq } = await store.info();

async function writeOn(line: number): Promise<never> {
	for (let number = 0; ; number += 1) {
		const name = `${updateSeq}:${line}:${number}`;
		const edits = ['first', 'second'].map((half) =>
			editOf({ _id: `${name}:${half}`, text: '青'.repeat(200) }, { newEdits: true })
		);
		await store?.write(edits, { newEdits: true });
		writeSync(1, `${name}\n`);
	}
}

await Promise.all(Array.from({ length: 8 }, (_, line) => writeOn(line)));
