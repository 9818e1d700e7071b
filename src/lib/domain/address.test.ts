import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AddressParts } from './address.ts';
import { parseAddress } from './address.ts';
import { buildingKeyOf, buildingName, doorIdOf, doorLabel, estateCodeFor } from './doorId.ts';
import { doorPattern } from './ids.ts';
import { natural, walkKey } from './walkingOrder.ts';

const grid = '150105001019-01';
const read = (parts: AddressParts | string) => {
	const parsed = parseAddress(typeof parts === 'string' ? { address: parts } : parts);
	if (!parsed.ok) return parsed.refusal.kind;
	const { estate, building, unit, floor, room, type } = parsed.value;
	return [estate, building, unit, floor, room, type];
};
const flat = (...door: [string, string, string, number, string]) => [...door, 'flat'];

describe('parseAddress', () => {
	test.each([
		'3-2-501',
		'3－2－501室',
		'3#楼2-501',
		'3号楼 2-501',
		'3号楼2-501',
		'三号楼二单元501',
		'3栋2单元501室',
		'3#2单元501户',
		'3幢 2单元 5层 501',
		'3 号楼 2 单元 501 室',
		'３号楼２单元５０１',
		'3号楼2单元0501'
	])('[D20] %s is one and the same door', (written) => {
		expect(read(written)).toEqual(flat('', '3', '2', 5, '501'));
	});

	test('[D20] the estate is what is left of a full address', () => {
		expect(read('呼和浩特市赛罕区人民路街道兴康社区兴康小区3号楼2单元501室')).toEqual(
			flat('兴康小区', '3', '2', 5, '501')
		);
		expect(read('海拉尔西路街道塔布板小区 3号楼 2单元 501室')[0]).toBe('塔布板小区');
		expect(read('兴康小区3-2-501')).toEqual(flat('兴康小区', '3', '2', 5, '501'));
	});

	test('[D20] columns of their own say the same as one cell', () => {
		const door = flat('兴康小区', '3', '2', 5, '501');
		const estate = '兴康小区';
		expect(read({ estate, building: '3', unit: '2', room: '501' })).toEqual(door);
		expect(read({ estate, building: '3#', unit: '二单元', room: '501室' })).toEqual(door);
		expect(read({ estate, building: '三号楼', room: '2-501' })).toEqual(door);
		expect(read({ estate, room: '3-2-501', address: '不看这里' })).toEqual(door);
		expect(read({ estate, address: '3号楼2单元501' })).toEqual(door);
		expect(read({ estate, building: '3', unit: '2', floor: '5层', room: '501' })).toEqual(door);
	});

	test.each([
		['3号楼501', flat('', '3', '', 5, '501')],
		['十二栋1单元1003', flat('', '12', '1', 10, '1003')],
		['A座1201', flat('', 'A', '', 12, '1201')],
		['3号楼2单元5层东户', flat('', '3', '2', 5, '5东户')],
		['3号楼2单元西户', flat('', '3', '2', 0, '西户')],
		['平房大院 老缸房街12号 3排5号', ['老缸房街12号', '3排', '', 0, '5', 'bungalow']],
		['平房12号', ['', '平房', '', 0, '12', 'bungalow']],
		['3号楼底商2号', ['', '3', '', 0, '底商2', 'shop']],
		['底商5号', ['', '底商', '', 0, '5', 'shop']],
		['3号楼车库5', ['', '3', '', 0, '车库5', 'garage']],
		['地下车库12号', ['', '车库', '', 0, '12', 'garage']],
		['3号楼2单元地下室5', ['', '3', '2', -1, '地下5', 'basement']]
	])('[D21] %s', (written, door) => {
		expect(read(written)).toEqual(door);
	});

	test.each([
		['1幢-10幢', 'address_range'],
		['1-10号楼', 'address_range'],
		['3号楼2单元501、502', 'address_range'],
		['3号楼501-503室', 'address_range'],
		['1栋', 'room_missing'],
		['3#楼', 'room_missing'],
		['3号楼2单元', 'room_missing'],
		['1号', 'building_missing'],
		['501室', 'building_missing'],
		['2单元501', 'building_missing'],
		['无', 'address_unreadable'],
		['  ', 'address_missing']
	])('[D22] %s is no door: %s', (written, kind) => {
		expect(read(written)).toBe(kind);
	});

	test('[D22] whatever is written, it is read or refused and never throws', () => {
		const pieces = fc.constantFrom(
			...'兴康小区 3 # 号楼 二 单元 - 501 室 底商 排 东户 、 层'.split(' ')
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.array(pieces).map((p) => p.join(''))
				),
				(address) => {
					const parsed = parseAddress({ address });
					if (!parsed.ok) return;
					const { building, room } = parsed.value;
					expect(building + room).not.toBe('');
					expect(doorIdOf(grid, 'xk', parsed.value)).toMatch(doorPattern);
				}
			),
			{ numRuns: 2_000 }
		);
		expect.hasAssertions();
	});
});

describe('door ids', () => {
	test('[D23] say grid, estate, building, unit and room, and leave out what is not there', () => {
		expect(doorIdOf(grid, 'xk', { building: '3', unit: '2', room: '501' })).toBe(
			'150105001019-01/xk/3-2-501'
		);
		const bungalow = doorIdOf(grid, 'xkdy', { building: '3排', unit: '', room: '5' });
		expect(bungalow).toBe('150105001019-01/xkdy/3排-5');
		for (const door of [bungalow, `${grid}/xk/3-底商2`]) expect(door).toMatch(doorPattern);
		expect(buildingKeyOf(bungalow, '3排')).toBe('xkdy/3排');
	});

	test('[D24] are shown as people say them', () => {
		const door = { building: '3', unit: '2', room: '501', type: 'flat' } as const;
		expect(doorLabel(door)).toBe('3-2-501');
		expect(doorLabel({ ...door, building: '3排', unit: '', room: '5', type: 'bungalow' })).toBe(
			'3排5号'
		);
		expect(doorLabel({ ...door, unit: '', room: '底商2', type: 'shop' })).toBe('3号楼底商2');
		expect(doorLabel({ ...door, building: '底商', unit: '', type: 'shop' })).toBe('底商501');
		expect(buildingName('兴康小区', '3')).toBe('兴康小区3号楼');
		expect(buildingName('老缸房街12号', '3排')).toBe('老缸房街12号3排');
	});

	test('[D25] an estate keeps its code, and no two share one', () => {
		const given = new Map([['兴康小区', 'xk']]);
		expect(estateCodeFor('兴康小区', 'xk', given)).toBe('xk');
		expect(estateCodeFor('星矿小区', 'XK', given)).toBe('xk2');
		expect(estateCodeFor('兴康南院', 'xkny', given)).toBe('xkny');
		expect(estateCodeFor('·', '', given)).toBe('x');
	});
});

describe('walking order', () => {
	const door = (id: string, floor: number) => {
		const [building = '', unit = '', room = ''] = id.split('-');
		return { door: `${grid}/xk/${id}`, building, unit, floor, room };
	};

	test('[V18] goes by building, unit, floor and room, and counts numbers as numbers', () => {
		const doors = [
			door('10-1-101', 1),
			door('2-2-101', 1),
			door('2-1-1101', 11),
			door('2-1-202', 2),
			door('2-1-201', 2),
			door('2-1-101', 1)
		];
		const walk = (from: 'top' | 'bottom') =>
			[...doors]
				.sort((a, b) => (walkKey(a, from) < walkKey(b, from) ? -1 : 1))
				.map(({ door: id }) => id.split('/')[2]);
		expect(walk('top')).toEqual([
			'2-1-1101',
			'2-1-201',
			'2-1-202',
			'2-1-101',
			'2-2-101',
			'10-1-101'
		]);
		expect(walk('bottom').slice(0, 4)).toEqual(['2-1-101', '2-1-201', '2-1-202', '2-1-1101']);
	});

	test('[V18] basements come last from the top, first from the bottom', () => {
		const cellar = door('2-1-地下1', -1);
		expect(walkKey(cellar, 'top') > walkKey(door('2-1-101', 1), 'top')).toBe(true);
		expect(walkKey(cellar, 'bottom') < walkKey(door('2-1-101', 1), 'bottom')).toBe(true);
		expect(natural('9排') < natural('10排')).toBe(true);
	});
});
