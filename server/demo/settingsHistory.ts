/**
 * What the demo's community lead settled: the slip's two colours, summer afternoons, who is called.
 * The limits are the usual ones; what red and blue mean is made up.
 */
import { addDays, dayOf, instantAt } from '#lib/domain/calendar.ts';
import { communityFeed } from '#lib/domain/feeds.ts';
import { documentId, wholeCommunity } from '#lib/domain/ids.ts';
import type { EntryOf } from '#lib/domain/entry.ts';
import type { Chance } from './chance.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { Deed } from './demoWriter.ts';
import { ulidOf } from './demoWriter.ts';
import { isoOf } from './workingTime.ts';

const settledDaysAgo = 20;
const at = (hours: number, minutes: number) => hours * 60 + minutes;

export function makeSettings(nowMs: number, chance: Chance): Deed[] {
	const { id } = demoCommunity;
	const day = addDays(dayOf(isoOf(nowMs)), -settledDaysAgo);
	const atMs = Date.parse(instantAt(day, at(9, 10)));
	const entry: EntryOf<'settings'> = {
		...{ _id: documentId.settings(ulidOf(atMs, chance)), kind: 'settings' },
		...{ grid: wholeCommunity(id), limits: [] },
		office: {
			spans: [
				[at(8, 30), at(12, 0)],
				[at(14, 30), at(18, 0)]
			],
			summerMonths: [6, 8],
			summerSpans: [
				[at(8, 30), at(12, 0)],
				[at(15, 0), at(18, 30)]
			],
			weekdays: [1, 2, 3, 4, 5]
		},
		slip: { red: '急事，当天办', blue: '平常事，三天内办' },
		scripts: 'zh_mn',
		dutyPhone: ''
	};
	return [{ author: 'shuji', feed: communityFeed(id), atMs, entry }];
}
