/**
 * The AccessStore in one SQLite file beside the databases. Every write is its own durable commit;
 * a failed one throws and the process stops, as for documents (SAFETY F6).
 */
import type { OpenSqlite, SqlValue } from '../storage/sqliteDriver.ts';
import { openSqlite as openWithNode } from '../storage/sqliteDriver.ts';
import type { AccessStore, AuditLine, DeviceMeeting, StoredSession } from './accessStore.ts';
import type { Account } from './account.ts';
import type { Community } from './community.ts';

const schema = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS accounts (
		name TEXT PRIMARY KEY, account TEXT NOT NULL, password_hash TEXT NOT NULL
	) WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS sessions (
		token_hash TEXT PRIMARY KEY, account TEXT NOT NULL, device TEXT,
		started_ms INTEGER NOT NULL, ends_ms INTEGER NOT NULL
	) WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS audit (
		seq INTEGER PRIMARY KEY, text TEXT NOT NULL, hash TEXT NOT NULL
	);
	CREATE TABLE IF NOT EXISTS meetings (
		account TEXT NOT NULL, device TEXT NOT NULL, meeting TEXT NOT NULL,
		PRIMARY KEY (account, device)
	) WITHOUT ROWID;
`;

const communityFact = 'community';

/** What only a store with a file of its own can do. */
export interface SqliteAccessStore extends AccessStore {
	/** Lays a copy beside the work that goes on, as it stood at one moment. */
	copyTo(file: string, signal: AbortSignal): Promise<void>;
}

export function openSqliteAccessStore(
	file: string,
	openSqlite: OpenSqlite = openWithNode
): SqliteAccessStore {
	const connection = openSqlite(file);
	connection.exec(schema);
	const readFact = connection.prepare('SELECT value FROM facts WHERE name = ?');
	const writeFact = connection.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
	const readAccount = connection.prepare(
		'SELECT account, password_hash FROM accounts WHERE name = ?'
	);
	const writeAccount = connection.prepare(
		'INSERT OR REPLACE INTO accounts (name, account, password_hash) VALUES (?, ?, ?)'
	);
	const writePassword = connection.prepare('UPDATE accounts SET password_hash = ? WHERE name = ?');
	const readSession = connection.prepare(
		'SELECT token_hash, account, device, started_ms, ends_ms FROM sessions WHERE token_hash = ?'
	);
	const writeSession = connection.prepare(
		'INSERT OR REPLACE INTO sessions (token_hash, account, device, started_ms, ends_ms) VALUES (?, ?, ?, ?, ?)'
	);
	const readLastAudit = connection.prepare(
		'SELECT seq, text, hash FROM audit ORDER BY seq DESC LIMIT 1'
	);
	const writeAudit = connection.prepare('INSERT INTO audit (seq, text, hash) VALUES (?, ?, ?)');
	const writeMeeting = connection.prepare(
		'INSERT OR REPLACE INTO meetings (account, device, meeting) VALUES (?, ?, ?)'
	);
	const fact = (name: string) => readFact.one(name)?.[0] as string | undefined;

	return {
		community() {
			const text = fact(communityFact);
			return text === undefined ? undefined : (JSON.parse(text) as Community);
		},
		saveCommunity: (community) => void writeFact.run(communityFact, JSON.stringify(community)),
		account(name) {
			const row = readAccount.one(name);
			return row && accountOf(row);
		},
		accounts: () =>
			connection.prepare('SELECT account FROM accounts ORDER BY name').all().map(accountOf),
		passwordHash: (name) => readAccount.one(name)?.[1] as string | undefined,
		saveAccount: (account, passwordHash) =>
			void writeAccount.run(account.name, JSON.stringify(account), passwordHash),
		setPassword: (name, passwordHash) => writePassword.run(passwordHash, name) > 0,
		session(tokenHash) {
			const row = readSession.one(tokenHash);
			return row && sessionOf(row);
		},
		saveSession: ({ tokenHash, account, device, startedMs, endsMs }) =>
			void writeSession.run(tokenHash, account, device, startedMs, endsMs),
		dropSession: (tokenHash) =>
			void connection.prepare('DELETE FROM sessions WHERE token_hash = ?').run(tokenHash),
		dropSessionsOf: (account) =>
			void connection.prepare('DELETE FROM sessions WHERE account = ?').run(account),
		dropSessionsBefore: (endedMs) =>
			void connection.prepare('DELETE FROM sessions WHERE ends_ms < ?').run(endedMs),
		fact,
		saveFact: (name, value) => void writeFact.run(name, value),
		copyTo: (copy, signal) => connection.copyTo(copy, signal),
		auditLines: (after, limit) =>
			connection
				.prepare('SELECT seq, text, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?')
				.all(after, limit)
				.map(auditLineOf),
		lastAuditLine() {
			const row = readLastAudit.one();
			return row && auditLineOf(row);
		},
		appendAuditLine: ({ seq, text, hash }) => void writeAudit.run(seq, text, hash),
		meetings: () =>
			connection
				.prepare('SELECT meeting FROM meetings')
				.all()
				.map(([meeting]) => JSON.parse(meeting as string) as DeviceMeeting),
		saveMeeting: (meeting) =>
			void writeMeeting.run(meeting.account, meeting.device, JSON.stringify(meeting)),
		// Every write above was a commit of its own.
		settled: async () => undefined,
		meet: async () => undefined,
		close: () => connection.close()
	};
}

function accountOf([account]: SqlValue[]): Account {
	return JSON.parse(account as string) as Account;
}

function auditLineOf(row: SqlValue[]): AuditLine {
	const [seq, text, hash] = row as [number, string, string];
	return { seq, text, hash };
}

function sessionOf(row: SqlValue[]): StoredSession {
	const [tokenHash, account, device, startedMs, endsMs] = row as [
		string,
		string,
		string | null,
		number,
		number
	];
	return { tokenHash, account, device, startedMs, endsMs };
}
