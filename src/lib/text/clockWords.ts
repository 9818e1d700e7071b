/** Limits and durations as people say them: what is left, or how late it is. */
import type { StepCode } from '#lib/domain/clockPolicies.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `3 分 05 秒`, `3 小时 20 分`, `2 天 4 小时`; the second part only where it says something. */
export function formatSpan(ms: number): string {
	const span = Math.abs(ms);
	if (span < hourMs) {
		const minutes = Math.floor(span / minuteMs);
		const seconds = Math.floor((span % minuteMs) / 1000);
		if (minutes >= 10) return `${String(minutes)} 分钟`;
		return minutes === 0
			? `${String(seconds)} 秒`
			: `${String(minutes)} 分 ${String(seconds).padStart(2, '0')} 秒`;
	}
	if (span < dayMs) return joined(span, hourMs, '小时', minuteMs, '分');
	return joined(span, dayMs, '天', hourMs, '小时');
}

/** Without seconds, for what has no limit: `不到 1 分钟`, `3 小时 20 分`. */
export function formatWait(ms: number): string {
	if (ms < minuteMs) return '不到 1 分钟';
	return ms < hourMs ? `${String(Math.floor(ms / minuteMs))} 分钟` : formatSpan(ms);
}

function joined(span: number, big: number, bigWord: string, small: number, smallWord: string) {
	const whole = Math.floor(span / big);
	const rest = Math.floor((span % big) / small);
	return rest === 0
		? `${String(whole)} ${bigWord}`
		: `${String(whole)} ${bigWord} ${String(rest)} ${smallWord}`;
}

export const clockWords = {
	left: (step: string, span: string) => `${step}还剩 ${span}`,
	late: (step: string, span: string) => `${step}超时 ${span}`,
	paused: (step: string) => `${step}暂停计时`,
	done: (step: string) => `${step}按时`,
	doneLate: (step: string) => `${step}晚了`,
	/** Two of 54321 have no name until somebody says what they are; they are shown where a community sets them. */
	steps: {
		accept: '接单',
		respond: '响应',
		resolve: '办结',
		conclude: '调解',
		two: '“2”',
		one: '“1”',
		ask: '回访',
		close: '无回音结案',
		note: '写进展'
	} as Record<StepCode, string>,
	reportIn: '报到'
};
