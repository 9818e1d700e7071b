/** “Please look in on 501 this week”: what the demo's workers asked of building heads, and their answers. */
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import type { EntryOf } from '#lib/domain/entry.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import { demoFeedOf } from './accounts.ts';
import type { Chance } from './chance.ts';
import { headOf } from './demoOrganisation.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import type { KnownDoor } from './visitHistory.ts';
import { isoOf } from './workingTime.ts';

/** Days ago, days given, and what was answered on the next day; without an answer it is still open. */
const asked: readonly (readonly [number, number, (readonly [CheckOutcome, string])?])[] = [
	[9, 5, ['fine', '看过了，人挺好，在做饭。']],
	[6, 5, ['not_home', '敲了两次门没人，邻居说去女儿家了。']],
	[4, 5, ['needs_visit', '说腿疼下不了楼，想请网格员来一趟。']],
	[2, 6],
	[1, 5]
];
const words = ['这几天降温，麻烦看看老人家里暖不暖。', '两天没见下楼了，请敲门问一声。', ''];

export function makeChecks(
	worker: string,
	doors: readonly KnownDoor[],
	nowMs: number,
	chance: Chance
): Deed[] {
	const today = dayOf(isoOf(nowMs));
	const cared = chance.shuffled(doors.filter(({ tier }) => tier === 'high'));
	return asked.flatMap(([daysAgo, daysGiven, answer], at) => {
		const known = cared[at];
		const head = known && headOf(known.buildingKey, known.grid);
		if (!known || !head) return [];
		const { door, grid, buildingKey } = known;
		const askedMs = Date.parse(instantAt(addDays(today, -daysAgo), 10 * 60 + at * 3));
		const id = ulidOf(askedMs, chance);
		const check: EntryOf<'check'> = {
			...{ _id: documentId.check(id), kind: 'check', grid, door },
			...{ label: localPart(door.replaceAll('/', ':')).split(':').at(-1) ?? door },
			...{ scope: `${grid}/${buildingKey}`, words: chance.pick(words) },
			dueOn: addDays(today, daysGiven - daysAgo)
		};
		const deeds: Deed[] = [{ author: worker, atMs: askedMs, entry: check }];
		if (!answer) return deeds;
		const answeredMs = askedMs + 26 * 3_600_000;
		const [outcome, note] = answer;
		const answered: EntryOf<'check_answer'> = {
			...{ _id: documentId.checkAnswer(id, ulidOf(answeredMs, chance)), kind: 'check_answer' },
			...{ grid, check: id, outcome, note, photos: [] }
		};
		const feed = demoFeedOf(head.account, { grid, buildingKey }) ?? '';
		return [...deeds, { author: head.account, feed, atMs: answeredMs, entry: answered }];
	});
}
