/** Limits and durations as people say them: what is left, or how late it is. */
import type { StepCode } from '#lib/domain/clockPolicies.ts';
import { clockWordsEn, spanWordsEn } from './english/smallWords.ts';
import { inLanguage } from './language.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const spanWords = inLanguage({
	zh: {
		seconds: (count: number) => `${String(count)} 秒`,
		minutes: (count: number) => `${String(count)} 分钟`,
		minutesSeconds: (minutes: number, seconds: string) => `${String(minutes)} 分 ${seconds} 秒`,
		underMinute: '不到 1 分钟',
		hour: '小时',
		minute: '分',
		day: '天'
	},
	en: spanWordsEn
});

/** `3 分 05 秒`, `3 小时 20 分`, `2 天 4 小时`; the second part only where it says something. */
export function formatSpan(ms: number): string {
	const span = Math.abs(ms);
	if (span < hourMs) {
		const minutes = Math.floor(span / minuteMs);
		const seconds = Math.floor((span % minuteMs) / 1000);
		if (minutes >= 10) return spanWords.minutes(minutes);
		return minutes === 0
			? spanWords.seconds(seconds)
			: spanWords.minutesSeconds(minutes, String(seconds).padStart(2, '0'));
	}
	if (span < dayMs) return joined(span, hourMs, spanWords.hour, minuteMs, spanWords.minute);
	return joined(span, dayMs, spanWords.day, hourMs, spanWords.hour);
}

/** Without seconds, for what has no limit: `不到 1 分钟`, `3 小时 20 分`. */
export function formatWait(ms: number): string {
	if (ms < minuteMs) return spanWords.underMinute;
	return ms < hourMs ? spanWords.minutes(Math.floor(ms / minuteMs)) : formatSpan(ms);
}

function joined(span: number, big: number, bigWord: string, small: number, smallWord: string) {
	const whole = Math.floor(span / big);
	const rest = Math.floor((span % big) / small);
	return rest === 0
		? `${String(whole)} ${bigWord}`
		: `${String(whole)} ${bigWord} ${String(rest)} ${smallWord}`;
}

const clockWordsZh = {
	left: (step: string, span: string) => `${step}还剩 ${span}`,
	late: (step: string, span: string) => `${step}超时 ${span}`,
	paused: (step: string) => `${step}暂停计时`,
	done: (step: string) => `${step}按时`,
	doneLate: (step: string) => `${step}晚了`,
	/** The two that nobody has named have no words, since their clocks are never shown. */
	steps: {
		accept: '接单',
		respond: '响应',
		resolve: '办结',
		conclude: '调解',
		two: '',
		one: '',
		ask: '回访',
		note: '写进展'
	} as Record<StepCode, string>,
	reportIn: '报到'
};

export const clockWords = inLanguage({ zh: clockWordsZh, en: clockWordsEn });
