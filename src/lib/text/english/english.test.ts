import { describe, expect, test } from 'vitest';
import { careTags } from '#lib/domain/care.ts';
import { categories } from '#lib/domain/taxonomy.ts';
import { categoryNamesEn, careTagNamesEn, groupNamesEn } from './categoryWords.ts';

describe('english', () => {
	test('[U190] every category, group and care tag has an English name, and no other', () => {
		expect(Object.keys(categoryNamesEn).sort()).toEqual(categories.map(({ code }) => code).sort());
		const groups = [...new Set(categories.map(({ group }) => group))];
		expect(Object.keys(groupNamesEn).sort()).toEqual(groups.sort());
		expect(Object.keys(careTagNamesEn).sort()).toEqual(careTags.map(({ code }) => code).sort());
	});
});
