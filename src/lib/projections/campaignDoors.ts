/** Doors that an open campaign (敲门行动) still asks for. */
import { isWhere } from '#lib/domain/communityDocuments.ts';
import type { CampaignDocument } from '#lib/domain/communityDocuments.ts';
import type { Day } from '#lib/domain/calendar.ts';
import { addDays } from '#lib/domain/calendar.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';
import { keptOf } from './keptPapers.ts';

export interface OpenCampaigns {
	/** Asked for by any of them, and not answered there. */
	asks(door: DoorId): boolean;
	/** One that asks ends within days: its doors are a way of their own. */
	isPressing(door: DoorId): boolean;
	isAny: boolean;
	isAnyPressing: boolean;
}

const lastDays = 3;

export async function openCampaigns(
	database: ProjectionDatabase,
	today: Day
): Promise<OpenCampaigns> {
	const [campaigns, ends] = await Promise.all([
		keptOf(database, 'campaign'),
		keptOf(database, 'campaign_end')
	]);
	const ended = new Set(ends.map(({ about }) => about));
	const open = campaigns
		.map(({ document }) => document)
		.filter(({ _id, dueOn }) => !ended.has(_id) && today <= dueOn);
	const answered = new Map(
		await Promise.all(open.map(async ({ _id }) => [_id, await settledAt(database, _id)] as const))
	);
	const asksAt = (door: DoorId) => (campaign: CampaignDocument) =>
		isWhere(campaign.where, door) && answered.get(campaign._id)?.has(door) !== true;
	const pressing = open.filter(({ dueOn }) => dueOn < addDays(today, lastDays));
	return {
		asks: (door) => open.some(asksAt(door)),
		isPressing: (door) => pressing.some(asksAt(door)),
		isAny: open.length > 0,
		isAnyPressing: pressing.length > 0
	};
}

/** A door that did not open is asked again. */
async function settledAt(database: ProjectionDatabase, campaign: string): Promise<Set<DoorId>> {
	const answers = await keptOf(database, 'campaign_answer', campaign);
	return new Set(
		answers.flatMap(({ document: { door, outcome } }) => (outcome === 'no_answer' ? [] : [door]))
	);
}
