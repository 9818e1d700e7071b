/**
 * Campaigns with how far they have come, over the doors that this phone knows. A desk knows all
 * doors of its community, a grid worker those of her grid.
 */
import type { CampaignCounts, CampaignStanding, DoorAnswers } from '#lib/domain/campaign.ts';
import { campaignCounts, campaignStanding } from '#lib/domain/campaign.ts';
import type { CampaignAnswerDocument, CampaignDocument } from '#lib/domain/communityDocuments.ts';
import { isWhere } from '#lib/domain/communityDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import { keptAt, keptOf } from './keptPapers.ts';
import type { DoorRow } from './rows.ts';

export interface CampaignSheet {
	campaign: CampaignDocument;
	standing: CampaignStanding;
	counts: CampaignCounts;
	/** Doors that are to be asked, in walking order. */
	doors: DoorRow[];
}

/** Newest first; those that ask no door of this phone are left out. */
export async function campaignSheets(database: ProjectionDatabase): Promise<CampaignSheet[]> {
	const all = await keptOf(database, 'campaign');
	if (all.length === 0) return [];
	const doors = await database.doors.orderBy('walk').toArray();
	const sheets = await Promise.all(all.map(({ document }) => sheetOf(database, document, doors)));
	return sheets.filter(({ counts }) => counts.all > 0).reverse();
}

/** @param id `campaign:<ulid>` */
export async function campaignSheet(
	database: ProjectionDatabase,
	id: string
): Promise<CampaignSheet | undefined> {
	const document = (await database.kept.get(id))?.document;
	if (document?.kind !== 'campaign') return undefined;
	return await sheetOf(database, document, await database.doors.orderBy('walk').toArray());
}

async function sheetOf(
	database: ProjectionDatabase,
	campaign: CampaignDocument,
	all: readonly DoorRow[]
): Promise<CampaignSheet> {
	const standing = await standingOf(database, campaign);
	const doors = all.filter(({ door }) => isWhere(campaign.where, door));
	return { campaign, standing, counts: campaignCounts(campaign, standing, doors), doors };
}

async function standingOf(
	database: ProjectionDatabase,
	campaign: CampaignDocument
): Promise<CampaignStanding> {
	const [ends, answers] = await Promise.all([
		keptOf(database, 'campaign_end', campaign._id),
		keptOf(database, 'campaign_answer', campaign._id)
	]);
	return campaignStanding(
		campaign,
		ends.map(({ document }) => document),
		answers.map(({ document }) => document)
	);
}

/** A campaign as one door sees it. */
export interface DoorCampaign {
	campaign: CampaignDocument;
	isOver: boolean;
	answers: DoorAnswers | undefined;
	/** Given here after the end. */
	late: CampaignAnswerDocument[];
}

/** Running ones, and ended ones to which this door has said something; newest first. */
export async function campaignsAtDoor(
	database: ProjectionDatabase,
	door: DoorId
): Promise<DoorCampaign[]> {
	const [campaigns, ends, answers] = await Promise.all([
		keptOf(database, 'campaign'),
		keptOf(database, 'campaign_end'),
		keptAt(database, 'campaign_answer', door)
	]);
	const here = campaigns.filter(({ document: { where } }) => isWhere(where, door));
	const seen = here.map(({ id, document: campaign }): DoorCampaign => {
		const of = <T>(papers: readonly { about: string; document: T }[]) =>
			papers.filter(({ about }) => about === id).map(({ document }) => document);
		const { ended, byDoor, aside: late } = campaignStanding(campaign, of(ends), of(answers));
		return { campaign, isOver: ended !== undefined, answers: byDoor.get(door), late };
	});
	return seen
		.filter(({ isOver, answers, late }) => !isOver || answers || late.length > 0)
		.reverse();
}
