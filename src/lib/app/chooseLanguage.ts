/**
 * Changes the language of the screens on this phone. The app opens anew, since every word was chosen
 * when it was loaded; half-written forms are kept and offered again.
 */
import { openPreferences } from '#lib/device/preferences.ts';
import type { Language } from '#lib/text/language.ts';

export function chooseLanguage(language: Language): void {
	openPreferences(localStorage).write('language', language);
	location.reload();
}
