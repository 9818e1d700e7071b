/** What the screens may ask of the phone at many doors, and for a resident who asks about herself. */
import type {
	CampaignAnswerFields,
	CampaignFields,
	RightsAnswerDocument,
	RightsRequestFields
} from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { NewResident } from '#lib/domain/newResident.ts';
import type { Outcome } from '#lib/domain/outcome.ts';

type Saved = Promise<Outcome<{ id: string }, { kind: string; field?: string }>>;

interface CampaignAnswerIntent extends Omit<CampaignAnswerFields, 'campaign' | 'photos'> {
	/** Ids of pictures of an earlier answer that still hold. */
	kept: string[];
	pictures: { blob: Blob }[];
}

export interface DoorstepApp {
	makeCampaign(campaign: CampaignFields): Saved;
	/** @param id `campaign:<ulid>` */
	endCampaign(id: string, note: string): Saved;
	/** Said again it is another answer; the last one holds. */
	answerCampaign(id: string, answer: CampaignAnswerIntent): Saved;
	askRights(request: RightsRequestFields): Saved;
	/** @param id `rights_request:<ulid>` */
	answerRights(
		id: string,
		reply: { outcome: RightsAnswerDocument['outcome']; note: string }
	): Saved;
	/** Empties what the community agreed to erase; refused where it did not. */
	eraseAsAnswered(id: string): Saved;
	/**
	 * Refused as `erased_here` at a door where somebody was erased on request, until somebody said that
	 * this is another person, or that she agrees.
	 */
	addResident(door: DoorId, resident: NewResident, isAgreed?: boolean): Saved;
	/** Undo, for who entered her. @param id `resident:<ulid>` */
	retractResident(id: string): Saved;
}
