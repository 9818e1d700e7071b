/** Ends a campaign, with a word on what came of it. No door is asked any more; nothing is taken back. */
import type { CampaignEndDocument } from '#lib/domain/communityDocuments.ts';
import { campaignEndShape } from '#lib/domain/communityShapes.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { communityOfGrid, documentId, localPart, wholeCommunity } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { isDesk } from './isDesk.ts';
import type { WritingDesk } from './writingDesk.ts';
import { writtenOf } from './writtenOf.ts';

export interface CampaignEnd {
	/** `campaign:<ulid>` */
	id: string;
	note: string;
}

export type CampaignEndRefusal =
	{ kind: 'not_allowed' } | { kind: 'id_number'; field: 'note' } | { kind: 'shape'; field: string };

export async function endCampaign(
	{ id, note: given }: CampaignEnd,
	desk: WritingDesk
): Promise<Outcome<CampaignEndDocument, CampaignEndRefusal>> {
	if (!isDesk(desk)) return refused({ kind: 'not_allowed' });
	const campaign = localPart(id);
	const note = given.trim();
	if (!campaignEndShape.campaign(campaign)) return refused({ kind: 'shape', field: 'id' });
	if (!campaignEndShape.note(note)) return refused({ kind: 'shape', field: 'note' });
	if (holdsIdNumber(note)) return refused({ kind: 'id_number', field: 'note' });
	const written = await desk.append([
		{
			_id: documentId.campaignEnd(campaign, desk.newId()),
			kind: 'campaign_end',
			grid: wholeCommunity(communityOfGrid(desk.grid)),
			campaign,
			note
		}
	]);
	return accepted(writtenOf(written, 'campaign_end'));
}
