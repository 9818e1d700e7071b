/** What a resident reads about her own matter: plain, in the order it happened, without names. */
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import type { ConcernEventType } from '#lib/domain/documents.ts';
import { formatDay } from './dates.ts';
import {
	progressWordsEn,
	progressStatesEn,
	progressStepsEn,
	progressDetailsEn
} from './english/smallWords.ts';
import { inLanguage } from './language.ts';

const progressWordsZh = {
	title: '办理进度',
	hint: '可以把屏幕转给居民看。这里没有姓名，也没有内部的话。',
	raised: '您反映了这件事',
	youWaited: '您已经等了',
	youWaitedInAll: '您一共等了',
	handlerTook: '承办方用了',
	notHandled: '还没有交给承办方',
	result: '办理结果',
	noResult: '还没有结果，有了会告诉您。',
	number: (number: string) => `编号 ${number}`,
	someUnit: '社区安排的人',
	ask: (phone: string) => (phone === '' ? '有疑问请问社区。' : `有疑问请打社区电话 ${phone}。`)
};

/** Where it stands, said to the resident. */
const progressStatesZh: Record<ConcernStateCode, string> = {
	reported: '已记下，正在报给社区',
	received: '社区已受理，正在安排',
	self_handling: '网格员正在办',
	dispatched: '已交办，等接手',
	accepted: '已有人接手',
	returned: '社区正在重新安排',
	in_progress: '正在办',
	suspended: '暂时办不了，到时候继续',
	whistled: '街道正在请有关部门来办',
	joined: '有关部门正在办',
	mediating: '正在调解',
	deliberating: '居民正在一起商量',
	resolved: '办好了，等您说满意不满意',
	reopened: '没办好，重新办',
	closed: '已办结',
	declined: '没有受理',
	merged: '和另一件相同的事一起办',
	split: '已分成两件事来办',
	referred_out: '已转给专门机构',
	withdrawn: '已撤回'
};

/** One word per step that a resident may see; `undefined` for what is between offices. */
const progressStepsZh: Record<ConcernEventType, string | undefined> = {
	receive: '社区受理',
	self_handle: '网格员来办',
	dispatch: '交办',
	accept: '有人接手',
	return: '没接成，社区重新安排',
	respond: '已联系',
	progress: '有新的进展',
	resolve: '办好了',
	follow_up: '回访',
	not_reached: '回访没联系上，会再联系',
	join_household: '又有一户反映同一件事',
	merge: '和另一件相同的事一起办',
	decline: '没有受理，原因请问社区',
	withdraw: '撤回',
	request_suspend: undefined,
	suspend: '暂时办不了',
	resume: '继续办',
	nudge: undefined,
	request_whistle: undefined,
	blow_whistle: '街道请有关部门一起来办',
	join: '有关部门来了',
	mediate: '调解',
	refer_out: '转给专门机构',
	deliberate: '居民一起商量',
	split: '分成两件事来办',
	retract: undefined
};

const progressDetailsZh = {
	to: (unit: string) => `交给${unit}`,
	call: '已电话联系',
	onsite: '已到现场',
	solved: (said: string) => (said === '' ? '回访：解决了' : `回访：解决了，${said}`),
	notSolved: '回访：还没解决，重新办',
	until: (day: string, today: string) => `暂时办不了，${formatDay(day, today)}再办`,
	agreed: '调解：谈成了',
	notAgreed: '调解：还没谈成',
	decided: '居民一起商量，有了结果',
	undecided: '居民一起商量，还没有结果'
};

export const progressWords = inLanguage({ zh: progressWordsZh, en: progressWordsEn });
export const progressStates = inLanguage({ zh: progressStatesZh, en: progressStatesEn });
export const progressSteps = inLanguage({ zh: progressStepsZh, en: progressStepsEn });
export const progressDetails = inLanguage({ zh: progressDetailsZh, en: progressDetailsEn });
