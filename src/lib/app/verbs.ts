/**
 * What a person can do, one verb each: gathers what the command must know, gives it a desk of the
 * right feed, and answers with the id, a rule's no, or the world's.
 */
import { ulid } from 'ulid';
import { amend } from '#lib/commands/amend.ts';
import { followUpConcern } from '#lib/commands/followUpConcern.ts';
import { joinConcern } from '#lib/commands/joinConcern.ts';
import { raiseConcern } from '#lib/commands/raiseConcern.ts';
import { recordVisit } from '#lib/commands/recordVisit.ts';
import { resolveConcern } from '#lib/commands/resolveConcern.ts';
import { retractConcern } from '#lib/commands/retractConcern.ts';
import { retractVisit } from '#lib/commands/retractVisit.ts';
import { selfHandleConcern } from '#lib/commands/selfHandleConcern.ts';
import { withdrawConcern } from '#lib/commands/withdrawConcern.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { documentId, gridOfDoor } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { knownFields } from '#lib/projections/knownFields.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { App, Me, PictureIntent, Saved } from './app.ts';
import { failureOf } from './failures.ts';
import type { PictureDesk } from './pictureDesk.ts';

export type Verbs = Pick<
	App,
	| 'recordVisit'
	| 'retractVisit'
	| 'raiseConcern'
	| 'retractConcern'
	| 'joinConcern'
	| 'selfHandleConcern'
	| 'resolveConcern'
	| 'followUpConcern'
	| 'withdrawConcern'
	| 'amend'
>;

export interface VerbParts {
	me: Me;
	database: ProjectionDatabase;
	/** Durable when it resolves. */
	append: (feed: string, entries: readonly Entry[]) => Promise<LedgerDocument[]>;
	pictures: PictureDesk;
	now: () => string;
}

type Written = Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>;
const notFound = refused({ kind: 'not_found' });

export function openVerbs({ me, database, append, pictures, now }: VerbParts): Verbs {
	const newId = () => ulid(Date.parse(now()));

	function deskFor(grant: FeedGrant): WritingDesk {
		const { feed, scope: grid, role } = grant;
		const toFeed = (entries: readonly Entry[]) => append(feed, entries);
		return { append: toFeed, newId, now, grid, account: me.account, role };
	}

	/** The grid of the door, or the only one there is for what has no door. */
	function grantFor(grid: string | undefined): FeedGrant | undefined {
		return me.feeds.find(({ scope }) => grid === undefined || scope === grid);
	}

	async function withPictures(
		grant: FeedGrant,
		intents: readonly PictureIntent[],
		command: (prepared: Awaited<ReturnType<PictureDesk['prepare']>>) => Written
	): Written {
		const prepared = await pictures.prepare(intents, grant.feed);
		const written = await command(prepared).catch(async (cause: unknown) => {
			await pictures.letGo(prepared);
			throw cause;
		});
		if (!written.ok) await pictures.letGo(prepared);
		return written;
	}

	async function onConcern(
		id: string,
		step: (concern: ConcernRow, desk: WritingDesk) => Written
	): Written {
		const concern = await database.concerns.get(id);
		const grant = concern && grantFor(concern.grid);
		return grant ? await step(concern, deskFor(grant)) : notFound;
	}

	return {
		recordVisit: ({ pictures: intents, ...visit }) =>
			saved(async () => {
				const grant = grantFor(gridOfDoor(visit.door));
				if (!grant) return notFound;
				return await withPictures(grant, intents, (prepared) =>
					recordVisit({ ...visit, pictures: prepared }, deskFor(grant))
				);
			}),
		retractVisit: (id) =>
			saved(async () => {
				const visit = await database.visits.get(id);
				const grant = grantFor(visit && gridOfDoor(visit.door));
				if (!grant) return notFound;
				// Undone before it was drawn: then it can only be our own.
				return await retractVisit({ id, author: visit?.author ?? me.account }, deskFor(grant));
			}),
		raiseConcern: ({ pictures: intents, ...concern }) =>
			saved(async () => {
				const grant = grantFor(concern.door === '' ? undefined : gridOfDoor(concern.door));
				if (!grant) return notFound;
				const source = concern.door === '' ? 'patrol' : 'visit';
				return await withPictures(grant, intents, (prepared) =>
					raiseConcern({ ...concern, source, pictures: prepared }, deskFor(grant))
				);
			}),
		retractConcern: (id) => saved(() => onConcern(id, retractConcern)),
		joinConcern: (id, door, note) =>
			saved(() => onConcern(id, (concern, desk) => joinConcern({ concern, door, note }, desk))),
		selfHandleConcern: (id, note) =>
			saved(() => onConcern(id, (concern, desk) => selfHandleConcern({ concern, note }, desk))),
		resolveConcern: (id, note) =>
			saved(() => onConcern(id, (concern, desk) => resolveConcern({ concern, note }, desk))),
		followUpConcern: (id, answer) =>
			saved(() => onConcern(id, (concern, desk) => followUpConcern({ concern, ...answer }, desk))),
		withdrawConcern: (id, reason) =>
			saved(() => onConcern(id, (concern, desk) => withdrawConcern({ concern, reason }, desk))),
		amend: (subjectKind, subject, set) =>
			saved(async () => {
				const known = await knownFields(database, subjectKind, subject);
				const door =
					subjectKind === 'household'
						? subject
						: (await database.residents.get(documentId.resident(subject)))?.door;
				const grant = door === undefined ? undefined : grantFor(gridOfDoor(door));
				if (!known || !grant) return notFound;
				return await amend({ subjectKind, subject, set, known }, deskFor(grant));
			})
	};
}

/** A defect is not the world's no: it stays an error and reaches the boundary. */
async function saved(command: () => Written): Promise<Saved<{ id: string }>> {
	try {
		const written = await command();
		return written.ok ? accepted({ id: written.value._id }) : written;
	} catch (cause) {
		const { kind } = failureOf(cause);
		if (kind === 'unexpected') throw cause;
		return refused({ kind });
	}
}
