/**
 * What is asked at many doors, what residents ask about themselves, and who comes into a household:
 * one verb each. What the screens may ask of it stands in DoorstepApp.
 */
import { addResident } from '#lib/commands/addResident.ts';
import type { Change } from '#lib/commands/amendAll.ts';
import { amendAll } from '#lib/commands/amendAll.ts';
import { answerCampaign } from '#lib/commands/answerCampaign.ts';
import { answerRights } from '#lib/commands/answerRights.ts';
import { askRights } from '#lib/commands/askRights.ts';
import { endCampaign } from '#lib/commands/endCampaign.ts';
import { makeCampaign } from '#lib/commands/makeCampaign.ts';
import type { PreparedPicture } from '#lib/commands/picture.ts';
import { retractResident } from '#lib/commands/retractResident.ts';
import type { WritingDesk } from '#lib/commands/writingDesk.ts';
import type { RightsRequestDocument } from '#lib/domain/communityDocuments.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import { foldFields } from '#lib/domain/household.ts';
import { eraseHousehold, eraseResident } from '#lib/domain/householdFacts.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { documentId, gridOfDoor, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { refused } from '#lib/domain/outcome.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { knownFields } from '#lib/projections/knownFields.ts';
import { keptOf } from '#lib/projections/keptPapers.ts';
import { erasedAt } from '#lib/projections/rightsRequests.ts';
import type { DoorstepApp } from './doorstepApp.ts';

type Written = Promise<Outcome<LedgerDocument, { kind: string; field?: string }>>;
type Saved = Promise<Outcome<{ id: string }, { kind: string; field?: string }>>;

/** What the verbs of the house share. */
export interface DoorstepParts {
	me: { account: string; feeds: readonly FeedGrant[] };
	database: ProjectionDatabase;
	deskFor: (grant: FeedGrant, grid?: GridId) => WritingDesk;
	workerOf: (grid: GridId) => FeedGrant | undefined;
	withPictures: (
		grant: FeedGrant,
		intents: readonly { blob: Blob }[],
		command: (prepared: PreparedPicture[]) => Written
	) => Written;
	saved: (command: () => Written) => Saved;
}

const notFound = refused({ kind: 'not_found' });
const erasedHere = refused({ kind: 'erased_here' });

export function openDoorstepVerbs(parts: DoorstepParts): DoorstepApp {
	const { me, database, deskFor, workerOf, withPictures, saved } = parts;

	/** The desk writes for the community of its grant, whatever grid a matter is of. */
	function community(): FeedGrant | undefined {
		return me.feeds.find(({ role }) => role === 'community_staff' || role === 'community_lead');
	}

	return {
		makeCampaign: (campaign) =>
			saved(async () => {
				const grant = community();
				return grant ? await makeCampaign(campaign, deskFor(grant)) : notFound;
			}),
		endCampaign: (id, note) =>
			saved(async () => {
				const grant = community();
				return grant ? await endCampaign({ id, note }, deskFor(grant)) : notFound;
			}),
		answerCampaign: (id, { pictures: intents, ...answer }) =>
			saved(async () => {
				const campaign = (await database.kept.get(id))?.document;
				const grant = workerOf(gridOfDoor(answer.door));
				if (!grant || campaign?.kind !== 'campaign') return notFound;
				return await withPictures(grant, intents, (pictures) =>
					answerCampaign({ campaign, ...answer, pictures }, deskFor(grant))
				);
			}),
		askRights: (request) =>
			saved(async () => {
				const grant = workerOf(gridOfDoor(request.door));
				return grant ? await askRights(request, deskFor(grant)) : notFound;
			}),
		answerRights: (id, reply) =>
			saved(async () => {
				const request = (await database.kept.get(id))?.document;
				const grant = community();
				if (!grant || request?.kind !== 'rights_request') return notFound;
				return await answerRights({ request, ...reply }, deskFor(grant));
			}),
		eraseAsAnswered: (id) =>
			saved(async () => {
				const request = (await database.kept.get(id))?.document;
				if (request?.kind !== 'rights_request') return notFound;
				const answers = await keptOf(database, 'rights_answer', id);
				const isGranted = answers.at(-1)?.document.outcome === 'done';
				const grant = workerOf(gridOfDoor(request.door));
				if (!grant || request.request !== 'erase' || !isGranted) return notFound;
				return await amendAll(await erasureOf(database, request), deskFor(grant));
			}),
		addResident: (door, resident, isAgreed = false) =>
			saved(async () => {
				if (!isAgreed && (await erasedAt(database, door)) !== '') return erasedHere;
				const grant = workerOf(gridOfDoor(door));
				return grant ? await addResident({ door, resident }, deskFor(grant)) : notFound;
			}),
		retractResident: (id) =>
			saved(async () => {
				const row = await database.residents.get(id);
				const first = me.feeds.find(({ role }) => role === 'grid_worker');
				const grant = row ? workerOf(gridOfDoor(row.door)) : first;
				if (!grant) return notFound;
				// Undone before it was drawn: then it can only be our own.
				return await retractResident({ id, author: row?.author ?? me.account }, deskFor(grant));
			})
	};
}

/** Of one person what is hers, and what the household holds of her; of a household all of it, notes of visits too. */
async function erasureOf(
	database: ProjectionDatabase,
	{ door, resident }: Pick<RightsRequestDocument, 'door' | 'resident'>
): Promise<Change[]> {
	const [household, all] = await Promise.all([
		database.households.get(door),
		database.residents.where('door').equals(door).toArray()
	]);
	const isHers = ({ id }: { id: string }) => id === documentId.resident(resident);
	const forgotten = resident === '' ? all : all.filter(isHers);
	const changes: (Omit<Change, 'known'> & { known: Change['known'] | undefined })[] = [];
	for (const { id } of forgotten) {
		const subject = localPart(id);
		const known = await knownFields(database, 'resident', subject);
		changes.push({ subjectKind: 'resident', subject, set: eraseResident(), known });
	}
	if (household) {
		const set = eraseHousehold(household, resident === '' ? 'all' : forgotten);
		const known = await knownFields(database, 'household', door);
		changes.push({ subjectKind: 'household', subject: door, set, known });
	}
	if (resident === '') changes.push(...(await withoutNotes(database, door)));
	return changes.flatMap(({ known, ...change }) => (known ? [{ ...change, known }] : []));
}

async function withoutNotes(database: ProjectionDatabase, door: string): Promise<Change[]> {
	const visits = await database.visits
		.where('[door+capturedAt]')
		.between([door, ''], [door, '\uffff'])
		.filter(({ note }) => note !== '')
		.toArray();
	return await Promise.all(
		visits.map(async ({ id, base }) => ({
			...{ subjectKind: 'visit' as const, subject: localPart(id), set: { note: '' } },
			known: await knownOfVisit(database, id, base)
		}))
	);
}

async function knownOfVisit(
	database: ProjectionDatabase,
	id: string,
	base: object
): Promise<Change['known']> {
	const amended = await database.amendments.get(id);
	return foldFields(base, amended?.documents ?? []);
}
