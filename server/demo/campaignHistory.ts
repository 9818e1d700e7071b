/**
 * The demo's campaign: whether the pump house may be built, asked at the doors of three buildings.
 * Some have answered, some were not at home, some changed their minds. It runs on.
 */
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import { checkAnswer, checkCampaign } from '#lib/domain/checkCampaign.ts';
import type { CampaignAnswerFields, CampaignFields } from '#lib/domain/communityDocuments.ts';
import { isWhere } from '#lib/domain/communityDocuments.ts';
import { communityFeed } from '#lib/domain/feeds.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { Chance } from './chance.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { KnownDoor } from './visitHistory.ts';
import { isoOf } from './workingTime.ts';

const begunDaysAgo = 5;
const daysLeft = 9;
const buildings = ['xk/1', 'xk/2', 'xk/3'];
const asker = 'wangge1';
const desk = 'shequ1';

const reasons: Record<string, readonly string[]> = {
	for: ['六楼早晚没水，早该建了。', '夏天经常停水，支持。', '', '只要不收钱就行。'],
	against: ['窗户正对着泵房，怕吵。', '担心夜里震动，老人睡不好。', '怕占了楼前的绿地。'],
	neutral: ['听大家的。', '', '住一楼，水压够用。']
};

function campaignOf(grid: string, today: string): CampaignFields {
	return {
		title: '2 号楼东侧加压泵房',
		words:
			'二次供水改造，要在 2 号楼东侧建一间半地下的加压泵房，加隔音墙，不向住户收钱。想听听您家的意见，同意不同意都请说说理由。',
		where: buildings.map((building) => `${grid}/${building}`),
		questions: [
			{ code: 'q1', ask: '同意建泵房吗？', answer: 'opinion', options: [], required: true },
			{
				...{ code: 'q2', ask: '家里水压怎么样？', answer: 'choice' as const, required: true },
				options: ['一直正常', '早晚小', '经常没水']
			},
			{
				code: 'q3',
				ask: '愿意来参加院里的议事会吗？',
				answer: 'yes_no',
				options: [],
				required: false
			},
			{ code: 'q4', ask: '水龙头或水表的照片', answer: 'photo', options: [], required: false }
		],
		dueOn: addDays(today, daysLeft)
	};
}

export function makeCampaign(known: readonly KnownDoor[], nowMs: number, chance: Chance): Deed[] {
	const grid = demoCommunity.grids[0]?.id ?? '';
	const today = dayOf(isoOf(nowMs));
	const minuteOf = (daysAgo: number, minutes: number) =>
		Date.parse(instantAt(addDays(today, -daysAgo), minutes));
	const begunMs = minuteOf(begunDaysAgo, 9 * 60 + 10);
	const campaign = ulidOf(begunMs, chance);
	const checked = checkCampaign(campaignOf(grid, today), { now: isoOf(begunMs) });
	if (!checked.ok) throw new Error(`The demo's campaign is refused: ${checked.refusal.kind}.`);
	const fields = checked.value;
	const made: Deed = {
		...{ author: desk, feed: communityFeed(demoCommunity.id), atMs: begunMs },
		entry: {
			...{ ...fields, _id: documentId.campaign(campaign), kind: 'campaign' },
			grid: wholeCommunity(demoCommunity.id)
		}
	};
	const asked = known.filter(({ door }) => isWhere(fields.where, door) && chance.percent(55));
	const answers = asked.flatMap((door, at) => {
		const atMs = minuteOf(1 + (at % (begunDaysAgo - 1)), 17 * 60 + (at % 12) * 11);
		const first = answerOf(door, chance);
		const again = first.outcome === 'no_answer' && chance.percent(40);
		const given = again ? [first, answered(door, chance)] : [first];
		return given.map((said, time) => answerDeed(said, atMs + time * 90 * 60_000));
	});
	return [made, ...answers].filter(({ atMs }) => atMs <= nowMs);

	function answerDeed(said: Omit<CampaignAnswerFields, 'campaign'>, atMs: number): Deed {
		const fit = checkAnswer(fields, said);
		if (!fit.ok) throw new Error(`An answer of the demo is refused: ${fit.refusal.kind}.`);
		const _id = documentId.campaignAnswer(campaign, ulidOf(atMs, chance));
		const entry = { ...fit.value, _id, kind: 'campaign_answer' as const, grid, campaign };
		return { author: asker, atMs, entry };
	}
}

function answerOf(door: KnownDoor, chance: Chance): Omit<CampaignAnswerFields, 'campaign'> {
	if (chance.percent(22)) return nothing(door, 'no_answer');
	return chance.percent(6) ? nothing(door, 'refused') : answered(door, chance);
}

function nothing(
	{ door }: KnownDoor,
	outcome: 'no_answer' | 'refused'
): Omit<CampaignAnswerFields, 'campaign'> {
	return { door, outcome, answers: {}, note: '', photos: [] };
}

function answered({ door }: KnownDoor, chance: Chance): Omit<CampaignAnswerFields, 'campaign'> {
	const opinion = chance.pick(['for', 'for', 'for', 'against', 'neutral']);
	const water = chance.pick(['一直正常', '早晚小', '早晚小', '经常没水']);
	const comes = chance.percent(60) ? { q3: chance.percent(45) } : {};
	return {
		...{ door, outcome: 'answered', answers: { q1: opinion, q2: water, ...comes } },
		...{ note: chance.pick(reasons[opinion] ?? ['']), photos: [] }
	};
}
