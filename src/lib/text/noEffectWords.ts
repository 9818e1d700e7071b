/** Why a step of the history had no effect, in one short line under it. No blame: it was mostly the network. */
import type { ConcernEventType } from '#lib/domain/documents.ts';
import type { NoEffect } from '#lib/domain/noEffect.ts';
import { inLanguage } from './language.ts';
import { screenWords } from './screenWords.ts';

type Reason = Exclude<NoEffect, 'not_allowed'>;

const noEffectWords = inLanguage<Record<Reason, string>>({
	zh: {
		other_concern: '没有生效：写的是另一件事',
		already: '没有生效：已经记过了',
		own_work: '没有生效：自己经手的事，由别人回访',
		own_case: '没有生效：当事一方不能自己调解',
		stage_past: '没有生效：调解已经到了后一级',
		whistle_due: '没有生效：要先请街道吹哨',
		not_asked: '没有生效：吹哨没有叫到这个单位',
		not_in_hand: '没有生效：当时不在写的人手里',
		nothing_asked: '没有生效：那时没有人在申请挂起',
		retracted: '写的人自己收回了',
		built_upon: '没有收回：后面已经接着办了',
		not_own: '没有收回：只能收回自己写的'
	},
	en: {
		other_concern: 'No effect: written about another matter',
		already: 'No effect: noted before',
		own_work: 'No effect: whoever did the work does not check it',
		own_case: 'No effect: a party does not mediate its own case',
		stage_past: 'No effect: mediation had gone on to a later stage',
		whistle_due: 'No effect: the street has to whistle first',
		not_asked: 'No effect: this unit was not whistled for',
		not_in_hand: 'No effect: it was not in the hands of who wrote it',
		nothing_asked: 'No effect: nobody was asking to put it off then',
		retracted: 'Taken back by whoever wrote it',
		built_upon: 'Not taken back: others had gone on from it',
		not_own: 'Not taken back: only one’s own steps can be'
	}
});

/** Of the days that are over the station tells; that an answer was there in time is no fault. */
const answeredWords = inLanguage({
	zh: '没有生效：到期以前已经有回音',
	en: 'No effect: there had been an answer in time'
});

export function sayNoEffect({
	type,
	because = 'not_allowed'
}: {
	type: ConcernEventType;
	because?: NoEffect;
}): string {
	if (because !== 'not_allowed') return noEffectWords[because];
	return type === 'close_unanswered' ? answeredWords : screenWords.concerns.noEffect;
}
