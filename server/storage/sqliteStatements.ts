/** The SQL of a database file: its tables, and each statement prepared when it is first used. */
import type { SqliteConnection, SqliteStatement } from './sqliteDriver.ts';

export const schemaVersion = 2;

/**
 * FULL, not NORMAL: an acknowledged write must survive a power cut (SAFETY F6). EXCLUSIVE: one
 * process, no shared-memory file, no lock calls. The cache is small because many files are open.
 * Secure deletion, since what a resident asked to have erased must not lie on in free pages.
 */
export const pragmas = `
	PRAGMA locking_mode = EXCLUSIVE;
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA cache_size = -2000;
	PRAGMA trusted_schema = OFF;
	PRAGMA secure_delete = ON;
`;

export const schema = `
	CREATE TABLE rows (
		seq INTEGER PRIMARY KEY,
		id TEXT NOT NULL UNIQUE,
		rev TEXT NOT NULL,
		deleted INTEGER NOT NULL,
		leaves TEXT,
		tree TEXT,
		attachments TEXT,
		body TEXT NOT NULL
	);
	CREATE TABLE revisions (
		id TEXT NOT NULL,
		rev TEXT NOT NULL,
		deleted INTEGER NOT NULL,
		attachments TEXT,
		body TEXT NOT NULL,
		PRIMARY KEY (id, rev)
	) WITHOUT ROWID;
	CREATE TABLE attachments (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL);
	CREATE TABLE locals (id TEXT PRIMARY KEY, rev TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
	CREATE TABLE counts (seq INTEGER NOT NULL, docs INTEGER NOT NULL, deleted INTEGER NOT NULL);
	CREATE TABLE epochs (epoch TEXT PRIMARY KEY, lifetime TEXT NOT NULL, up_to INTEGER);
	CREATE TABLE facts (start_time TEXT NOT NULL, settings TEXT);
	CREATE TABLE purges (number INTEGER PRIMARY KEY, id TEXT NOT NULL, revs TEXT NOT NULL);
`;

/** From each older format to the next one; inside one transaction. */
export const upgrades: Readonly<Record<number, string>> = {
	1: `
		ALTER TABLE facts ADD COLUMN settings TEXT;
		CREATE TABLE purges (number INTEGER PRIMARY KEY, id TEXT NOT NULL, revs TEXT NOT NULL);
	`
};

const row = 'seq, id, rev, deleted, leaves, tree, attachments, body';
/** The same shape without content, so that SQLite need not read it. */
const head = "seq, id, rev, deleted, leaves, tree, NULL, ''";

export interface ByIdForm {
	bounded: boolean;
	toExclusive: boolean;
	descending: boolean;
	bodies: boolean;
}

export class SqliteStatements {
	readonly #connection: SqliteConnection;
	readonly #prepared = new Map<string, SqliteStatement>();
	readonly begin: SqliteStatement;
	readonly commit: SqliteStatement;
	readonly rowById: SqliteStatement;
	readonly insertRow: SqliteStatement;
	readonly writeCounts: SqliteStatement;

	constructor(connection: SqliteConnection) {
		this.#connection = connection;
		this.begin = this.#of('BEGIN IMMEDIATE');
		this.commit = this.#of('COMMIT');
		this.rowById = this.#of(`SELECT ${row} FROM rows WHERE id = ?`);
		this.insertRow = this.#of(
			`INSERT INTO rows (${row}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
		);
		this.writeCounts = this.#of('UPDATE counts SET seq = ?, docs = ?, deleted = ?');
	}

	get rollback(): SqliteStatement {
		return this.#of('ROLLBACK');
	}
	get deleteRow(): SqliteStatement {
		return this.#of('DELETE FROM rows WHERE id = ?');
	}
	get rowsAfter(): SqliteStatement {
		return this.#of(`SELECT ${row} FROM rows WHERE seq > ? ORDER BY seq LIMIT ?`);
	}
	get headsAfter(): SqliteStatement {
		return this.#of(`SELECT ${head} FROM rows WHERE seq > ? ORDER BY seq LIMIT ?`);
	}
	get rowsDownTo(): SqliteStatement {
		return this.#of(`SELECT ${row} FROM rows WHERE seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?`);
	}
	get headsDownTo(): SqliteStatement {
		return this.#of(`SELECT ${head} FROM rows WHERE seq > ? AND seq < ? ORDER BY seq DESC LIMIT ?`);
	}
	get countAfter(): SqliteStatement {
		return this.#of('SELECT count(*) FROM rows WHERE seq > ?');
	}
	get countBefore(): SqliteStatement {
		return this.#of('SELECT count(*) FROM rows WHERE id < ? AND deleted = 0');
	}
	get revision(): SqliteStatement {
		return this.#of('SELECT deleted, attachments, body FROM revisions WHERE id = ? AND rev = ?');
	}
	get keepRevision(): SqliteStatement {
		return this.#of(
			'INSERT OR REPLACE INTO revisions (id, rev, deleted, attachments, body) VALUES (?, ?, ?, ?, ?)'
		);
	}
	get dropRevision(): SqliteStatement {
		return this.#of('DELETE FROM revisions WHERE id = ? AND rev = ?');
	}
	get keptRevisions(): SqliteStatement {
		return this.#of(
			'SELECT id, rev, attachments FROM revisions WHERE (id, rev) > (?, ?) ORDER BY id, rev LIMIT ?'
		);
	}
	get attachment(): SqliteStatement {
		return this.#of('SELECT bytes FROM attachments WHERE digest = ?');
	}
	get keepAttachment(): SqliteStatement {
		return this.#of('INSERT OR IGNORE INTO attachments (digest, bytes) VALUES (?, ?)');
	}
	get attachmentDigests(): SqliteStatement {
		return this.#of('SELECT digest FROM attachments WHERE digest > ? ORDER BY digest LIMIT ?');
	}
	get dropAttachment(): SqliteStatement {
		return this.#of('DELETE FROM attachments WHERE digest = ?');
	}
	get stubsAfter(): SqliteStatement {
		return this.#of('SELECT seq, attachments FROM rows WHERE seq > ? ORDER BY seq LIMIT ?');
	}
	get writeSettings(): SqliteStatement {
		return this.#of('UPDATE facts SET settings = ?');
	}
	get notePurge(): SqliteStatement {
		return this.#of('INSERT INTO purges (number, id, revs) VALUES (?, ?, ?)');
	}
	get forgetPurges(): SqliteStatement {
		return this.#of('DELETE FROM purges WHERE number <= ?');
	}
	get purges(): SqliteStatement {
		return this.#of('SELECT id, revs FROM purges ORDER BY number');
	}
	get local(): SqliteStatement {
		return this.#of('SELECT rev, body FROM locals WHERE id = ?');
	}
	get writeLocal(): SqliteStatement {
		return this.#of('INSERT OR REPLACE INTO locals (id, rev, body) VALUES (?, ?, ?)');
	}
	get removeLocal(): SqliteStatement {
		return this.#of('DELETE FROM locals WHERE id = ?');
	}
	get localsAfter(): SqliteStatement {
		return this.#of('SELECT id, rev, body FROM locals WHERE id > ? ORDER BY id LIMIT ?');
	}
	get pages(): SqliteStatement {
		return this.#of('PRAGMA page_count');
	}
	get pageSize(): SqliteStatement {
		return this.#of('PRAGMA page_size');
	}

	rowsById({ bounded, toExclusive, descending, bodies }: ByIdForm): SqliteStatement {
		const upper = bounded ? `AND id ${toExclusive ? '<' : '<='} ?` : '';
		return this.#of(
			`SELECT ${bodies ? row : head} FROM rows WHERE deleted = 0 AND id >= ? ${upper}
			 ORDER BY id ${descending ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`
		);
	}

	#of(sql: string): SqliteStatement {
		const known = this.#prepared.get(sql);
		if (known) return known;
		const statement = this.#connection.prepare(sql);
		this.#prepared.set(sql, statement);
		return statement;
	}
}
