/**
 * In which language the screens speak. Chosen on this phone and known before the first screen is
 * drawn, so a change opens the app anew. The station and the tests speak Chinese.
 */
export type Language = 'zh' | 'en';

/** As device/preferences.ts writes it. */
const languageKey = 'qingge:language';

export const language: Language = chosen();

/** For `<html lang>`, by which screen readers choose a voice. */
export const pageLanguage = language === 'en' ? 'en' : 'zh-CN';

function chosen(): Language {
	if (typeof document === 'undefined') return 'zh';
	return localStorage.getItem(languageKey) === 'en' ? 'en' : 'zh';
}

/** The compiler asks for every word in both. */
export function inLanguage<W>(words: { zh: W; en: NoInfer<W> }): W {
	return words[language];
}
