/**
 * How a resident agreed to be reached, as a line of what was said: the community reads it and hands
 * it to whoever handles the matter. Nothing is agreed unless somebody said so at the door.
 */
import { agreedContactWordsEn } from './english/smallWords.ts';
import { inLanguage } from './language.ts';
const sign = '同意办事的人联系：';

const agreedContactWordsZh = {
	title: '可以给办事的人留电话吗',
	none: '不留',
	hint: '问过住户再选。不选就不会告诉办事的人。',
	who: (name: string, phone: string) => [name, phone].filter(Boolean).join(' ')
};

export function withContact(text: string, contact: string): string {
	return contact === '' ? text : [text, `${sign}${contact}`].filter(Boolean).join('\n');
}

/** What stands in the text, `''` where nothing was agreed. */
export function contactIn(text: string): string {
	const line = text.split('\n').findLast((one) => one.startsWith(sign));
	return line?.slice(sign.length).trim() ?? '';
}

export const agreedContactWords = inLanguage({
	zh: agreedContactWordsZh,
	en: agreedContactWordsEn
});
