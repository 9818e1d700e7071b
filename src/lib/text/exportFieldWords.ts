/** What the fields of an export are called where a table is made; the table's own headers stay as they are typed. */
import type { ExportField } from '#lib/domain/exports/exportFields.ts';
import { exportFieldNamesEn } from './english/exportFieldWords.ts';
import { inLanguage } from './language.ts';

export const exportFieldName = inLanguage({
	zh: ({ zh }: Pick<ExportField, 'zh'>) => zh,
	en: ({ zh }) => exportFieldNamesEn[zh] ?? zh
});
