/** What is said where something is put right: a step taken back, a concern corrected, a slip's colours. */
import { inLanguage } from './language.ts';

export const settlingWords = inLanguage({
	zh: {
		takeBack: '收回',
		takeBackStep: (step: string) => `收回「${step}」`,
		takenBack: (step: string) => `已收回「${step}」`,
		correct: '改类别和缓急',
		category: '是什么事',
		urgency: '缓急',
		corrected: (to: string) => `已改成「${to}」`,
		slipMeaning: '红蓝代表什么，在社区设置里定。',
		slipUnsaid: '还没有定，打印时留空行，可以手写。',
		toSettings: '去社区设置'
	},
	en: {
		takeBack: 'Take back',
		takeBackStep: (step: string) => `Take back “${step}”`,
		takenBack: (step: string) => `“${step}” taken back`,
		correct: 'Correct kind and urgency',
		category: 'What it is',
		urgency: 'Urgency',
		corrected: (to: string) => `Now “${to}”`,
		slipMeaning: 'What red and blue mean is said in the community settings.',
		slipUnsaid: 'Nobody has said yet; there is room for a pen.',
		toSettings: 'To the settings'
	}
});
