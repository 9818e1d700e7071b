/**
 * Concerns of the demo that are told in full (data/stories.json): each stands for a case that the
 * loop must carry, so that every state is somewhere. They happen in the weeks before now.
 */
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import { checkConcern } from '#lib/domain/concern.ts';
import type { DoorId, Ulid } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import { demoFeedOf } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { Said } from './concernLife.ts';
import { openLife } from './concernLife.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { StoryRecord, StorySaid } from './demoData.ts';
import { stories } from './demoData.ts';
import { headOf } from './demoOrganisation.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { KnownDoor } from './visitHistory.ts';
import type { OpenHours } from './workingTime.ts';
import { anyHour, gridWork, isoOf, office, property } from './workingTime.ts';

interface Telling {
	doors: readonly DoorId[];
	ulids: ReadonlyMap<string, Ulid>;
	today: string;
}

/** The first thing on a working morning. */
const beginsAtMinute = 9 * 60 + 35;

export function makeStories(known: readonly KnownDoor[], nowMs: number, chance: Chance): Deed[] {
	const today = dayOf(isoOf(nowMs));
	const begins = (story: StoryRecord, at: number) =>
		Date.parse(instantAt(addDays(today, -story.daysAgo), beginsAtMinute + at));
	const ulids = new Map(
		stories.map((story, at) => [story.key, ulidOf(begins(story, at), chance)] as const)
	);
	return stories
		.flatMap((story, at) => tell(story, begins(story, at), { known, ulids, today }, chance))
		.filter(({ atMs }) => atMs <= nowMs);
}

interface Ground {
	known: readonly KnownDoor[];
	ulids: ReadonlyMap<string, Ulid>;
	today: string;
}

function tell(story: StoryRecord, atMs: number, ground: Ground, chance: Chance): Deed[] {
	const { ulids, today } = ground;
	const grid = demoCommunity.grids[story.grid - 1]?.id ?? '';
	const buildingKey = story.at.building ?? '';
	const doors = ground.known
		.filter((door) => door.grid === grid && door.buildingKey === buildingKey)
		.map(({ door }) => door);
	const concern = ulids.get(story.key) ?? '';
	const author = authorOf(story, grid);
	const feed = demoFeedOf(author, { grid, buildingKey });
	const splitFrom = story.splitFrom === undefined ? undefined : ulids.get(story.splitFrom);
	const header = headerOf(story, doors[0] ?? '');
	const life = openLife({ concern, grid, buildingKey, capturedMs: atMs }, chance);
	for (const [who, type, minutes, said] of story.steps) {
		life.step(who, type, minutes, hoursOf(who), saidBy(said, { doors, ulids, today }));
	}
	const entry = {
		...{ _id: documentId.concern(concern), kind: 'concern' as const, grid, ...header },
		...(splitFrom === undefined ? {} : { splitFrom })
	};
	return [{ author, atMs, entry, ...(feed === undefined ? {} : { feed }) }, ...life.deeds];
}

function authorOf({ author, at, grid }: StoryRecord, gridId: string): string {
	if (author === 'HEAD') return headOf(at.building ?? '', gridId)?.account ?? '';
	return author ?? `wangge${grid}`;
}

/** What has a place in words is of the building, or of nobody's door. */
function headerOf(story: StoryRecord, door: DoorId | '') {
	const checked = checkConcern({
		door: story.at.place === undefined ? door : '',
		building: story.at.building ?? '',
		place: story.at.place ?? '',
		category: story.category,
		source: story.source ?? (story.at.place === undefined ? 'visit' : 'patrol'),
		text: story.text,
		photos: []
	});
	if (!checked.ok) throw new Error(`The story ${story.key} is refused: ${checked.refusal.kind}.`);
	return checked.value;
}

function saidBy(said: StorySaid, { doors, ulids, today }: Telling): Said {
	const { door: at, parts, into, until, ...words } = said;
	const door = at === undefined ? undefined : doors[at];
	return {
		...words,
		...(door === undefined ? {} : { door }),
		...(into === undefined ? {} : { into: ulids.get(into) ?? '' }),
		...(parts === undefined ? {} : { parts: parts.map((key) => ulids.get(key) ?? '') }),
		...(until === undefined ? {} : { until: addDays(today, Number(until)) })
	};
}

function hoursOf(who: string): OpenHours {
	if (who === 'station') return anyHour;
	if (who.startsWith('wangge')) return gridWork;
	return /^(?:wuye|bumen)/.test(who) ? property : office;
}
