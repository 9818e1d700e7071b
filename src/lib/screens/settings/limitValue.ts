/** A limit as people write it: a number and a unit. It never guesses: what is no whole number is not taken. */
import type { ClockLimit } from '#lib/domain/clockPolicies.ts';
import type { SettledLimit } from '#lib/domain/communityDocuments.ts';
import { settingsWords as words } from '#lib/text/settingsWords.ts';

export type LimitUnit = 'none' | 'minute' | 'hour' | 'day';

export interface LimitValue {
	policy: string;
	step: string;
	/** As it stands in the field. */
	amount: string;
	unit: LimitUnit;
	counts: ClockLimit['counts'];
}

const minute = 60_000;
const unitMs: Readonly<Record<Exclude<LimitUnit, 'none'>, number>> = {
	day: 24 * 60 * minute,
	hour: 60 * minute,
	minute
};
const longestMs = 400 * unitMs.day;

type Read = Pick<ClockLimit, 'ms' | 'counts'>;

/** In the largest unit of which it is a whole number. */
export function limitValue(policy: string, step: string, { ms, counts }: Read): LimitValue {
	const { unit, amount } = spelt(ms);
	return { policy, step, amount, unit, counts };
}

/** Undefined where the amount is none, or beyond what anybody measures. */
export function settledFrom({
	policy,
	step,
	amount,
	unit,
	counts
}: LimitValue): SettledLimit | undefined {
	if (unit === 'none') return { policy, step, ms: null, counts };
	const ms = /^\d{1,6}$/.test(amount.trim()) ? Number(amount) * unitMs[unit] : 0;
	return ms >= minute && ms <= longestMs ? { policy, step, ms, counts } : undefined;
}

/** `4 小时，只算办公时间` */
export function sayLimit({ ms, counts }: Read): string {
	const { unit, amount } = spelt(ms);
	if (unit === 'none') return words.noLimit;
	const span = words.span(Number(amount), words.units[unit]);
	return counts === 'office' ? span + words.inOffice : span;
}

function spelt(ms: number | null): Pick<LimitValue, 'amount' | 'unit'> {
	if (ms === null) return { amount: '', unit: 'none' };
	// A day is said in hours, as the rules of a whistle say it.
	const whole = (['day', 'hour', 'minute'] as const).find(
		(unit) => ms % unitMs[unit] === 0 && ms > unitMs[unit]
	);
	const unit = whole ?? 'minute';
	return { amount: String(Math.round(ms / unitMs[unit])), unit };
}
