/**
 * Which categories lie within a thumb's reach: what the words point at, then what this building
 * raises most, then what residents raise most anywhere. The chosen one never moves out of sight.
 */
import type { Category } from '#lib/domain/taxonomy.ts';
import { categories, categoryByCode, suggestCategories } from '#lib/domain/taxonomy.ts';

/** Two or three rows of chips on a phone. */
const most = 8;

const byShare: readonly string[] = [...categories]
	.sort((a, b) => b.share - a.share)
	.map(({ code }) => code);

export interface CategoryChip {
	category: Category;
	/** The words typed point at it. */
	isSuggested: boolean;
}

export function categoryChips({
	text,
	used,
	chosen
}: {
	text: string;
	/** Of this building, most used first. */
	used: readonly string[];
	/** `''` when none. */
	chosen: string;
}): CategoryChip[] {
	const suggested = new Set(suggestCategories(text));
	const codes = [...new Set([...suggested, ...used, ...byShare])].slice(0, most);
	if (chosen !== '' && !codes.includes(chosen)) codes.splice(most - 1, 1, chosen);
	return codes.flatMap((code) => {
		const category = categoryByCode(code);
		return category ? [{ category, isSuggested: suggested.has(code) }] : [];
	});
}

export interface CategoryGroup {
	code: string;
	items: Category[];
}

/** All twelve groups, in the order of the table. */
export const categoryGroups: readonly CategoryGroup[] = groupsOf(categories);

function groupsOf(all: readonly Category[]): CategoryGroup[] {
	const groups = new Map<string, CategoryGroup>();
	for (const category of all) {
		const { group } = category;
		const known = groups.get(group) ?? { code: group, items: [] };
		known.items.push(category);
		groups.set(group, known);
	}
	return [...groups.values()];
}
