/**
 * Keeps what one door said to a campaign, or that nobody was met there. Said again it is another
 * answer, and the last one holds; what comes after the end is kept as well.
 */
import { checkAnswer } from '#lib/domain/checkCampaign.ts';
import type { CampaignAnswerRefusal } from '#lib/domain/checkCampaign.ts';
import type {
	CampaignAnswerDocument,
	CampaignAnswerFields,
	CampaignDocument
} from '#lib/domain/communityDocuments.ts';
import { documentId, gridOfDoor, localPart } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { PreparedPicture } from './picture.ts';
import { photoEntries, photoIds } from './picture.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface CampaignAnswer extends Omit<CampaignAnswerFields, 'campaign' | 'photos'> {
	campaign: Pick<CampaignDocument, '_id' | 'where' | 'questions'>;
	/** Pictures of an earlier answer that still hold. */
	kept: readonly string[];
	pictures: readonly PreparedPicture[];
}

export async function answerCampaign(
	{ campaign: asked, pictures, kept, ...given }: CampaignAnswer,
	desk: WritingDesk
): Promise<Outcome<CampaignAnswerDocument, CampaignAnswerRefusal | { kind: 'not_allowed' }>> {
	const grid = gridOfDoor(given.door);
	if (desk.role !== 'grid_worker' || desk.grid !== grid) return refused({ kind: 'not_allowed' });
	const photos = [...new Set([...kept, ...photoIds(pictures)])];
	const checked = checkAnswer(asked, { ...given, photos });
	if (!checked.ok) return checked;
	const campaign = localPart(asked._id);
	const _id = documentId.campaignAnswer(campaign, desk.newId());
	const taken = checked.value.outcome === 'answered' ? pictures : [];
	const written = await desk.append([
		{ ...checked.value, _id, kind: 'campaign_answer', grid, campaign },
		...photoEntries(taken, { subject: _id, grid })
	]);
	return accepted(writtenOf(written, 'campaign_answer'));
}
