import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { categories, categoryByCode, categoryName, suggestCategories } from './taxonomy.ts';

describe('categories', () => {
	test('[C1] are 12 groups and 58 categories with codes of their own', () => {
		expect(new Set(categories.map((category) => category.group)).size).toBe(12);
		expect(new Set(categories.map((category) => category.code)).size).toBe(58);
		for (const { code } of categories) expect(code).toMatch(/^[a-z_]+\.[a-z_]+$/);
	});

	test('[C1] have a name in Chinese; a code of tomorrow is shown as it is', () => {
		expect(categoryName('utility.heating')).toBe('供暖不热/停暖');
		expect(categoryName('utility.hydrogen')).toBe('utility.hydrogen');
		for (const { zh, groupZh } of categories) expect(zh + groupZh).toMatch(/^[\p{L}/()]+$/u);
	});

	test('[C2] what endangers people is urgent by itself', () => {
		const urgent = categories.filter((category) => category.urgent).map(({ code }) => code);
		expect(urgent.sort()).toEqual([
			'care.emergency',
			'parking.ebike',
			'repair.elevator',
			'safety.falling',
			'safety.fire',
			'utility.gas'
		]);
	});

	test('[C1] say who usually handles them and how', () => {
		expect(categoryByCode('utility.heating')).toMatchObject({ handler: 'dept', flow: 'dispatch' });
		expect(categoryByCode('order.vendor')).toMatchObject({ handler: 'street', flow: 'whistle' });
		expect(categoryByCode('dispute.family')).toMatchObject({
			handler: 'community',
			flow: 'mediate'
		});
	});
});

describe('suggestCategories', () => {
	test.each([
		['家里暖气一直不热，测温才十六度', 'utility.heating'],
		['电梯又停了，困了半个小时', 'repair.elevator'],
		['楼上漏水，把我家顶棚泡了', 'repair.leak'],
		['物业费涨得太多', 'property.fee'],
		['有人飞线充电', 'parking.ebike'],
		['楼道堆放杂物', 'environment.hallway'],
		['楼道灯坏了半个月', 'repair.lighting'],
		['晚上水压太小上不来水', 'utility.water'],
		['高龄补贴怎么认证', 'gov_service.allowance'],
		['闻到煤气味', 'utility.gas'],
		['广场舞太吵', 'environment.noise'],
		['合唱队没有演出服', 'culture.activity'],
		['老人摔倒了起不来', 'care.emergency'],
		['窗外外墙皮脱落', 'safety.falling']
	])('[C3] %s → %s', (text, code) => {
		expect(suggestCategories(text)[0]).toBe(code);
	});

	test('[C3] a word that means something else where more follows does not count', () => {
		expect(suggestCategories('手机没信号')).toContain('utility.telecom');
		expect(suggestCategories('信号灯坏了')).not.toContain('utility.telecom');
	});

	test('[C3] a word said in passing or naming a place gives way to the matter', () => {
		expect(suggestCategories('学校旁边的路灯不亮')[0]).toBe('repair.lighting');
		expect(suggestCategories('小区物业的人说电梯下周修')[0]).toBe('repair.elevator');
		expect(suggestCategories('孩子的学校')).toContain('gov_service.school');
	});

	test('[C3] a word that belongs to another matter is hidden by the longer one', () => {
		expect(suggestCategories('网络不好')).toContain('utility.telecom');
		expect(suggestCategories('网络科技有限公司')).not.toContain('utility.telecom');
	});

	test('[C3] nothing said, nothing suggested; never more than asked for', () => {
		expect(suggestCategories('')).toEqual([]);
		expect(suggestCategories('嗯嗯好的')).toEqual([]);
		expect(suggestCategories('垃圾停车噪音消防绿化电梯物业', 4)).toHaveLength(4);
	});

	test('[C3] every keyword of the table leads to its category', () => {
		const table = readFileSync(new URL('./categoryTable.ts', import.meta.url), 'utf8');
		const lines = table.split('\n').filter((line) => line.startsWith('- ') && /\|/.test(line));
		expect(lines.length).toBeGreaterThan(50);
		for (const line of lines) {
			const [, code = '', , , words = ''] = line.split(' ');
			for (const word of words.split('|').map((written) => written.replace(/[(:].*/, ''))) {
				const found = suggestCategories(word, 58).map((c) => c.split('.')[1]);
				expect(found, word).toContain(code.replace('!', ''));
			}
		}
	});
});
