/** Phones of every role before a station in memory, for tests: each writes and reads its own feed. */
import { createHash } from 'node:crypto';
import type { DocumentOfKind, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { feedOfGrant } from '#lib/domain/feedOfGrant.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { writerIn } from '#lib/domain/feeds.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { hashPassword } from './access/passwords.ts';
import type { TrialStation } from './trialStation.ts';
import { trialCost, trialPassword } from './trialStation.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface Person {
	account: string;
	feed: string;
	/** A document of this kind as her phone would write it, with the time going on. */
	write<K extends DocumentKind>(kind: K, change?: Partial<DocumentOfKind[K]>): DocumentOfKind[K];
	/** Offers them to the station; answers what was refused. */
	push(...documents: LedgerDocument[]): Promise<{ id: string; reason: string }[]>;
	/** All that her feed holds. */
	read(): Promise<LedgerDocument[]>;
	ask(path: string, init?: RequestInit): Promise<Response>;
}

let people = 0;
let moment = Date.parse('2026-11-23T02:00:00.000Z');

/** Makes the account where there is none, and signs in with a phone of her own. */
export async function enter(
	station: TrialStation,
	account: string,
	grant: RoleGrant
): Promise<Person> {
	if (!station.access.account(account)) {
		station.access.saveAccount(
			{ name: account, displayName: account, grants: [grant], demo: true },
			await hashPassword(trialPassword, trialCost)
		);
	}
	people += 1;
	const phone = `01KASXV2G000000000PH${String(people).padStart(6, '0')}`;
	const feed = feedOfGrant(grant);
	if (feed === undefined) throw new Error(`${grant.role} has no feed.`);
	const ask = await station.signIn(account, phone);
	const me = await ask('/station/me');
	if (me.status !== 200) throw new Error(`${account} is nobody.`);
	let deviceSeq = 0;
	const device = writerIn(feed, phone);
	return {
		...{ account, feed, ask },
		write(kind, change = {}) {
			deviceSeq += 1;
			moment += 60_000;
			const capturedAt = new Date(moment).toISOString();
			const clock = writeStamp({ wallMs: moment, counter: 0 }, device);
			const stamp = { author: account, device, deviceSeq, capturedAt, clock };
			return sampleDocument(kind, sha256, { ...stamp, ...change });
		},
		async push(...docs) {
			const answer = await ask(`/db/${feed}/_bulk_docs`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ new_edits: false, docs })
			});
			if (answer.status !== 201) throw new Error(`${account} was answered ${answer.status}.`);
			return (await answer.json()) as { id: string; reason: string }[];
		},
		async read() {
			const answer = await ask(`/db/${feed}/_changes?include_docs=true`);
			const { results } = (await answer.json()) as { results: { doc: LedgerDocument }[] };
			return results.map(({ doc }) => doc);
		}
	};
}

let made = 0;
/** A ULID nobody else has. */
export function newUlid(): string {
	made += 1;
	return `01KASXV2G00000000000${String(made).padStart(6, '0')}`;
}
