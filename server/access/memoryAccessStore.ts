/**
 * The AccessStore without a medium, for tests and stories. What it hands out of community and accounts
 * is frozen: cheaper than a copy for every request, and who changes it by mistake hears of it.
 */
import type { AccessStore, AuditLine, DeviceMeeting, StoredSession } from './accessStore.ts';
import type { Account } from './account.ts';
import type { Community } from './community.ts';

export function openMemoryAccessStore(): AccessStore {
	let community: Community | undefined;
	const accounts = new Map<string, { account: Account; passwordHash: string }>();
	const sessions = new Map<string, StoredSession>();
	const facts = new Map<string, string>();
	const audit: AuditLine[] = [];
	const meetings = new Map<string, DeviceMeeting>();

	function dropWhere(ended: (session: StoredSession) => boolean): void {
		for (const session of sessions.values()) {
			if (ended(session)) sessions.delete(session.tokenHash);
		}
	}

	return {
		community: () => community,
		saveCommunity(saved) {
			community = frozen(saved);
		},
		account: (name) => accounts.get(name)?.account,
		accounts: () =>
			[...accounts.values()]
				.map(({ account }) => account)
				.sort((a, b) => (a.name < b.name ? -1 : 1)),
		passwordHash: (name) => accounts.get(name)?.passwordHash,
		saveAccount(account, passwordHash) {
			accounts.set(account.name, { account: frozen(account), passwordHash });
		},
		setPassword(name, passwordHash) {
			const known = accounts.get(name);
			if (known) accounts.set(name, { ...known, passwordHash });
			return known !== undefined;
		},
		session(tokenHash) {
			const session = sessions.get(tokenHash);
			return session && { ...session };
		},
		saveSession(session) {
			sessions.set(session.tokenHash, { ...session });
		},
		dropSession(tokenHash) {
			sessions.delete(tokenHash);
		},
		dropSessionsOf(account) {
			dropWhere((session) => session.account === account);
		},
		dropSessionsBefore(endedMs) {
			dropWhere((session) => session.endsMs < endedMs);
		},
		fact: (name) => facts.get(name),
		saveFact(name, value) {
			facts.set(name, value);
		},
		auditLines: (after, limit) => audit.slice(after, after + limit).map((line) => ({ ...line })),
		lastAuditLine: () => structuredClone(audit.at(-1)),
		appendAuditLine(line) {
			if (line.seq !== audit.length + 1) throw new Error('This line of the trail is taken.');
			audit.push({ ...line });
		},
		meetings: () => structuredClone([...meetings.values()]),
		saveMeeting(meeting) {
			const { account, device } = meeting;
			meetings.set(JSON.stringify([account, device]), structuredClone(meeting));
		},
		settled: async () => undefined,
		meet: async () => undefined,
		close() {
			sessions.clear();
		}
	};
}

/** A copy of one's own, as deep as it goes. */
function frozen<T>(value: T): T {
	const copy = structuredClone(value);
	freeze(copy);
	return copy;
}

function freeze(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	Object.values(value).forEach(freeze);
	Object.freeze(value);
}
