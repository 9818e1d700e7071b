/**
 * The AccessStore in a database of documents, for stations that share one: all of it is held in
 * memory, changes of other stations arrive by the database's commits, and what is changed here is
 * written through. A change holds here at once; nothing may be answered before `settled`.
 */
import type { DocumentRow, DocumentStore, Edit } from '../storage/documentStore.ts';
import { generationOf, hashOf } from '../storage/revisionTree.ts';
import type { AccessStore, AuditLine, DeviceMeeting, StoredSession } from './accessStore.ts';
import { StorageBroken } from '../storage/storageErrors.ts';
import type { Account } from './account.ts';
import type { Community } from './community.ts';

interface StoredAccount {
	account: Account;
	passwordHash: string;
}

/** What the database holds of an id; without text it was deleted there. */
interface Held {
	rev: string;
	text: string | undefined;
}

const communityId = 'community';
const accountId = (name: string) => `account:${name}`;
const sessionId = (tokenHash: string) => `session:${tokenHash}`;
const factId = (name: string) => `fact:${name}`;
const meetingId = (account: string, device: string) =>
	`meeting:${JSON.stringify([account, device])}`;
const auditPrefix = 'audit:';
const pageRows = 1_000;

/**
 * `trail`: whose audit trail is written and read here. Each station has one of its own, since lines
 * that are bound to each other cannot be written by two at once.
 */
export async function openDocumentAccessStore(
	store: DocumentStore,
	trail: string
): Promise<AccessStore> {
	const ownAudit = `${auditPrefix}${trail}:`;
	const auditId = (seq: number) => `${ownAudit}${seq}`;
	/** How many lines the trail has. */
	let lines = 0;
	const held = new Map<string, Held>();
	/** Changed here and not written yet; null stands for a deletion. */
	const wanted = new Map<string, string | null>();
	let writing: Promise<void> | undefined;

	function take(rows: readonly (DocumentRow | undefined)[]): void {
		for (const row of rows) {
			// Trails of other stations only grow; whoever wants to read one asks that station.
			if (row?.id.startsWith(auditPrefix) && !row.id.startsWith(ownAudit)) continue;
			if (row) hold(row.id, { rev: row.rev, text: row.deleted ? undefined : row.body });
		}
	}

	/** Commits may arrive late; what is older than what is known says nothing new. */
	function hold(id: string, found: Held): void {
		const before = held.get(id);
		if (!before || generationOf(before.rev) <= generationOf(found.rev)) held.set(id, found);
		if (id.startsWith(ownAudit)) lines = Math.max(lines, Number(id.slice(ownAudit.length)));
	}

	function read(id: string): unknown {
		const text = wanted.has(id) ? (wanted.get(id) ?? undefined) : held.get(id)?.text;
		return text === undefined ? undefined : (JSON.parse(text) as unknown);
	}

	function idsOf(kind: string): string[] {
		const ids = new Set([...held.keys(), ...wanted.keys()]);
		return [...ids].filter((id) => id.startsWith(`${kind}:`) && read(id) !== undefined);
	}

	function change(id: string, content: object | null): void {
		wanted.set(id, content && JSON.stringify(content));
		// Whoever must know that it is written asks `settled`, which tries again.
		write().catch(() => undefined);
	}

	async function write(): Promise<void> {
		writing ??= writeWanted().finally(() => {
			writing = undefined;
		});
		return writing;
	}

	async function writeWanted(): Promise<void> {
		while (wanted.size > 0) {
			// What is done is never durable before the line that says so.
			const audited = [...wanted].filter(([id]) => id.startsWith(auditPrefix));
			const batch = audited.length > 0 ? audited : [...wanted];
			const edits = batch.map(([id, text]) => editOf(id, text, held.get(id)));
			const rows = await store.write(edits, { newEdits: true });
			const clashing: string[] = [];
			batch.forEach(([id, text], at) => {
				const row = rows[at];
				if (row?.outcome !== 'written') clashing.push(id);
				else {
					hold(id, { rev: row.rev, text: text ?? undefined });
					if (wanted.get(id) === text) wanted.delete(id);
				}
			});
			// Another station was faster: the last one wins, but a fact is whoever's came first.
			take(await store.rows(clashing));
			for (const id of clashing) {
				if (id.startsWith(auditPrefix)) assertOwnLine(id);
				const isThere = held.get(id)?.text !== undefined;
				const isKept = id.startsWith('fact:') || id.startsWith(auditPrefix);
				const isDone = isKept ? isThere : wanted.get(id) === null && !isThere;
				if (isDone) wanted.delete(id);
			}
		}
	}

	/** An answer that was lost is asked for again; a line of somebody else there is another matter. */
	function assertOwnLine(id: string): void {
		if (held.get(id)?.text !== undefined && held.get(id)?.text !== wanted.get(id)) {
			throw new StorageBroken('Another station writes the same audit trail.');
		}
	}

	const forget = store.onCommit(({ rows }) => {
		take(rows);
	});
	for (let since = '0'; ;) {
		const { rows, lastSeq } = await store.changes({ since, limit: pageRows, bodies: true });
		if (rows.length === 0) break;
		take(rows);
		since = lastSeq;
	}

	const accountOf = (name: string) => read(accountId(name)) as StoredAccount | undefined;
	const sessionOf = (id: string) => read(id) as StoredSession;

	return {
		community: () => read(communityId) as Community | undefined,
		saveCommunity(community) {
			change(communityId, community);
		},
		account: (name) => accountOf(name)?.account,
		accounts: () =>
			idsOf('account')
				.map((id) => (read(id) as StoredAccount).account)
				.sort((a, b) => (a.name < b.name ? -1 : 1)),
		passwordHash: (name) => accountOf(name)?.passwordHash,
		saveAccount(account, passwordHash) {
			change(accountId(account.name), { account, passwordHash });
		},
		setPassword(name, passwordHash) {
			const known = accountOf(name);
			if (known) change(accountId(name), { ...known, passwordHash });
			return known !== undefined;
		},
		session: (tokenHash) => read(sessionId(tokenHash)) as StoredSession | undefined,
		saveSession(session) {
			change(sessionId(session.tokenHash), session);
		},
		dropSession(tokenHash) {
			if (read(sessionId(tokenHash))) change(sessionId(tokenHash), null);
		},
		dropSessionsOf(account) {
			for (const id of idsOf('session')) if (sessionOf(id).account === account) change(id, null);
		},
		dropSessionsBefore(endedMs) {
			for (const id of idsOf('session')) if (sessionOf(id).endsMs < endedMs) change(id, null);
		},
		fact: (name) => (read(factId(name)) as { value: string } | undefined)?.value,
		saveFact(name, value) {
			change(factId(name), { value });
		},
		auditLines(after, limit) {
			const last = Math.min(lines, after + limit);
			const seqs = Array.from({ length: Math.max(0, last - after) }, (_, at) => after + at + 1);
			// A line that was taken away is missing here as it is there.
			return seqs.flatMap((seq) => (read(auditId(seq)) as AuditLine | undefined) ?? []);
		},
		lastAuditLine: () => read(auditId(lines)) as AuditLine | undefined,
		appendAuditLine(line) {
			if (line.seq !== lines + 1) throw new Error('This line of the trail is taken.');
			lines = line.seq;
			change(auditId(line.seq), line);
		},
		meetings: () => idsOf('meeting').map((id) => read(id) as DeviceMeeting),
		saveMeeting(meeting) {
			change(meetingId(meeting.account, meeting.device), meeting);
		},
		async settled() {
			while (wanted.size > 0) await write();
		},
		async meet(tokenHash) {
			const id = sessionId(tokenHash);
			if (read(id) === undefined) take([await store.row(id)]);
		},
		close() {
			forget();
		}
	};
}

function editOf(id: string, text: string | null, before: Held | undefined): Edit {
	return {
		id,
		revisions: before ? { start: generationOf(before.rev), ids: [hashOf(before.rev)] } : null,
		deleted: text === null,
		body: text ?? '{}',
		attachments: null
	};
}
