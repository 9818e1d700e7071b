/** What building heads and informants read: no jargon, as one neighbour tells another. */
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import { formatDay, formatNumber } from './dates.ts';
import { buildingWordsEn, checkWordsEn, becameWordsEn } from './english/buildingWords.ts';
import { inLanguage } from './language.ts';

const buildingWordsZh = {
	tabs: { home: '报事', reports: '我报的' },
	raise: '报一件事',
	raiseHint: '看到的、听到的都行，三四下就好。',
	checks: '请去看看',
	checksEmpty: '现在没有要去看的。',
	checkBy: (on: string, todayOn: string) => `${formatDay(on, todayOn)}前`,
	checkLate: '过了日子，还请去一下',
	checkNote: '补一句（可不写）',
	checkAdd: '补一句',
	checkSaved: (label: string, word: string) => `${label} ${word}`,
	checkDone: '看过了，可以再改',
	reports: '我报的事',
	reportsEmpty: '还没有报过事。看到什么，点「报一件事」。',
	latest: '最近报的',
	all: (count: number) => `全部 ${formatNumber(count)} 件`,
	open: '还在办',
	over: '办完了',
	orders: '请我来办的',
	place: '在哪里',
	building: '哪栋楼',
	elsewhere: '不在楼里',
	room: '哪一户',
	roomHint: '如 2-501；楼道、电梯可不填',
	roomOffer: '名单里的门牌',
	words: '具体位置',
	wordsHint: '如 2 单元门口、北侧停车位',
	placeMissing: '请选哪栋楼，或写一句在哪里。',
	save: '报上去',
	saved: '报上去了',
	reported: (where: string, what: string) => [where, what].filter(Boolean).join(' '),
	confidential: '不让办事的人知道是我报的',
	history: '后来怎样',
	result: '办的结果'
};

const checkWordsZh: Record<CheckOutcome, string> = {
	fine: '很好',
	not_home: '没人',
	needs_visit: '需要上门'
};

/** What became of it, in a sentence one could pass on to a neighbour. */
const becameWordsZh = {
	unsent: '存在手机里，有网就送出去',
	reported: '已报上去，等社区收到',
	received: '社区收到了，正在安排',
	selfHandling: '网格员正在办',
	dispatched: (who: string) => `已交给${who}，等他们接`,
	working: (who: string) => `${who}正在办`,
	returned: '上一家办不了，社区正在另外安排',
	suspended: (on: string, todayOn: string) =>
		on === '' ? '暂时办不了，先放一放' : `暂时办不了，放到${formatDay(on, todayOn)}再接着办`,
	whistled: '街道出面，请几家一起来办',
	joined: '几家已经到了，正在一起办',
	mediating: '正在调解',
	deliberating: '正在请大家商量',
	resolved: '办好了，正在问住户行不行',
	reopened: '住户说还没好，重新再办',
	closed: '办完了',
	closedGood: '办完了，住户满意',
	declined: '没有受理',
	merged: '和别人报的是同一件事，合在一起办',
	split: '分成几件，分头在办',
	referredOut: '已转到该管的地方去办',
	withdrawn: '已撤回',
	someone: '有人'
};

export const buildingWords = inLanguage({ zh: buildingWordsZh, en: buildingWordsEn });
export const checkWords = inLanguage({ zh: checkWordsZh, en: checkWordsEn });
export const becameWords = inLanguage({ zh: becameWordsZh, en: becameWordsEn });
