/**
 * The port of what the station knows of people: its community, accounts, sessions. A write is
 * durable when `settled` says so, and nothing is answered before that. Passwords and session tokens come here only as hashes.
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

	/** Everything written so far is durable. Rejects where that could not be done now. */
	settled(): Promise<void>;
	/** Makes sure that a session begun at another station a moment ago is known here. */
	meet(tokenHash: string): Promise<void>;
	close(): void;
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
