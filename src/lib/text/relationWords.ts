/**
 * How somebody is related to the head of the household, as screens say it. Stored and imported in
 * Chinese, in whose words a register is kept; what is not known here stays as it was written.
 */
import { relationNamesEn } from './english/relationWords.ts';
import { inLanguage } from './language.ts';

export const relationName = inLanguage({
	zh: (relation: string) => relation,
	en: (relation) => relationNamesEn[relation] ?? relation
});
