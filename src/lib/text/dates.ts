/**
 * Numbers, sizes and times as people here write them. Community time is China's, whatever the
 * phone is set to; the instant to compare with is always an argument.
 */
import { dayOf, daysBetween } from '#lib/domain/calendar.ts';

const zone = 'Asia/Shanghai';

const plainNumber = new Intl.NumberFormat('zh-CN');
const clock = new Intl.DateTimeFormat('zh-CN', {
	timeZone: zone,
	hour: '2-digit',
	minute: '2-digit',
	hour12: false
});
const monthDay = new Intl.DateTimeFormat('zh-CN', {
	timeZone: zone,
	month: 'long',
	day: 'numeric'
});
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: zone, weekday: 'short' });
export function formatNumber(value: number): string {
	return plainNumber.format(value);
}

/** 10:42 */
export function formatClock(instant: string): string {
	return clock.format(new Date(instant));
}

/** 今天, 明天, 昨天, otherwise 11月23日 周一; the year where it is another. */
export function formatDay(on: string, todayOn: string): string {
	const near = nearDays.get(daysBetween(todayOn, on));
	if (near) return near;
	const noon = new Date(`${on}T12:00:00+08:00`);
	const year = on.slice(0, 4) === todayOn.slice(0, 4) ? '' : `${on.slice(0, 4)}年`;
	return `${year}${monthDay.format(noon)} ${weekday.format(noon)}`;
}

/** 11月23日 周一, for what is read on another day than it was written. */
export function formatDate(on: string): string {
	const noon = new Date(`${on}T12:00:00+08:00`);
	return `${monthDay.format(noon)} ${weekday.format(noon)}`;
}

/** 今天 10:42, 昨天 18:03, 11月3日 09:15. */
export function formatInstant(instant: string, now: string): string {
	const on = dayOf(instant);
	const todayOn = dayOf(now);
	const ago = daysBetween(on, todayOn);
	const day =
		ago === 0 || ago === 1 ? formatDay(on, todayOn) : formatDay(on, todayOn).split(' ')[0];
	return `${day} ${formatClock(instant)}`;
}

/** Only the clock when it was today. */
export function formatMeeting(instant: string, now: string): string {
	return dayOf(instant) === dayOf(now) ? formatClock(instant) : formatInstant(instant, now);
}

/** 今天, 昨天, 12 天前, 3 个月前. */
export function formatAgo(instant: string, now: string): string {
	const days = daysBetween(dayOf(instant), dayOf(now));
	if (days <= 0) return '今天';
	if (days === 1) return '昨天';
	if (days < 60) return `${days} 天前`;
	if (days < 700) return `${Math.round(days / 30)} 个月前`;
	return `${Math.round(days / 365)} 年前`;
}

export function formatBytes(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
	if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
	return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}

/** How far the phone's clock is off, in words; undefined when nobody needs to know. */
export function formatOffset(offsetMs: number): string | undefined {
	const seconds = Math.round(Math.abs(offsetMs) / 1000);
	if (seconds < 5) return undefined;
	const way = offsetMs > 0 ? '慢' : '快';
	if (seconds < 120) return `手机时钟${way} ${seconds} 秒`;
	if (seconds < 7200) return `手机时钟${way} ${Math.round(seconds / 60)} 分钟`;
	if (seconds < 172_800) return `手机时钟${way} ${Math.round(seconds / 3600)} 小时`;
	return `手机时钟${way} ${Math.round(seconds / 86_400)} 天`;
}

/** 138****1234; what has no eleven digits keeps its last two. */
export function maskPhone(phone: string): string {
	const digits = phone.replace(/\D/g, '');
	if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
	return digits.length > 2 ? `****${digits.slice(-2)}` : '****';
}

const nearDays = new Map([
	[0, '今天'],
	[1, '明天'],
	[2, '后天'],
	[-1, '昨天']
]);
