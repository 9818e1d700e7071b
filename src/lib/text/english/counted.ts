/** Numbers with their noun, as English wants it. */
import { formatNumber } from '#lib/text/dates.ts';

export function counted(count: number, one: string, many = `${one}s`): string {
	return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
