/** The switch between languages, each in its own words so that it is found by whoever needs it. */
import type { Language } from './language.ts';

export const languageWords: { title: string; names: Record<Language, string> } = {
	title: '语言 Language',
	names: { zh: '中文', en: 'English' }
};
