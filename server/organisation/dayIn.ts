/** Reads a calendar day as people write it into a table. `''` for none, undefined for what is no day. */
import type { Day } from '#lib/domain/calendar.ts';

export function dayIn(written: string): Day | '' | undefined {
	const text = written.normalize('NFKC').trim();
	if (text === '' || /^(?:长期|无|-+)$/.test(text)) return '';
	const [, year, month, date] =
		/^(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
		/^(20\d{2})(\d{2})(\d{2})$/.exec(text) ??
		[];
	if (year === undefined || month === undefined || date === undefined) return undefined;
	const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	const read = new Date(`${day}T00:00:00.000Z`);
	return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== day ? undefined : day;
}
