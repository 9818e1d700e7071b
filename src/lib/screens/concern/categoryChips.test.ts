import { expect, test } from 'vitest';
import { categories } from '#lib/domain/taxonomy.ts';
import { categoryChips, categoryGroups } from './categoryChips.ts';

const codesOf = (asked: Parameters<typeof categoryChips>[0]) =>
	categoryChips(asked).map(({ category }) => category.code);

test('[U13] what this building raises most stands first when nothing is typed', () => {
	const used = ['utility.heating', 'repair.elevator'];
	expect(codesOf({ text: '', used, chosen: '' }).slice(0, 2)).toEqual(used);
});

test('[U13] words typed bring their categories to the front', () => {
	const chips = categoryChips({ text: '电梯又停了', used: ['utility.heating'], chosen: '' });
	expect(chips[0]).toMatchObject({ category: { code: 'repair.elevator' }, isSuggested: true });
});

test('[U13] the chosen category stays in sight, and the number of chips stays the same', () => {
	const codes = codesOf({ text: '电梯', used: [], chosen: 'gov_service.veteran' });
	expect(codes).toContain('gov_service.veteran');
	expect(codes).toHaveLength(8);
	expect(new Set(codes).size).toBe(8);
});

test('[U13] all twelve groups and every category can be reached', () => {
	expect(categoryGroups).toHaveLength(12);
	expect(categoryGroups.flatMap(({ items }) => items)).toHaveLength(categories.length);
});

test('a code of a newer table is left out rather than shown as a code', () => {
	expect(codesOf({ text: '', used: ['space.rocket'], chosen: '' })).not.toContain('space.rocket');
});
