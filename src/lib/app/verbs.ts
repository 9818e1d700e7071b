/**
 * What a person can do, one verb each: gathers what the command must know, gives it a desk of the
 * right feed, and answers with the id, a rule's no, or the world's.
 */
import { ulid } from 'ulid';
import { amend } from '#lib/commands/amend.ts';
import { answerCheck } from '#lib/commands/answerCheck.ts';
import { askCheck } from '#lib/commands/askCheck.ts';
import { followUpConcern } from '#lib/commands/followUpConcern.ts';
import { joinConcern } from '#lib/commands/joinConcern.ts';
import { raiseConcern } from '#lib/commands/raiseConcern.ts';
import { recordVisit } from '#lib/commands/recordVisit.ts';
import { resolveConcern } from '#lib/commands/resolveConcern.ts';
import { retractConcern } from '#lib/commands/retractConcern.ts';
import { retractVisit } from '#lib/commands/retractVisit.ts';
import { selfHandleConcern } from '#lib/commands/selfHandleConcern.ts';
import { splitConcern } from '#lib/commands/splitConcern.ts';
import { takeStep } from '#lib/commands/takeStep.ts';
import { withdrawConcern } from '#lib/commands/withdrawConcern.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import type { ConcernEventType, LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId, gridOfDoor, localPart } from '#lib/domain/ids.ts';
import { unitsOf } from '#lib/domain/openSteps.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { knownFields } from '#lib/projections/knownFields.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import type { App, Me, PictureIntent, Saved } from './app.ts';
import type { DoorstepApp } from './doorstepApp.ts';
import { openDoorstepVerbs } from './doorstepVerbs.ts';
import { failureOf } from './failures.ts';
import type { PictureDesk } from './pictureDesk.ts';
import { grantForAnswer, grantForAsking, grantForStep, placeForRaising } from './writingHats.ts';

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
	| 'actOnConcern'
	| 'splitConcern'
	| 'askCheck'
	| 'answerCheck'
	| 'amend'
> &
	DoorstepApp;

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

	function deskFor(grant: FeedGrant, grid: GridId = grant.scope): WritingDesk {
		const { feed, role } = grant;
		const toFeed = (entries: readonly Entry[]) => append(feed, entries);
		const units = unitsOf([grant]);
		return { append: toFeed, newId, now, grid, account: me.account, role, units };
	}

	/** The register and its visits are written by the worker of the grid. */
	function workerOf(grid: GridId | undefined): FeedGrant | undefined {
		return me.feeds.find(({ role, scope }) => role === 'grid_worker' && scope === grid);
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
		type: ConcernEventType,
		step: (concern: ConcernRow, desk: WritingDesk, grant: FeedGrant) => Written
	): Written {
		const concern = await database.concerns.get(id);
		const grant = concern && grantForStep(me, type, concern);
		return grant ? await step(concern, deskFor(grant, concern.grid), grant) : notFound;
	}

	async function gridOfBuilding(building: string): Promise<GridId | undefined> {
		if (building === '') return undefined;
		return (await database.doors.where('building').equals(building).first())?.grid;
	}

	return {
		...openDoorstepVerbs({ me, database, deskFor, workerOf, withPictures, saved }),
		recordVisit: ({ pictures: intents, ...visit }) =>
			saved(async () => {
				const grant = workerOf(gridOfDoor(visit.door));
				if (!grant) return notFound;
				return await withPictures(grant, intents, (prepared) =>
					recordVisit({ ...visit, pictures: prepared }, deskFor(grant))
				);
			}),
		retractVisit: (id) =>
			saved(async () => {
				const visit = await database.visits.get(id);
				const first = me.feeds.find(({ role }) => role === 'grid_worker');
				const grant = visit ? workerOf(gridOfDoor(visit.door)) : first;
				if (!grant) return notFound;
				// Undone before it was drawn: then it can only be our own.
				return await retractVisit({ id, author: visit?.author ?? me.account }, deskFor(grant));
			}),
		raiseConcern: ({ pictures: intents, role, ...concern }) =>
			saved(async () => {
				const known = await gridOfBuilding(concern.building);
				const place = placeForRaising(me, { ...concern, role, gridOfBuilding: known });
				if (!place) return notFound;
				const { grant, grid, building } = place;
				return await withPictures(grant, intents, (prepared) =>
					raiseConcern({ ...concern, building, pictures: prepared }, deskFor(grant, grid))
				);
			}),
		retractConcern: (id) =>
			saved(async () => {
				const concern = await database.concerns.get(id);
				const grant = me.feeds.find(({ feed }) => concern?.feeds.includes(feed));
				if (!concern || !grant) return notFound;
				return await retractConcern(concern, deskFor(grant, concern.grid));
			}),
		joinConcern: (id, door, note) =>
			saved(() =>
				onConcern(id, 'join_household', (concern, desk) =>
					joinConcern({ concern, door, note }, desk)
				)
			),
		selfHandleConcern: (id, note) =>
			saved(() =>
				onConcern(id, 'self_handle', (concern, desk) => selfHandleConcern({ concern, note }, desk))
			),
		resolveConcern: (id, note) =>
			saved(() =>
				onConcern(id, 'resolve', (concern, desk) => resolveConcern({ concern, note }, desk))
			),
		followUpConcern: (id, answer) =>
			saved(() =>
				onConcern(id, 'follow_up', (concern, desk) => followUpConcern({ concern, ...answer }, desk))
			),
		withdrawConcern: (id, reason) =>
			saved(() =>
				onConcern(id, 'withdraw', (concern, desk) => withdrawConcern({ concern, reason }, desk))
			),
		actOnConcern: (id, { pictures: intents = [], into: target, ...given }) =>
			saved(() =>
				onConcern(id, given.type, async (concern, desk, grant) => {
					const into =
						target === undefined
							? undefined
							: await database.concerns.get(documentId.concern(localPart(target)));
					const step = target === undefined ? given : { ...given, into: localPart(target) };
					return await withPictures(grant, intents, (prepared) =>
						takeStep({ concern, step, pictures: prepared, into }, desk)
					);
				})
			),
		splitConcern: (id, parts) =>
			saved(() =>
				onConcern(id, 'split', (concern, desk) => splitConcern({ concern, parts }, desk))
			),
		askCheck: (check) =>
			saved(async () => {
				const grant = grantForAsking(me, check);
				return grant ? await askCheck(check, deskFor(grant)) : notFound;
			}),
		answerCheck: (id, { pictures: intents, ...answer }) =>
			saved(async () => {
				const check = await database.checks.get(id);
				const grant = check && grantForAnswer(me, check);
				if (!grant) return notFound;
				const desk = deskFor(grant, gridOfDoor(check.door));
				return await withPictures(grant, intents, (prepared) =>
					answerCheck({ id, ...answer, pictures: prepared }, desk)
				);
			}),
		amend: (subjectKind, subject, set) =>
			saved(async () => {
				const known = await knownFields(database, subjectKind, subject);
				const door =
					subjectKind === 'household'
						? subject
						: (await database.residents.get(documentId.resident(subject)))?.door;
				const grant = door === undefined ? undefined : workerOf(gridOfDoor(door));
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
