/**
 * Who did what at this station: one line an act, each bound to the one before it by a hash, so that
 * a line that was altered or taken out is found. It names accounts, never what a document says.
 */
import { createHash } from 'node:crypto';
import type { AccessStore } from './accessStore.ts';
import type { Sessions } from './sessions.ts';

type AuditEvent =
	| 'sign_in'
	| 'grant'
	| 'grant_refused'
	| 'grant_ended'
	| 'look'
	| 'accept'
	| 'repair'
	| 'return'
	| 'account_added'
	| 'grants_changed'
	| 'password_changed'
	| 'export'
	| 'erased';

export interface AuditEntry {
	seq: number;
	/** Station time, ISO. */
	at: string;
	event: AuditEvent;
	/** The account that acted; `station` for the command line on the data folder. */
	by: string;
	facts: Record<string, string | number>;
}

export interface AuditReading {
	entries: number;
	/** Write it down elsewhere: lines that were cut off at the end change it. */
	head: string;
	/** The first line that does not follow from the one before it. */
	brokenAt: number | undefined;
}

export interface AuditTrail {
	/**
	 * Comes before the act, so nothing is done that is not written down. Durable when the store's
	 * `settled` says so: an act that is no write to the same store waits for it.
	 */
	note(event: AuditEvent, by: string, facts?: AuditEntry['facts']): void;
	/** The newest first. */
	last(count: number): AuditEntry[];
	/** Reads the whole trail. */
	verify(): AuditReading;
	head(): { entries: number; head: string };
}

const beginning = '0'.repeat(64);
const pageLines = 1_000;

export function openAuditTrail(store: AccessStore, now: () => string): AuditTrail {
	function head() {
		const last = store.lastAuditLine();
		return { entries: last?.seq ?? 0, head: last?.hash ?? beginning };
	}

	return {
		note(event, by, facts = {}) {
			const { entries, head: before } = head();
			const seq = entries + 1;
			const entry: AuditEntry = { seq, at: now(), event, by, facts };
			const text = JSON.stringify(entry);
			store.appendAuditLine({ seq, text, hash: hashOf(before, text) });
		},
		last(count) {
			const { entries } = head();
			const lines = store.auditLines(Math.max(0, entries - count), count);
			return lines.map(({ text }) => JSON.parse(text) as AuditEntry).reverse();
		},
		verify() {
			let hash = beginning;
			let entries = 0;
			for (;;) {
				const lines = store.auditLines(entries, pageLines);
				for (const line of lines) {
					hash = hashOf(hash, line.text);
					if (line.seq !== entries + 1 || line.hash !== hash) {
						return { ...head(), brokenAt: entries + 1 };
					}
					entries += 1;
				}
				if (lines.length < pageLines) return { entries, head: hash, brokenAt: undefined };
			}
		},
		head
	};
}

/** Sessions whose beginnings are written down. */
export function auditedSessions(sessions: Sessions, audit: AuditTrail): Sessions {
	return {
		...sessions,
		begin(request, account) {
			audit.note('sign_in', account.name);
			return sessions.begin(request, account);
		}
	};
}

function hashOf(before: string, text: string): string {
	return createHash('sha256').update(`${before}\n${text}`).digest('hex');
}
