/**
 * What codes of the domain are called to people. One word per code; a code without a word does not
 * compile.
 */
import type { ConcernList, ConcernStateCode } from '#lib/domain/concernStates.ts';
import type {
	CareBlock,
	ConcernEventType,
	DoorType,
	Residency,
	Tenure,
	VisitMode,
	VisitOutcome
} from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import {
	natureCells,
	outcomeCells,
	residencyCells,
	satisfactionCells,
	stateCells,
	tenureCells,
	urgencyCells,
	visitModeCells,
	visitTypeCells
} from '#lib/domain/exports/codeCells.ts';
import {
	outcomeWordsEn,
	visitTypeWordsEn,
	visitModeWordsEn,
	careBlockWordsEn,
	tenureWordsEn,
	residencyWordsEn,
	doorTypeWordsEn,
	urgencyWordsEn,
	natureWordsEn,
	concernStateWordsEn,
	concernListWordsEn,
	concernEventWordsEn,
	documentKindWordsEn,
	satisfactionWordsEn
} from './english/codeWords.ts';
import { inLanguage } from './language.ts';

const outcomeWordsZh: Record<VisitOutcome, string> = { ...outcomeCells, no_answer: '没人' };

const visitModeWordsZh: Record<VisitMode, string> = { ...visitModeCells, encounter: '楼下偶遇' };

/** Name of a block and what one looks at. */
const careBlockWordsZh: Record<CareBlock, { name: string; covers: string }> = {
	health: { name: '健康状况', covers: '表达、行动、疾病' },
	mood: { name: '精神状态', covers: '情绪、思维、压力' },
	safety: { name: '安全情况', covers: '燃气、水暖、用电' },
	hygiene: { name: '卫生状况', covers: '个人、家庭、周边' },
	living: { name: '居住环境', covers: '室内、室外、邻里' }
};

const tenureWordsZh: Record<Tenure, string> = { ...tenureCells, unknown: '不清楚' };

const residencyWordsZh: Record<Residency, string> = {
	...residencyCells,
	registered_elsewhere: '户口在外',
	absent: '户在人不在'
};

const doorTypeWordsZh: Record<DoorType, string> = {
	flat: '楼房',
	bungalow: '平房',
	shop: '底商',
	garage: '车库',
	basement: '地下室'
};

const concernStateWordsZh: Record<ConcernStateCode, string> = {
	...stateCells,
	resolved: '已办结，待回访'
};

const concernListWordsZh: Record<ConcernList, { name: string; means: string; empty: string }> = {
	needs: { name: '需求', means: '需求清单：已报上去，等着分办', empty: '没有等着分办的诉求。' },
	service: { name: '服务', means: '服务清单：有人在办，或等着回访', empty: '没有正在办的诉求。' },
	satisfied: {
		name: '满意',
		means: '满意清单：居民说满意的',
		empty: '还没有居民评价满意的诉求。'
	},
	ended: { name: '其他', means: '撤回、合并、不予受理或不满意', empty: '这里没有诉求。' }
};

const concernEventWordsZh: Record<ConcernEventType, string> = {
	receive: '社区受理',
	self_handle: '网格自办',
	dispatch: '派单',
	accept: '接单',
	return: '退单',
	respond: '首次响应',
	progress: '办理进展',
	resolve: '办结',
	follow_up: '回访',
	not_reached: '回访未联系上',
	close_unanswered: '没有回音，到期结案',
	join_household: '又一户反映',
	merge: '合并',
	decline: '不予受理',
	withdraw: '撤回',
	request_suspend: '申请挂起',
	suspend: '挂起',
	refuse_suspend: '不同意挂起',
	resume: '恢复办理',
	nudge: '催办',
	request_whistle: '申请吹哨',
	blow_whistle: '吹哨',
	join: '报到',
	mediate: '调解',
	refer_out: '转出调解',
	deliberate: '议事',
	split: '拆分',
	retract: '收回上一步'
};

export const documentKindWordsZh: Record<DocumentKind, string> = {
	door: '户室',
	household: '住户',
	resident: '居民',
	visit: '走访',
	concern: '诉求',
	event: '诉求进展',
	amendment: '信息更正',
	photo: '照片',
	check: '请去看看',
	check_answer: '看过了',
	warning: '时限提醒',
	organisation: '组织名册',
	settings: '社区设置',
	places: '生活圈',
	campaign: '敲门行动',
	campaign_end: '行动结束',
	campaign_answer: '敲门答复',
	rights_request: '居民的要求',
	rights_answer: '要求的答复',
	export_profile: '导出表样',
	export_run: '导出记录',
	tally: '件数',
	sound: '录音'
};

/** 1–5 as residents say it. */
const satisfactionWordsZh: Record<number, string> = Object.assign({}, satisfactionCells);

export const outcomeWords = inLanguage({ zh: outcomeWordsZh, en: outcomeWordsEn });
export const visitTypeWords = inLanguage({ zh: visitTypeCells, en: visitTypeWordsEn });
export const visitModeWords = inLanguage({ zh: visitModeWordsZh, en: visitModeWordsEn });
export const careBlockWords = inLanguage({ zh: careBlockWordsZh, en: careBlockWordsEn });
export const tenureWords = inLanguage({ zh: tenureWordsZh, en: tenureWordsEn });
export const residencyWords = inLanguage({ zh: residencyWordsZh, en: residencyWordsEn });
export const doorTypeWords = inLanguage({ zh: doorTypeWordsZh, en: doorTypeWordsEn });
export const urgencyWords = inLanguage({ zh: urgencyCells, en: urgencyWordsEn });
export const natureWords = inLanguage({ zh: natureCells, en: natureWordsEn });
export const concernStateWords = inLanguage({ zh: concernStateWordsZh, en: concernStateWordsEn });
export const concernListWords = inLanguage({ zh: concernListWordsZh, en: concernListWordsEn });
export const concernEventWords = inLanguage({ zh: concernEventWordsZh, en: concernEventWordsEn });
export const documentKindWords = inLanguage({ zh: documentKindWordsZh, en: documentKindWordsEn });
export const satisfactionWords = inLanguage({ zh: satisfactionWordsZh, en: satisfactionWordsEn });
