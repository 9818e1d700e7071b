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
import { exportVerbs } from './exportVerbs.ts';
import { dayVerbs } from './dayVerbs.ts';
import type { DoorstepApp } from './doorstepApp.ts';
import { openDoorstepVerbs } from './doorstepVerbs.ts';
import { failureOf } from './failures.ts';
import type { PictureDesk } from './pictureDesk.ts';
import type { SettlingVerbs } from './settlingVerbs.ts';
import { settlingVerbs } from './settlingVerbs.ts';
import type { SoundDesk } from './soundDesk.ts';
import type { SoundIntent } from './speaking.ts';
import type { ExportVerbs } from './tableDesk.ts';
import { grantForAnswer, grantForAsking, grantForStep, placeForRaising } from './writingHats.ts';

export type Verbs = SettlingVerbs &
	DoorstepApp &
	Pick<ExportVerbs, 'keepExportProfile' | 'noteExport'> &
	Pick<
		App,
		| 'recordVisit'
		| 'retractVisit'
		| 'promiseVisit'
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
	>;

export interface VerbParts {
	me: Me;
	database: ProjectionDatabase;
	/** Durable when it resolves. */
	append: (feed: string, entries: readonly Entry[]) => Promise<LedgerDocument[]>;
	pictures: PictureDesk;
	sounds: SoundDesk;
	now: () => string;
}

interface Attached {
	pictures: Awaited<ReturnType<PictureDesk['prepare']>>;
	sounds: Awaited<ReturnType<SoundDesk['prepare']>>;
}

type Written = Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>;
const notFound = refused({ kind: 'not_found' });

export function openVerbs(parts: VerbParts): Verbs {
	const { me, database, append, pictures, sounds, now } = parts;
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

	/** Kept before the record that names them is written, and let go if it is not. */
	async function withAttached(
		{ feed }: FeedGrant,
		given: { pictures?: readonly PictureIntent[]; sounds?: readonly SoundIntent[] | undefined },
		command: (attached: Attached) => Written
	): Written {
		const attached: Attached = { pictures: [], sounds: [] };
		const letGo = async () => {
			await pictures.letGo(attached.pictures);
			await sounds.letGo(attached.sounds);
		};
		try {
			attached.pictures = await pictures.prepare(given.pictures ?? [], feed);
			attached.sounds = await sounds.prepare(given.sounds ?? [], feed);
			const written = await command(attached);
			if (!written.ok) await letGo();
			return written;
		} catch (cause) {
			await letGo();
			throw cause;
		}
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

	const deskOf = (grid: GridId | undefined) => {
		const grant = workerOf(grid);
		return grant && deskFor(grant);
	};

	return {
		...settlingVerbs({ me, database, deskFor, saved }),
		...exportVerbs({ me, deskFor, saved }),
		...dayVerbs({ database, deskOf, saved }),
		...openDoorstepVerbs({
			...{ me, database, deskFor, workerOf, saved },
			withPictures: (grant, shown, command) =>
				withAttached(grant, { pictures: shown }, ({ pictures: prepared }) => command(prepared))
		}),
		recordVisit: ({ pictures: shown, sounds: said, ...visit }) =>
			saved(async () => {
				const grant = workerOf(gridOfDoor(visit.door));
				if (!grant) return notFound;
				return await withAttached(grant, { pictures: shown, sounds: said }, (attached) =>
					recordVisit({ ...visit, ...attached }, deskFor(grant))
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
		raiseConcern: ({ pictures: shown, sounds: said, role, ...concern }) =>
			saved(async () => {
				const known = await gridOfBuilding(concern.building);
				const place = placeForRaising(me, { ...concern, role, gridOfBuilding: known });
				if (!place) return notFound;
				const { grant, grid, building } = place;
				return await withAttached(grant, { pictures: shown, sounds: said }, (attached) =>
					raiseConcern({ ...concern, building, ...attached }, deskFor(grant, grid))
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
		actOnConcern: (id, { pictures: shown = [], sounds: said, into: target, ...given }) =>
			saved(() =>
				onConcern(id, given.type, async (concern, desk, grant) => {
					const into =
						target === undefined
							? undefined
							: await database.concerns.get(documentId.concern(localPart(target)));
					const step = target === undefined ? given : { ...given, into: localPart(target) };
					return await withAttached(grant, { pictures: shown, sounds: said }, (attached) =>
						takeStep({ concern, step, ...attached, into }, desk)
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
		answerCheck: (id, { pictures: shown, sounds: said, ...answer }) =>
			saved(async () => {
				const check = await database.checks.get(id);
				const grant = check && grantForAnswer(me, check);
				if (!grant) return notFound;
				const desk = deskFor(grant, gridOfDoor(check.door));
				return await withAttached(grant, { pictures: shown, sounds: said }, (attached) =>
					answerCheck({ id, ...answer, ...attached }, desk)
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
