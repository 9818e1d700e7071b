/** What categories, their groups and care tags are called on screens. Papers for offices keep the Chinese names. */
import { careTagName as careTagNameZh } from '#lib/domain/care.ts';
import { categories, categoryName as categoryNameZh } from '#lib/domain/taxonomy.ts';
import { careTagNamesEn, categoryNamesEn, groupNamesEn } from './english/categoryWords.ts';
import { inLanguage } from './language.ts';

/** The code itself where this program is older than the code. */
export const categoryName = inLanguage({
	zh: categoryNameZh,
	en: (code) => categoryNamesEn[code] ?? code
});

export const groupName = inLanguage({
	zh: (group: string) => categories.find((one) => one.group === group)?.groupZh ?? group,
	en: (group) => groupNamesEn[group] ?? group
});

export const careTagName = inLanguage({
	zh: careTagNameZh,
	en: (code) => careTagNamesEn[code] ?? code
});
