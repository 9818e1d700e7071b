/**
 * A key table inside the database's own file. Its tables are made when the first index is, so that
 * the many databases without one pay nothing.
 */
import type { KeyEntry, KeyRange, KeyTable } from './keyTable.ts';
import type { SqliteConnection } from './sqliteDriver.ts';

const tables = `
	CREATE TABLE IF NOT EXISTS indexes (
		number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, filled_to TEXT NOT NULL
	);
	CREATE TABLE IF NOT EXISTS index_keys (
		number INTEGER NOT NULL, key BLOB NOT NULL, id TEXT NOT NULL, PRIMARY KEY (number, key, id)
	) WITHOUT ROWID;
	CREATE INDEX IF NOT EXISTS index_keys_by_id ON index_keys (number, id);
`;

/** `transaction` runs its work as one commit. */
export function sqliteKeyTable(
	connection: SqliteConnection,
	transaction: <T>(work: () => T) => T,
	name: string
): KeyTable {
	const find = (): number | undefined => {
		connection.exec(tables);
		return connection.prepare('SELECT number FROM indexes WHERE name = ?').one(name)?.[0] as
			number | undefined;
	};
	const number = (): number => {
		const known = find();
		if (known !== undefined) return known;
		const insert = connection.prepare("INSERT INTO indexes (name, filled_to) VALUES (?, '0')");
		transaction(() => insert.run(name));
		return find() ?? 0;
	};
	return {
		filledTo: () => {
			const of = number();
			const state = connection.prepare('SELECT filled_to FROM indexes WHERE number = ?').one(of);
			return (state?.[0] ?? '0') as string;
		},
		fill: (upTo, entries) => {
			const of = number();
			const remove = connection.prepare('DELETE FROM index_keys WHERE number = ? AND id = ?');
			const insert = connection.prepare(
				'INSERT INTO index_keys (number, key, id) VALUES (?, ?, ?)'
			);
			transaction(() => {
				for (const { id, key } of entries) {
					remove.run(of, id);
					if (key) insert.run(of, key, id);
				}
				connection.prepare('UPDATE indexes SET filled_to = ? WHERE number = ?').run(upTo, of);
			});
		},
		range: (range) => readRange(connection, number(), range),
		drop: () => {
			const of = find();
			if (of === undefined) return;
			transaction(() => {
				connection.prepare('DELETE FROM index_keys WHERE number = ?').run(of);
				connection.prepare('DELETE FROM indexes WHERE number = ?').run(of);
			});
		}
	};
}

export function forgetKeysOfDeleted(connection: SqliteConnection): void {
	const isThere = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'index_keys'";
	if (!connection.prepare(isThere).one()) return;
	connection
		.prepare('DELETE FROM index_keys WHERE id NOT IN (SELECT id FROM rows WHERE deleted = 0)')
		.run();
}

function readRange(
	connection: SqliteConnection,
	number: number,
	{ from, to, descending, after, limit }: KeyRange
): KeyEntry[] {
	const behind = after ? `AND (key, id) ${descending ? '<' : '>'} (?, ?)` : '';
	const order = descending ? 'DESC' : 'ASC';
	const statement = connection.prepare(
		`SELECT key, id FROM index_keys WHERE number = ? AND key >= ? AND key < ? ${behind}
		 ORDER BY key ${order}, id ${order} LIMIT ?`
	);
	const place = after ? [after.key, after.id] : [];
	return statement
		.all(number, from, to, ...place, limit)
		.map(([key, id]) => ({ key: key as Uint8Array, id: id as string }));
}
