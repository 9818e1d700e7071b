/**
 * Changes the language of the screens on this phone. The app opens anew, since every word was chosen
 * when it was loaded; half-written forms are kept and offered again.
 */
import { openPreferences } from '#lib/device/preferences.ts';
import type { Language } from '#lib/text/language.ts';

/** Only until the page has opened anew. */
const justChosen = 'qingge:languageJustChosen';

export function chooseLanguage(language: Language): void {
	openPreferences(localStorage).write('language', language);
	sessionStorage.setItem(justChosen, 'yes');
	location.reload();
}

/** Whether the page opened anew for it, told once: the focus goes back to the choice. */
export function wasLanguageChosen(): boolean {
	const was = sessionStorage.getItem(justChosen) !== null;
	sessionStorage.removeItem(justChosen);
	return was;
}
