/** What the street's desk says. */
import { formatNumber } from './dates.ts';
import { streetWordsEn } from './english/streetWords.ts';
import { inLanguage } from './language.ts';

const streetWordsZh = {
	title: '街道工作台',
	queues: {
		incoming: { name: '新到', empty: '没有新到的诉求。' },
		again: { name: '退单与重办', empty: '没有退回来或要重办的。' },
		toBlow: { name: '要吹哨', empty: '没有社区请吹哨的。' },
		called: { name: '等部门报到', empty: '吹过哨的部门都到了。' },
		late: { name: '超时与快超时', empty: '没有超时的，也没有快超时的。' },
		suspendAsks: { name: '挂起申请', empty: '没有人申请挂起。' },
		whistles: { name: '吹哨', empty: '没有正在吹哨的。' },
		talks: { name: '调解与议事', empty: '没有在调解、在议的事。' },
		followUp: { name: '待回访', empty: '没有等着回访的。' },
		underway: { name: '在办', empty: '没有正在办的。' },
		ended: { name: '已结', empty: '还没有办结的诉求。' }
	},
	counts: '各社区件数',
	/** The street's feed holds what was whistled for, so the numbers are of that and nothing else. */
	countsOf: '只数到街道的诉求（申请过吹哨、吹过哨的），社区自己办的不在这里。',
	community: '社区',
	columns: {
		called: '等报到',
		working: '在办',
		resolved: '待回访',
		ended: '已结'
	},
	number: (count: number) => formatNumber(count)
};

export const streetWords = inLanguage({ zh: streetWordsZh, en: streetWordsEn });
