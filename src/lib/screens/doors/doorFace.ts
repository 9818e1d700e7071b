/** How a door looks on the map: by when it is due, or by how far a campaign has come at it. */
import type { CampaignStanding, DoorStanding } from '#lib/domain/campaign.ts';
import { standingOfDoor } from '#lib/domain/campaign.ts';
import type { CampaignFields } from '#lib/domain/communityDocuments.ts';
import { isWhere } from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { DoorCell, DoorLook } from '#lib/projections/doorMap.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { doorLooks, lookSigns } from './doorLook.ts';

export interface DoorFace {
	/** Which colours it has. */
	tone: DoorLook | 'outside';
	sign: string;
	word: string;
}

/** The campaign that the map shows. */
export interface ShownCampaign {
	campaign: Pick<CampaignFields, 'where'>;
	standing: CampaignStanding;
}

const toneOf: Record<DoorStanding, DoorLook> = {
	answered: 'fresh',
	no_answer: 'due',
	refused: 'overdue',
	not_asked: 'never'
};
const standings = Object.keys(toneOf) as DoorStanding[];

export function faceOf({ row, look }: DoorCell, shown: ShownCampaign | undefined): DoorFace {
	if (!shown) return faceOfLook(look);
	return isAsked(shown, row.door)
		? faceOfStanding(standingOfDoor(shown.standing, row.door))
		: { tone: 'outside', sign: '', word: '' };
}

/** What the legend explains. */
export function facesOf(shown: ShownCampaign | undefined): DoorFace[] {
	return shown ? standings.map(faceOfStanding) : doorLooks.map(faceOfLook);
}

function isAsked({ campaign }: ShownCampaign, door: DoorId): boolean {
	return isWhere(campaign.where, door);
}

function faceOfLook(look: DoorLook): DoorFace {
	return { tone: look, sign: lookSigns[look], word: screenWords.doors.looks[look] };
}

function faceOfStanding(standing: DoorStanding): DoorFace {
	return {
		tone: toneOf[standing],
		sign: campaignWords.signs[standing],
		word: campaignWords.standing[standing]
	};
}
