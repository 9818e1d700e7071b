/** What the hats of one person are called, and the words of the switch between them. */
import { hatWordsEn } from './english/smallWords.ts';
import { inLanguage } from './language.ts';

const hatWordsZh = {
	title: '我在做的',
	hint: '您有几份工作，在这里换。',
	/** What the first of each one's lists is called. */
	homes: {
		grid: '今日',
		handler: '待接单',
		head: '报事',
		informant: '报事',
		desk: '诉求',
		street: '诉求',
		keeper: '同步站'
	},
	pick: '点一件看看。',
	names: {
		grid: '网格员',
		handler: '接单办理',
		head: '楼栋长',
		informant: '信息员',
		desk: '社区',
		street: '街道',
		keeper: '同步站'
	}
};

export const hatWords = inLanguage({ zh: hatWordsZh, en: hatWordsEn });
