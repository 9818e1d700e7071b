import { expect, test } from 'vitest';
import {
	formatAgo,
	formatBytes,
	formatDay,
	formatInstant,
	formatMeeting,
	formatNumber,
	formatOffset,
	maskPhone
} from './dates.ts';

const now = '2026-11-23T02:42:00.000Z';

test('[U1] near days have names, others month, day and weekday, other years their year', () => {
	expect(formatDay('2026-11-23', '2026-11-23')).toBe('今天');
	expect(formatDay('2026-11-24', '2026-11-23')).toBe('明天');
	expect(formatDay('2026-11-30', '2026-11-23')).toBe('11月30日 周一');
	expect(formatDay('2027-01-04', '2026-11-23')).toBe('2027年1月4日 周一');
});

test('[U1] an instant is said by the clock of China', () => {
	expect(formatInstant('2026-11-23T02:05:00.000Z', now)).toBe('今天 10:05');
	expect(formatInstant('2026-11-03T01:15:00.000Z', now)).toBe('11月3日 09:15');
	expect(formatMeeting('2026-11-23T02:42:00.000Z', now)).toBe('10:42');
	expect(formatMeeting('2026-11-22T02:42:00.000Z', now)).toBe('昨天 10:42');
	expect(formatAgo('2026-11-11T02:42:00.000Z', now)).toBe('12 天前');
	expect(formatAgo('2026-08-23T02:42:00.000Z', now)).toBe('3 个月前');
});

test('numbers, sizes and clock offsets are written with their unit', () => {
	expect(formatNumber(2700)).toBe('2,700');
	expect(formatBytes(5_452_595)).toBe('5.2 MB');
	expect(formatOffset(2_000)).toBeUndefined();
	expect(formatOffset(90_000)).toBe('手机时钟慢 90 秒');
	expect(formatOffset(-86_400_000)).toBe('手机时钟快 24 小时');
});

test('[U2] a phone number shows its first three and last four digits until it is tapped', () => {
	expect(maskPhone('13812341234')).toBe('138****1234');
	expect(maskPhone('0471-4961234')).toBe('047****1234');
	expect(maskPhone('496123')).toBe('****23');
	expect(maskPhone('')).toBe('****');
});
