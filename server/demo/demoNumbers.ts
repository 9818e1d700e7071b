/** Numbers the concerns of the demo in the order in which the station received them. */
import { dayOf } from '#lib/domain/calendar.ts';
import { demoCommunity } from './demoCommunity.ts';
import type { Deed } from './demoWriter.ts';
import { isoOf } from './workingTime.ts';

/** As the station goes on to count them. */
export function withNumbers(deeds: readonly Deed[]): Deed[] {
	const prefix = demoCommunity.name.replace(/社区$/, '');
	const given = new Map<string, number>();
	return [...deeds]
		.sort((a, b) => a.atMs - b.atMs)
		.map((deed): Deed => {
			const { entry } = deed;
			if (entry.kind !== 'event' || entry.type !== 'receive') return deed;
			const year = dayOf(isoOf(deed.atMs)).slice(2, 4);
			const count = (given.get(year) ?? 0) + 1;
			given.set(year, count);
			const number = `${prefix}-${year}-${String(count).padStart(6, '0')}`;
			return { ...deed, entry: { ...entry, number } };
		});
}
