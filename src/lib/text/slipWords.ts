/** What a printed 红蓝民情单 says. */
import { satisfactionWords } from './codeWords.ts';
import { slipWordsEn } from './english/smallWords.ts';
import { inLanguage } from './language.ts';

const slipWordsZh = {
	title: '民情单',
	open: '民情单',
	print: '打印',
	paper: '打印用 A5 纸，黑白打印也看得出红蓝。',
	chooseColour: '用哪一色',
	colours: { red: '红单', blue: '蓝单' },
	meaning: (colour: string) => `${colour}代表什么`,
	meaningHint: '由社区自己定，存在这台设备上。没有定就留空行，可以手写。',
	blank: '____________',
	of: (colour: string, label: string) => `${colour}：${label}`,
	secret: '反映人保密',
	rated: (satisfaction: number) => satisfactionWords[satisfaction] ?? '',
	printedAt: (at: string) => `打印于 ${at}`,
	fields: {
		number: '编号',
		raisedAt: '反映时间',
		category: '类别',
		kind: '性质',
		source: '来源',
		where: '地点',
		said: '反映的事',
		handler: '承办',
		order: '派单说明',
		result: '办理结果',
		answer: '居民评价',
		signed: '居民签名 / 日期'
	}
};

export const slipWords = inLanguage({ zh: slipWordsZh, en: slipWordsEn });
