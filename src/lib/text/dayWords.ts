/** What is said of a day's walk: why one goes to a door, what is left, and what she may decide. */
import type { PartOfDay } from '#lib/domain/bestTime.ts';
import type { WalkReason } from '#lib/domain/dayWalk.ts';
import { formatNumber } from './dates.ts';
import { inLanguage } from './language.ts';

const reasonsZh: Record<WalkReason, string> = {
	change: '有变故，24 小时内去',
	promised: '约好的',
	overdue: '探访逾期',
	due: '今天该探访',
	check: '请看看',
	owed: '带答复',
	revisit: '上次没见到',
	campaign: '敲门行动',
	taken: '自己加的'
};
const reasonsEn: Record<WalkReason, string> = {
	change: 'Change: go within 24 h',
	promised: 'Promised',
	overdue: 'Care overdue',
	due: 'Care due today',
	check: 'Please look in',
	owed: 'Bring answer',
	revisit: 'Not met last time',
	campaign: 'Door-to-door',
	taken: 'Added by you'
};
const partsZh: Record<PartOfDay, string> = {
	morning: '上午',
	afternoon: '下午',
	evening: '傍晚',
	weekend: '周末'
};
const partsEn: Record<PartOfDay, string> = {
	morning: 'morning',
	afternoon: 'afternoon',
	evening: 'evening',
	weekend: 'weekend'
};

export const dayWords = inLanguage({
	zh: {
		reasons: reasonsZh,
		parts: partsZh,
		overdue: (days: number) => `探访逾期 ${formatNumber(days)} 天`,
		promisedLate: (days: number) => `约好的，晚了 ${formatNumber(days)} 天`,
		tryAt: (part: string) => `试试${part}`,
		suits: (time: string) => `${time}方便`,
		stair: (buildingName: string, unit: string) =>
			unit === '' ? buildingName : `${buildingName} ${unit} 单元`,
		left: (left: number, all: number) =>
			left === 0 ? '走完了' : `剩 ${formatNumber(left)} / ${formatNumber(all)} 户`,
		unchanged: '无变化',
		nobody: '没人',
		unchangedAt: (label: string) => `无变化 ${label}`,
		nobodyAt: (label: string) => `没人 ${label}`,
		undo: '撤销',
		undoAt: (label: string) => `撤销 ${label}`,
		slip: '留条',
		slipAt: (label: string) => `留条 ${label}`,
		find: '找住户',
		arrange: '调整',
		arranged: '调整好了',
		arrangeHint: '只改您自己今天的安排，存在这部手机上，不上传。',
		earlier: (what: string) => `${what} 提前`,
		later: (what: string) => `${what} 挪后`,
		takeOut: '今天不去',
		takeOutAt: (label: string) => `${label} 今天不去`,
		putOff: '明天再去',
		putOffAt: (label: string) => `${label} 明天再去`,
		takeIn: '加入今天',
		takeInAt: (label: string) => `${label} 加入今天`,
		takeStair: (stair: string) => `${stair} 整个加入今天`,
		takeStairShort: '加入今天',
		takenIn: (count: number) => `${formatNumber(count)} 户加入了今天`,
		aside: (count: number) => `今天先不去的 ${formatNumber(count)} 户`,
		tomorrow: '明天继续',
		bringBack: '放回今天',
		bringBackAt: (label: string) => `${label} 放回今天`,
		carryOn: (count: number) => `没走的 ${formatNumber(count)} 户明天继续`,
		carriedOn: (count: number) => `${formatNumber(count)} 户挪到明天`,
		notKept: '今天的安排没有存上，手机存储可能满了。走访记录不受影响。',
		next: (label: string) => `今天的下一户 ${label}`,
		placeOnWalk: (left: number) => `还剩 ${formatNumber(left)} 户`,
		walkDone: '今天安排的都走完了',
		planned: '在今天的安排里'
	},
	en: {
		reasons: reasonsEn,
		parts: partsEn,
		overdue: (days: number) => `Care ${formatNumber(days)} d overdue`,
		promisedLate: (days: number) => `Promised, ${formatNumber(days)} d late`,
		tryAt: (part: string) => `try ${part}`,
		suits: (time: string) => `suits: ${time}`,
		stair: (buildingName: string, unit: string) =>
			unit === '' ? buildingName : `${buildingName}, entrance ${unit}`,
		left: (left: number, all: number) =>
			left === 0 ? 'Done' : `${formatNumber(left)} of ${formatNumber(all)} left`,
		unchanged: 'No change',
		nobody: 'Nobody',
		unchangedAt: (label: string) => `No change ${label}`,
		nobodyAt: (label: string) => `Nobody ${label}`,
		undo: 'Undo',
		undoAt: (label: string) => `Undo ${label}`,
		slip: 'Slip',
		slipAt: (label: string) => `Slip ${label}`,
		find: 'Find a resident',
		arrange: 'Arrange',
		arranged: 'Done arranging',
		arrangeHint: 'Changes your own plan of today only. It stays on this phone and is never sent.',
		earlier: (what: string) => `Move ${what} up`,
		later: (what: string) => `Move ${what} down`,
		takeOut: 'Not today',
		takeOutAt: (label: string) => `${label} not today`,
		putOff: 'Tomorrow',
		putOffAt: (label: string) => `${label} tomorrow`,
		takeIn: 'Add to today',
		takeInAt: (label: string) => `Add ${label} to today`,
		takeStair: (stair: string) => `Add all of ${stair} to today`,
		takeStairShort: 'Add all',
		takenIn: (count: number) => `${formatNumber(count)} doors added to today`,
		aside: (count: number) => `Not today: ${formatNumber(count)} doors`,
		tomorrow: 'tomorrow',
		bringBack: 'Back to today',
		bringBackAt: (label: string) => `${label} back to today`,
		carryOn: (count: number) => `Carry ${formatNumber(count)} doors on tomorrow`,
		carriedOn: (count: number) => `${formatNumber(count)} doors moved to tomorrow`,
		notKept: "Today's plan could not be kept; the phone may be full. Visits are not affected.",
		next: (label: string) => `Next today: ${label}`,
		placeOnWalk: (left: number) => `${formatNumber(left)} left`,
		walkDone: 'All of today is done',
		planned: 'On the plan for today'
	}
});
