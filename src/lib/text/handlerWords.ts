/** What the screens of property companies, departments and other handlers say. */
import type { ConcernEventType, MediationStage } from '#lib/domain/documents.ts';
import { formatDay, formatNumber } from './dates.ts';
import {
	handlerWordsEn,
	stepWordsEn,
	mediationWordsEn,
	stepFormWordsEn
} from './english/handlerWords.ts';
import { inLanguage } from './language.ts';

const handlerWordsZh = {
	tabs: { waiting: '待接单', doing: '在办', done: '已办' },
	waitingHint: '快到时限的排在最前面。',
	waitingEmpty: '没有等着接的单子。',
	doingEmpty: '手上没有在办的单子。',
	doneEmpty: '还没有办结的单子。',
	doneHint: '办结不等于结案：由别人问过住户，住户说行了才算。',
	more: (count: number) => `再看 ${formatNumber(count)} 件`,
	order: '单子',
	words: '要办的事',
	noWords: '派单时没有写具体要求。',
	said: '反映的内容',
	where: '地点',
	noWhere: '派单时没有写地点，请问社区。',
	contact: '联系住户',
	noContact: '住户没有同意留电话，请按地点上门，或请社区转告。',
	call: '打电话',
	callTo: (who: string) => `打电话：${who}`,
	navigate: '导航去',
	together: '一起办的',
	lead: '主办',
	support: '协办',
	hasJoined: '已报到',
	notJoined: '还没报到',
	number: (number: string) => `编号 ${number}`,
	clocks: '时限',
	residentWaits: '住户已等',
	ourTime: '我们用时',
	nudged: (count: number) => `社区催办 ${formatNumber(count)} 次`,
	suspendedUntil: (on: string, todayOn: string) => `挂起到 ${formatDay(on, todayOn)}`,
	suspendAsked: '已申请挂起，等社区同意',
	suspendRefused: (note: string) =>
		note === '' ? '挂起没有同意，请接着办。' : `挂起没有同意，请接着办：${note}`,
	whistleAsked: '已申请吹哨，等街道',
	steps: '下一步',
	moreSteps: '其他办法',
	sending: '正在保存…'
};

/** One step as its button calls it, and what its form asks. An empty `missing` lets the note be empty. */
interface StepWords {
	button: string;
	note: string;
	missing: string;
	saved: string;
}

/** A step as somebody takes it; the two ways of a first response are two buttons. */
export type StepName =
	| Extract<
			ConcernEventType,
			| 'accept'
			| 'join'
			| 'self_handle'
			| 'resolve'
			| 'mediate'
			| 'progress'
			| 'return'
			| 'resume'
			| 'request_suspend'
			| 'request_whistle'
			| 'withdraw'
	  >
	| 'respond_call'
	| 'respond_onsite';

const stepWordsZh: Record<StepName, StepWords> = {
	accept: { button: '接单', note: '', missing: '', saved: '已接单' },
	return: {
		button: '退单',
		note: '为什么办不了，该由谁办',
		missing: '写一句为什么退，社区好另外安排。',
		saved: '已退单'
	},
	respond_call: { button: '已联系上', note: '', missing: '', saved: '已联系住户' },
	respond_onsite: { button: '已到场', note: '', missing: '', saved: '已到场' },
	progress: {
		button: '写进展',
		note: '办到哪一步了',
		missing: '写一句办到哪一步了。',
		saved: '进展'
	},
	resolve: {
		button: '办结',
		note: '做了什么',
		missing: '写一句做了什么，好带给住户。',
		saved: '已办结，等回访'
	},
	request_suspend: {
		button: '申请挂起',
		note: '为什么现在办不了',
		missing: '写一句为什么现在办不了。',
		saved: '挂起申请'
	},
	resume: { button: '接着办', note: '说明', missing: '', saved: '接着办' },
	request_whistle: {
		button: '申请吹哨',
		note: '难在哪里，要哪些部门一起来',
		missing: '写一句难在哪里，要谁一起来。',
		saved: '吹哨申请'
	},
	join: { button: '报到', note: '', missing: '', saved: '已报到' },
	self_handle: { button: '我来办', note: '打算怎么办', missing: '', saved: '我来办' },
	withdraw: {
		button: '撤回诉求',
		note: '为什么撤回',
		missing: '写一句为什么撤回。',
		saved: '撤回诉求'
	},
	mediate: {
		button: '调解',
		note: '怎么谈的，谈成了什么',
		missing: '写一句谈得怎样。',
		saved: '调解记录'
	}
};

const mediationWordsZh: Record<MediationStage, string> = {
	grid_first: '初调',
	community_second: '复调',
	property_final: '终调'
};

const stepFormWordsZh = {
	until: '挂到哪天',
	untilMissing: '请选一个日子。',
	untilDays: (days: number) => `${formatNumber(days)} 天`,
	agreed: '谈成了吗',
	agreedYes: '谈成了',
	agreedNo: '没谈成',
	agreedMissing: '先点一下谈成了没有。',
	thirdReturn: '这是第三次退单：退了以后，社区会请街道吹哨。',
	returnsBefore: (count: number) => `这件事已经退过 ${formatNumber(count)} 次。`,
	resolveHint: '住户会看到这句话。请写实际做了什么，不写姓名和电话。',
	departments: '想请哪些部门来',
	later: '先放着',
	unfinished: (what: string) => `「${what}」没写完`,
	goOn: '接着写'
};

export const handlerWords = inLanguage({ zh: handlerWordsZh, en: handlerWordsEn });
export const stepWords = inLanguage({ zh: stepWordsZh, en: stepWordsEn });
export const mediationWords = inLanguage({ zh: mediationWordsZh, en: mediationWordsEn });
export const stepFormWords = inLanguage({ zh: stepFormWordsZh, en: stepFormWordsEn });
