// A program whose power is cut by a test: writes numbers one after the other and says each number
// once it is safe as far as it knows. Kinds: SQLite with synchronous FULL or NORMAL, a plain file.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [, , kind = '', folder = ''] = process.argv;

function sqlite(synchronous: 'FULL' | 'NORMAL'): (number: number) => void {
	const database = new DatabaseSync(join(folder, 'numbers.sqlite'));
	database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
	database.exec('CREATE TABLE IF NOT EXISTS numbers (number INTEGER PRIMARY KEY)');
	const insert = database.prepare('INSERT INTO numbers VALUES (?)');
	return (number) => insert.run(number);
}

function plainFile(): (number: number) => void {
	const file = openSync(join(folder, 'numbers.txt'), 'a');
	return (number) => writeSync(file, `${number}\n`);
}

const write = kind === 'plain' ? plainFile() : sqlite(kind === 'full' ? 'FULL' : 'NORMAL');

for (let number = 1; number < 1_000_000; number += 1) {
	write(number);
	writeSync(1, `${number}\n`);
}
