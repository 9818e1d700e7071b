/**
 * Puts together the slip for a door that stayed shut. It takes only what may hang on a door, and says
 * days by their date: it is read on another day than it was written.
 */
import type { Me } from '#lib/app/app.ts';
import type { PartOfDay } from '#lib/domain/bestTime.ts';
import { instantAt } from '#lib/domain/calendar.ts';
import type { FeedGrant } from '#lib/domain/feeds.ts';
import type { ProjectionDatabase } from '#lib/projections/database.ts';
import { newestKept } from '#lib/projections/keptPapers.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import { formatClock } from '#lib/text/dates.ts';
import { knockSlip } from '#lib/text/knockSlipWords.ts';

interface SlipFacts {
	me: Pick<Me, 'displayName' | 'community'> & { feeds: Pick<FeedGrant, 'feed' | 'label'>[] };
	row: DoorRow;
	/** ISO instant. */
	knockedAt: string;
	/** Calendar day or `''`. */
	againOn: string;
	part: PartOfDay | '';
	phone: string;
}

export function slipText({ me, row, knockedAt, againOn, part, phone }: SlipFacts): string {
	// A grid is called with its community's name.
	const grid = me.feeds.find(({ feed }) => feed === row.feed)?.label ?? me.community.name;
	return knockSlip.text({
		grid,
		worker: me.displayName,
		door: knockSlip.place(row.buildingName, row.unit, row.room),
		knocked: `${knockSlip.day(knockedAt)} ${formatClock(knockedAt)}`,
		again:
			againOn === ''
				? ''
				: [knockSlip.day(instantAt(againOn, 12 * 60)), partWord(part)].filter(Boolean).join(' '),
		phone
	});
}

/** What the community settled, else the station's own. */
export async function dutyPhone(
	database: ProjectionDatabase,
	{ community }: Pick<Me, 'community'>
): Promise<string> {
	return (await newestKept(database, 'settings'))?.dutyPhone || community.phone;
}

/** As it is noted on the visit, and said on the slip. */
export function partWord(part: PartOfDay | ''): string {
	return part === '' ? '' : knockSlip.parts[part];
}
