/** Reads the day by which an order wants to be done, as platforms write it. */
import type { Day } from '#lib/domain/calendar.ts';

/** `''` where nothing is written, undefined where it is no day. The time of day is left out. */
export function readDueDay(written: string): Day | '' | undefined {
	if (written === '') return '';
	const [, year = '', month = '', day = ''] =
		/^(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|[\sT]|$)/.exec(written) ??
		/^(20\d{2})(\d{2})(\d{2})$/.exec(written) ??
		[];
	if (year === '') return undefined;
	const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const date = new Date(`${read}T00:00:00.000Z`);
	return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== read
		? undefined
		: read;
}
