/** Puts one matter to many doors (敲门行动). Only the community does. */
import { checkCampaign } from '#lib/domain/checkCampaign.ts';
import type { CampaignRefusal } from '#lib/domain/checkCampaign.ts';
import type { CampaignDocument, CampaignFields } from '#lib/domain/communityDocuments.ts';
import { communityOfGrid, documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { isDesk } from './isDesk.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export async function makeCampaign(
	intent: CampaignFields,
	desk: WritingDesk
): Promise<Outcome<CampaignDocument, CampaignRefusal | { kind: 'not_allowed' }>> {
	if (!isDesk(desk)) return refused({ kind: 'not_allowed' });
	const checked = checkCampaign(intent, { now: desk.now() });
	if (!checked.ok) return checked;
	const community = communityOfGrid(desk.grid);
	if (checked.value.where.some((place) => communityOfGrid(place) !== community)) {
		return refused({ kind: 'where_missing', field: 'where' });
	}
	const written = await desk.append([
		{
			...checked.value,
			_id: documentId.campaign(desk.newId()),
			kind: 'campaign',
			grid: wholeCommunity(community)
		}
	]);
	return accepted(writtenOf(written, 'campaign'));
}
