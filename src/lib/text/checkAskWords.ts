/** What a grid worker says when she asks a building head to look in at a door. */
import { formatAgo, formatDay } from './dates.ts';
import { checkAskWordsEn } from './english/smallWords.ts';
import { inLanguage } from './language.ts';

const checkAskWordsZh = {
	title: '请楼栋长看看',
	head: (names: string) => `楼栋长：${names}`,
	words: '请他看什么',
	offers: ['几次没见到人，看看在不在家', '看看家里灯亮不亮、门口有没有积的东西', '敲个门，问声好'],
	due: '哪天前',
	dueDays: { 0: '今天', 3: '三天内', 7: '一周内' },
	ask: '请他去看',
	missing: '写一句请他看什么。不写姓名、病情。',
	saved: (label: string) => `请楼栋长看看 ${label}`,
	waiting: (on: string, todayOn: string) => `已请楼栋长${formatDay(on, todayOn)}前去看`,
	answered: (word: string, instant: string, now: string) =>
		`楼栋长${formatAgo(instant, now)}去看了：${word}`
};

export const checkAskWords = inLanguage({ zh: checkAskWordsZh, en: checkAskWordsEn });
