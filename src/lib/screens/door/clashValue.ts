/** One side of a clash in words. A phone is whole here: masked, two numbers may look the same. */
import { careTagName } from '#lib/text/categoryWords.ts';
import { residencyWords, tenureWords } from '#lib/text/codeWords.ts';
import { factWords as words } from '#lib/text/factWords.ts';
import { listOf } from '#lib/text/joining.ts';

export function clashValue(field: string, value: unknown): string {
	if (field === 'tenure') return tenureWords[value as keyof typeof tenureWords];
	if (field === 'residency') return residencyWords[value as keyof typeof residencyWords];
	if (field === 'preferredLanguage') return value === 'mn' ? words.mongolian : words.chinese;
	if (field === 'careTags') return listOf(list(value).map(careTagName)) || words.noValue;
	if (typeof value === 'boolean') return value ? words.yes : words.no;
	return listOf(list(value)) || words.noValue;
}

function list(value: unknown): string[] {
	return [value].flat().map(String);
}
