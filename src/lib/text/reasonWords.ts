/**
 * Why something was not saved, not delivered or not possible, in words a worker can act upon: what
 * happened, and what to do. Never a code alone, never blame.
 */
import {
	failureWordsEn,
	otherRefusalEn,
	pushRefusalWordsEn,
	refusalWordsEn,
	unknownPushRefusalEn
} from './english/reasonWords.ts';
import { inLanguage } from './language.ts';

interface Reason {
	what: string;
	remedy: string;
}

/** Kinds of Failure (app/app.ts): the world said no. */
const failureWordsZh = {
	storage_full: {
		what: '手机存储满了，这一条没有存上。',
		remedy: '请删掉一些照片或视频，再点一次保存。表里写的还在。'
	},
	storage_closed: {
		what: '手机存储被系统关掉了，这一条没有存上。',
		remedy: '请重新打开青格，再保存一次。表里写的还在。'
	},
	storage_broken: {
		what: '手机存储出了问题，这一条没有存上。',
		remedy: '请先把要紧的记在纸上，再联系社区站管。'
	},
	station_unreachable: {
		what: '连不上同步站。',
		remedy: '记录都在手机里，有网络时会自己送。'
	},
	station_refused: {
		what: '同步站这次没有答应。',
		remedy: '稍后会再试；一直这样请联系社区站管。'
	},
	signed_out: {
		what: '登录已过期。',
		remedy: '记录都在手机里，重新登录后继续送达。'
	},
	wrong_password: {
		what: '账号或密码不对。',
		remedy: '请再看一遍大小写；忘了密码请找社区站管。'
	},
	too_many_attempts: {
		what: '试的次数太多了。',
		remedy: '请过 15 分钟再试，或请社区站管帮忙。'
	},
	picture_unreadable: {
		what: '这张照片打不开。',
		remedy: '请重新拍一张；不带照片也能保存。'
	},
	not_the_station: {
		what: '这个网络要先登录，连到的不是同步站。',
		remedy: '请换一个网络，或先完成网络的登录页。'
	},
	unexpected: {
		what: '出了没料到的问题。',
		remedy: '已经保存的记录不受影响。请再试一次。'
	}
} satisfies Record<string, Reason>;

/** Refusals of the station (domain/pushRules.ts and `exists`): kept there, and here, until cleared up. */
const pushRefusalWordsZh: Record<string, Reason> = {
	shape: {
		what: '这条记录的写法同步站不认识。',
		remedy: '请更新青格；仍不行请导出文件交给站管。'
	},
	schema_newer: {
		what: '手机上的青格比同步站新。',
		remedy: '等同步站更新后会收下；请告诉站管。'
	},
	author: {
		what: '这条记录是别的账号写的。',
		remedy: '请用写它的账号登录，或导出文件交给站管。'
	},
	device: {
		what: '这条记录是别的手机写的。',
		remedy: '请在写它的手机上送，或导出文件交给站管。'
	},
	role: {
		what: '您的岗位不能写这一类记录。',
		remedy: '请联系社区确认岗位；记录已留存。'
	},
	scope: {
		what: '这一户不在您现在负责的网格里。',
		remedy: '网格可能调整过；请告诉社区，记录已留存。'
	},
	revision: {
		what: '记录在路上变了样，同步站没有收。',
		remedy: '请导出文件交给站管核对。'
	},
	generation: {
		what: '这条记录被改写过，台账只收原样的。',
		remedy: '请导出文件交给站管核对。'
	},
	deleted: {
		what: '台账里的记录不能删除。',
		remedy: '要撤回请用「撤回」；记录已留存。'
	},
	too_large: {
		what: '这条记录太长了。',
		remedy: '请分成几条重写；原来的已留存。'
	},
	poison: {
		what: '记录里有无法保存的字符。',
		remedy: '请重写一遍文字；原来的已留存。'
	},
	exists: {
		what: '同步站已有同一编号的另一条记录。',
		remedy: '请导出文件交给站管核对。'
	}
};

const unknownPushRefusal: Reason = inLanguage({
	zh: {
		what: '同步站没有收下这条记录。',
		remedy: '记录原样留在手机里。请导出文件交给站管。'
	},
	en: unknownPushRefusalEn
});

/** The reason may carry a detail after ` | `, which is for the keeper. */
export function wordsOfPushRefusal(reason: string): Reason & { detail: string } {
	const [kind = '', detail = ''] = reason.replace(/^quarantined: /, '').split(' | ');
	return { ...(pushRefusalWords[kind] ?? unknownPushRefusal), detail: detail || kind };
}

/** Refusals of the rules on this phone, before anything is written. */
const refusalWordsZh: Record<string, string> = {
	shape: '有一处填得不对，或者太长了。',
	partly_saved: '走访已存本机，但有一处信息更正没存上，请再点一次保存。',
	outcome_missing: '先点一下见到了没有。',
	not_met: '没见到人，就不能记「无变化」，也不能记五项。',
	slip: '只有没见到人、上门敲过门，才记留条。',
	note_missing: '请写一句话说明。',
	time_missing: '另约时间请选个日子，或写什么时候方便。',
	promise: '约好的日子要在今天以后、一年以内。',
	id_number: '不要写身份证号。请去掉再保存。',
	category: '先点一下是什么事。',
	place_missing: '请写在哪里。',
	text_missing: '这一类请写一句说了什么。',
	not_found: '手机里找不到这条记录。',
	not_allowed: '现在这一步已经不能这样办了。',
	not_own: '只能撤回自己写的。',
	own_work: '自己经手的，由别人来回访。',
	own_case: '物业是当事一方，不能由物业终调。请由社区调解或转出。',
	stage_past: '调解已经到下一级，不能再回到这一级。',
	whistle_due: '已经三次退单或重办，要先请街道吹哨，再派单。',
	not_asked: '这件事没有吹哨叫到您的单位。',
	not_in_hand: '这件事当时不在写的人手里。',
	nothing_asked: '没有人在申请挂起。',
	limit: '有一项时限不认识，请更新青格。',
	hours: '办公时间填得不对：至少选一天，时段要从早到晚、不重叠。',
	settled_meanwhile: '填表的时候，有人改过设置。请先看看新的，再保存。',
	other_concern: '这一步写的不是这件事。',
	retracted: '这一步已经收回了。',
	built_upon: '后面已经接着办了，这一步收不回来。',
	until: '请选一个今天以后、一年以内的日子。',
	confidential: '这件事的反映人要保密。请反过来，把另一件并到这一件。',
	scope: '这一户不归这位楼栋长或信息员看。',
	already: '已经记过了。',
	title_missing: '请写是什么事。',
	where_missing: '请选问哪些楼。',
	question_missing: '有一题没写题目；至少要有一题。',
	options: '选一个的题，至少写两个不同的选项。',
	one_photo: '照片题只能有一道。',
	campaign_door: '这一户不在这次要问的范围里。',
	answer_missing: '还有必答的题没答。',
	answer_wrong: '有一题填得不对。',
	words_missing: '请写一句要更正什么。',
	name_missing: '请写姓名。',
	birth_year: '出生年份不能在今年以后。',
	nothing_changed: '没有改动。',
	erased: '这位居民的信息已按本人要求删除，不能再填。本人同意重新登记的，请用「有人搬来」。',
	erased_here: '这户有居民要求删除过信息，请先征得本人同意。',
	field: '这一项不能改成这样。',
	care_tag: '关爱标签不认识，请更新青格。',
	records_wait: '还有记录没有送达，没有退出。'
};

const otherRefusal = inLanguage({
	zh: '这一条没有存上。请看看有没有漏填，再试一次。',
	en: otherRefusalEn
});

/** Words for whatever a `Saved` said no with: a rule's refusal or the world's failure. */
export function wordsOfRefusal(kind: string): string {
	const failure = (failureWords as Record<string, Reason>)[kind];
	if (failure) return `${failure.what}${failure.remedy}`;
	return refusalWords[kind] ?? otherRefusal;
}

export const failureWords = inLanguage({ zh: failureWordsZh, en: failureWordsEn });
export const pushRefusalWords = inLanguage({ zh: pushRefusalWordsZh, en: pushRefusalWordsEn });
export const refusalWords = inLanguage({ zh: refusalWordsZh, en: refusalWordsEn });
