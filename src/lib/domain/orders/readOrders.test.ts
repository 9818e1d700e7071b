// Orders of other platforms: what each row becomes, and what is wrong with which.
import { describe, expect, test } from 'vitest';
import { sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import {
	columnsBy,
	findOrderHeader,
	isMappingOf,
	isPersonal,
	proposeColumns
} from './orderColumns.ts';
import type { RegisterDoor } from './orderPlace.ts';
import { placeFinder } from './orderPlace.ts';
import { readDueDay } from './readDueDay.ts';
import { readOrders } from './readOrders.ts';

const headers = [
	'工单编号',
	'标题',
	'诉求内容',
	'事发地址',
	'问题分类',
	'办结时限',
	'联系人',
	'联系电话',
	'是否保密'
];
const doors: RegisterDoor[] = [
	{ door: sampleDoor, estate: '兴康小区', building: '3', unit: '2', room: '501', type: 'flat' },
	{
		door: `${sampleGrid}/ty/3-2-501`,
		...{ estate: '团园小区', building: '3', unit: '2', room: '501', type: 'flat' }
	}
];
const idNumber = '11010519491231002X';

function read(...rows: unknown[][]) {
	return readOrders({
		rows,
		firstLine: 2,
		columns: proposeColumns(headers),
		system: '12345',
		known: new Map([['A1', '兴康-2026-0007']]),
		findPlace: placeFinder(doors)
	});
}
const row = (number: unknown, more: Partial<Record<string, unknown>> = {}) =>
	headers.map(
		(header) =>
			({
				工单编号: number,
				标题: '供暖',
				诉求内容: '家里不热',
				事发地址: '回民区兴康小区3号楼2单元501室',
				问题分类: '供暖不热/停暖',
				办结时限: '2026-11-30 18:00',
				联系人: '王小明',
				联系电话: '13812341234',
				是否保密: '否',
				...more
			})[header]
	);

describe('a table of orders', () => {
	test('[E9] its columns are known by their names, whatever stands above them', () => {
		expect(findOrderHeader([['呼和浩特市12345转办工单'], [], headers])).toEqual({ at: 2, headers });
		expect(
			findOrderHeader([
				['随便', '写写'],
				['一', '二']
			])
		).toBeUndefined();
		expect(proposeColumns(headers).map(({ field }) => field)).toEqual([
			...['outside.number', 'text', 'text', 'place', 'category', 'outside.due', '', ''],
			'confidential'
		]);
	});

	test('[E10] a mapping that was kept holds for files with the same headers, and no other', () => {
		const kept = [
			{ header: '号', field: 'outside.number', fixed: '' },
			{ header: '话', field: 'text', fixed: '' }
		];
		expect(isMappingOf(kept, ['话', '号'])).toBe(true);
		expect(isMappingOf(kept, ['话', '号', '新'])).toBe(false);
		expect(isMappingOf(kept, ['话'])).toBe(false);
		expect(columnsBy(kept, ['话', '号']).map(({ field }) => field)).toEqual([
			'text',
			'outside.number'
		]);
	});

	test('[E11] a row becomes an order: door, category, due day and its own number', () => {
		expect(read(row('B2'))).toEqual([
			{
				...{ line: 2, number: 'B2', outcome: 'raise', notes: ['door_found'], knownAs: '' },
				order: {
					...{ door: sampleDoor, building: 'xk/3', place: '回民区兴康小区3号楼2单元501室' },
					...{ category: 'utility.heating', text: '供暖\n家里不热', confidentialReporter: false },
					outside: { system: '12345', number: 'B2', dueOn: '2026-11-30' }
				}
			}
		]);
		const [urgent] = read(
			row('B3', { 是否保密: '是', 办结时限: new Date('2026-12-01T00:00:00Z') })
		);
		expect(urgent?.order).toMatchObject({
			confidentialReporter: true,
			outside: { dueOn: '2026-12-01' }
		});
	});

	test('[E12] who is here already, or twice in the file, is not raised again', () => {
		const [known, first, second] = read(row('A1'), row('B2'), row('B2'));
		expect(known).toMatchObject({ outcome: 'known', knownAs: '兴康-2026-0007' });
		expect(first?.outcome).toBe('raise');
		expect(second).toMatchObject({ line: 4, outcome: 'wrong', trouble: 'number_twice' });
	});

	test('[E13] what is wrong with a row is said of that row, and the others go on', () => {
		const orders = read(
			row(''),
			row('C'.repeat(61)),
			row('D1', { 标题: '', 诉求内容: ' ' }),
			headers.map(() => null),
			row('D2')
		);
		expect(orders.map(({ line, outcome, trouble }) => [line, outcome, trouble])).toEqual([
			[2, 'wrong', 'number_missing'],
			[3, 'wrong', 'number_long'],
			[4, 'wrong', 'text_missing'],
			[6, 'raise', undefined]
		]);
	});

	test('[E14] neither identity numbers nor who called come in', () => {
		const [order] = read(row('E1', { 诉求内容: `本人${idNumber}要求处理` }));
		expect(order?.notes).toContain('id_dropped');
		expect(JSON.stringify(order)).not.toMatch(new RegExp(`${idNumber}|王小明|13812341234`));
		expect(['联系人', '来电号码', '市民姓名', '身份证号'].every(isPersonal)).toBe(true);
		// Not even by a mapping that says so.
		const [mapped] = readOrders({
			...{ rows: [['F1', '王小明', '不热']], firstLine: 1, system: 'x', known: new Map() },
			columns: [
				{ header: '编号', field: 'outside.number', fixed: '' },
				{ header: '联系人', field: 'text', fixed: '' },
				{ header: '内容', field: 'text', fixed: '' }
			],
			findPlace: placeFinder([])
		});
		expect(mapped?.order?.text).toBe('不热');
	});

	test('[E15] a door only where exactly one fits; else the building, else the words', () => {
		const find = placeFinder(doors);
		expect(find('兴康小区3-2-501')).toMatchObject({ found: 'door', door: sampleDoor });
		expect(find('3号楼2单元501')).toMatchObject({ found: 'words', door: '' });
		expect(find('兴康小区3号楼2单元601')).toMatchObject({ found: 'building', building: 'xk/3' });
		expect(find('海拉尔大街路口')).toMatchObject({ found: 'words', place: '海拉尔大街路口' });
		expect(find('')).toMatchObject({ found: 'nothing', place: '工单未写地址' });
	});

	test('[E16] what was not understood stays readable in the words', () => {
		const [order] = read(row('G1', { 问题分类: '城市管理-供热类', 办结时限: '3个工作日' }));
		expect(order?.order?.category).toBe('other.other');
		expect(order?.order?.text).toBe(
			'供暖\n家里不热\n平台分类：城市管理-供热类\n办理时限：3个工作日'
		);
		expect(order?.notes).toEqual(['door_found', 'category_unknown', 'due_unreadable']);
		const [byCode, byLast] = read(
			row('G2', { 问题分类: 'utility.water' }),
			row('G3', { 问题分类: '住建-电梯' })
		);
		expect([byCode, byLast].map((one) => one?.order?.category)).toEqual([
			...['utility.water', 'repair.elevator']
		]);
		expect(['2026/1/5', '2026年12月1日', '20261130', '2026-02-30', '明天'].map(readDueDay)).toEqual(
			[...['2026-01-05', '2026-12-01', '2026-11-30', undefined, undefined]]
		);
	});
});
