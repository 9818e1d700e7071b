/**
 * The port of what the station knows of people: its community, accounts, sessions. A write is
 * durable when `settled` says so, and nothing is answered before that.
 * Passwords and session tokens come here only as hashes.
 */
import type { Account } from './account.ts';
import type { Community } from './community.ts';

export interface AccessStore {
	community(): Community | undefined;
	saveCommunity(community: Community): void;

	account(name: string): Account | undefined;
	accounts(): Account[];
	/** Answers the stored hash of the password; undefined for a name nobody has. */
	passwordHash(name: string): string | undefined;
	saveAccount(account: Account, passwordHash: string): void;
	/** False when there is no such account. */
	setPassword(name: string, passwordHash: string): boolean;

	session(tokenHash: string): StoredSession | undefined;
	saveSession(session: StoredSession): void;
	dropSession(tokenHash: string): void;
	dropSessionsOf(account: string): void;
	/** Forgets every session that ended before then. */
	dropSessionsBefore(endedMs: number): void;

	/** A fact of the station itself, e.g. its uuid. */
	fact(name: string): string | undefined;
	saveFact(name: string, value: string): void;

	/** Lines of the audit trail behind `after`, the oldest first. */
	auditLines(after: number, limit: number): AuditLine[];
	lastAuditLine(): AuditLine | undefined;
	/** Throws where the number is taken: no line is ever replaced. */
	appendAuditLine(line: AuditLine): void;

	meetings(): DeviceMeeting[];
	/** One per account and device; the last one counts. */
	saveMeeting(meeting: DeviceMeeting): void;
	/** Everything written so far is durable. Rejects where that could not be done now. */
	settled(): Promise<void>;
	/** Makes sure that a session begun at another station a moment ago is known here. */
	meet(tokenHash: string): Promise<void>;
	close(): void;
}

/** See deviceMeetings.ts. */
export interface DeviceMeeting {
	device: string;
	account: string;
	/** Station time of the last call, ISO. */
	at: string;
	/** Version of the app, `''` where it was not told. */
	app: string;
	/** What the phone had not delivered then; null where it was not told. */
	holds: Holds | null;
}

export interface Holds {
	waiting: number;
	refused: number;
	pictures: number;
}

/** See auditTrail.ts. */
export interface AuditLine {
	/** From 1, without gaps. */
	seq: number;
	text: string;
	hash: string;
}

export interface StoredSession {
	/** SHA-256 of the token: who reads the file cannot sign in with it. */
	tokenHash: string;
	account: string;
	/** The first device that showed itself with the session; null until then. */
	device: string | null;
	startedMs: number;
	endsMs: number;
}
