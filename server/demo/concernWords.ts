/**
 * What residents of the demo complain about, and what becomes of it. Made up, after what people in a
 * northern city do ask for; the plots themselves are in data/plots.json.
 */
import { plots as written } from './demoData.ts';
import type { PlotRecord } from './demoData.ts';

export interface Plot extends Omit<PlotRecord, 'handler'> {
	/** Organisation that handles it; for the property company it depends on the estate. */
	handler: Handler | 'property';
}

export interface Handler {
	/** Code of a unit, or the account itself where somebody of the community handles it. */
	code: string;
	account: string;
}

export const xingkang: Handler = { code: 'wy-xingkang', account: 'wuye1' };
export const herun: Handler = { code: 'wy-herun', account: 'wuye2' };
export const jiahe: Handler = { code: 'wy-jiahe', account: 'wuye3' };

const organisations: Readonly<Record<PlotRecord['handler'], Plot['handler']>> = {
	property: 'property',
	heating: { code: 'bm-reli', account: 'bumen3' },
	gas: { code: 'bm-ranqi', account: 'bumen1' },
	street: { code: 'bm-chengguan', account: 'bumen2' },
	community: { code: 'shequ2', account: 'shequ2' }
};

export const plots: readonly Plot[] = written.map((plot) => ({
	...plot,
	handler: organisations[plot.handler]
}));

export const words = {
	accept: ['收到，马上安排。', '已接单。', ''],
	respond: ['已到现场查看。', '已电话联系住户，约好时间。', '师傅上门看过，需要备件。'],
	returned: ['不属本单位管理范围，请转主管单位。', '属户内设施，已过保修，请另派。'],
	again: ['已改派。', '重新派单，请今天回复。'],
	satisfied: [
		'住户说弄好了，挺满意。',
		'当面看过，已恢复正常。',
		'说处理得快，谢谢社区。',
		'还行，慢了点。'
	],
	unhappy: ['住户说只好了一天又不行了。', '说没修彻底，希望再来人。'],
	notReached: ['敲门无人，电话未接。', '人在外地，改天再问。'],
	withdrawn: ['住户说已自己解决，不用管了。', '住户记错了，撤回。'],
	declined: [
		'属业主合同纠纷，已告知走司法途径，并给了法律援助电话。',
		'不属本社区范围，已告知拨打12345。'
	],
	merged: ['与同楼已有诉求为同一件事，合并处理。'],
	suspended: ['需动用维修资金，业主表决公示期内，先挂起。', '供暖季内不宜停暖施工，待停暖后处理。'],
	joined: ['同一问题，也想一起解决。', '我家也是这样。', '邻居反映的，我家同样。'],
	selfHandled: ['我先去看看。', '小事，我来办。', '现场就能解决。'],
	asked: ['电话回访，住户满意。', '回访过，已办好。']
} as const;
