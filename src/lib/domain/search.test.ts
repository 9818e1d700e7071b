import { describe, expect, test } from 'vitest';
import { matchedField, matches, searchKey } from './search.ts';

const key = searchKey({
	building: '3',
	unit: '2',
	room: '501',
	buildingName: '兴康小区3号楼',
	people: [
		{ name: '王芳', syllables: ['wang', 'fang'] },
		{ name: '巴音·达来', syllables: ['ba', 'yin', 'da', 'lai'] }
	],
	phones: ['13800001234', '0471-6905678']
});

describe('search', () => {
	test.each([
		['501', 'room'],
		['3-2-501', 'room'],
		['3-2', 'room'],
		['2-501', 'room'],
		['3号楼2单元501室', 'room'],
		['３－２－５０１', 'room'],
		['3#楼', 'room'],
		['50', 'room'],
		['王芳', 'name'],
		['芳', 'name'],
		['巴音·达来', 'name'],
		['达来', 'name'],
		['wangfang', 'pinyin'],
		['WANGF', 'pinyin'],
		['wf', 'pinyin'],
		['fang', 'pinyin'],
		['dalai', 'pinyin'],
		['byd', 'pinyin'],
		['1234', 'phone'],
		['13800001234', 'phone'],
		['5678', 'phone'],
		['兴康', 'room'],
		['3号楼 王芳', 'name'],
		['501 wf', 'pinyin']
	])('[V19] %s finds the door by its %s', (query, field) => {
		expect(matchedField(key, query)).toBe(field);
	});

	test.each([
		'502',
		'1-501',
		'4-2-501',
		'李',
		'王芬',
		'wangfen',
		'gf',
		'123',
		'0000',
		'501 李',
		'',
		'|'
	])('[V19] %s does not find it', (query) => {
		expect(matches(key, query)).toBe(false);
	});

	test('[V20] of a phone only the last four digits are in the key', () => {
		expect(key).not.toContain('138');
		expect(key).not.toContain('0471');
	});

	test('[V19] seven thousand residents are searched within one frame', () => {
		const keys = Array.from({ length: 7_000 }, (_, i) =>
			searchKey({
				building: String(i % 63),
				unit: '1',
				room: String(100 + (i % 6)),
				buildingName: '兴康小区',
				people: [{ name: '乌日娜', syllables: ['wu', 'ri', 'na'] }],
				phones: [String(13_800_000_000 + i)]
			})
		);
		const found = ['wrn', '1234', '62-1-10', '日娜'].map(
			(query) => keys.filter((each) => matches(each, query)).length
		);
		expect(found).toEqual([7_000, 1, 111, 7_000]);
	});
});
