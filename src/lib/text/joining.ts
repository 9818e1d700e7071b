/**
 * How things said one beside the other are joined: names in a row, parts of a sentence, sentences,
 * and a label before what it names. Each language has its own signs; nobody writes them by hand.
 */
import type { Language } from './language.ts';
import { language } from './language.ts';

export interface Joining {
	/** Names and numbers in a row; what is empty is left out. */
	listOf(parts: readonly (string | number)[]): string;
	/** Parts of one sentence; what is empty is left out. */
	phrases(parts: readonly string[]): string;
	/** What came without an end, and the sentences after it. */
	sentences(first: string, next: string): string;
	/** 标签：内容 */
	labelled(label: string, said: string): string;
}

export function joiningIn(spoken: Language): Joining {
	const { list, phrase, label, stop } = signs[spoken];
	const said = (parts: readonly (string | number)[]) => parts.filter((part) => part !== '');
	return {
		listOf: (parts) => said(parts).join(list),
		phrases: (parts) => said(parts).join(phrase),
		sentences: (first, next) => `${first}${stop}${next}`,
		labelled: (name, words) => `${name}${label}${words}`
	};
}

const signs = {
	zh: { list: '、', phrase: '，', label: '：', stop: '。' },
	en: { list: ', ', phrase: ', ', label: ': ', stop: '. ' }
} as const satisfies Record<Language, unknown>;

export const { listOf, phrases, sentences, labelled } = joiningIn(language);
