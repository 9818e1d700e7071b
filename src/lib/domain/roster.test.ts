import { describe, expect, test } from 'vitest';
import { isCareTag } from './care.ts';
import { ethnicCodeOf, ethnicName } from './ethnicGroups.ts';
import { cellText, readBirthYear, readName, readPhones, readTags } from './rosterCells.ts';
import { findHeader, isExplanationRow, readHeader } from './rosterColumns.ts';
import { readRosterRow } from './rosterRow.ts';

const today = '2026-11-23';
const names = [
	'所属网格',
	'小区名称',
	'门牌地址',
	'房屋性质',
	'户主姓名',
	'姓名 *',
	'与户主关系',
	'性别',
	'出生日期',
	'身份证号',
	'联系电话（多个用;）',
	'人员类型',
	'民族',
	'政治面貌',
	'重点类别',
	'备注',
	'鞋码'
];
const header = readHeader(names);
const honest = [
	'第1网格',
	'兴康小区',
	'3号楼2单元501',
	'自住',
	'乌日娜',
	'乌日娜',
	'本人',
	'女',
	'1941-03-05',
	'（演示）',
	'13800000001;0471-6900000',
	'常住',
	'蒙古族',
	'群众',
	'独居老人',
	'耳背，敲门要久一点',
	'36'
];
const entryOf = (change: Partial<Record<string, unknown>> = {}) => {
	const cells = honest.map((cell, at) => change[names[at] ?? ''] ?? cell);
	return readRosterRow(cells, { header, today });
};
const residentOf = (change: Partial<Record<string, unknown>>) => {
	const entry = entryOf(change);
	return entry.ok ? entry.value.resident : undefined;
};
const refusalOf = (change: Partial<Record<string, unknown>>) => {
	const entry = entryOf(change);
	return entry.ok ? undefined : entry.refusal.kind;
};

describe('the header of a roster', () => {
	test('[I1] columns are known by many names, with stars and hints around them', () => {
		expect([...header.fields].map(([field, { at }]) => [field, at])).toEqual([
			['grid', 0],
			['estate', 1],
			['address', 2],
			['tenure', 3],
			['headName', 4],
			['name', 5],
			['relation', 6],
			['gender', 7],
			['birthDate', 8],
			['phone', 10],
			['residencyType', 11],
			['ethnicity', 12],
			['tags', 14],
			['notes', 15]
		]);
	});

	test('[I2] forbidden columns are dropped by name, with the reason', () => {
		expect(header.dropped).toEqual([
			{ at: 9, header: '身份证号', reason: 'id_number' },
			{ at: 13, header: '政治面貌', reason: 'political' },
			{ at: 16, header: '鞋码', reason: 'unknown' }
		]);
		const reasons = readHeader(
			'证件号码 公民身份号码 宗教信仰 照片 图片 银行卡 婚姻状况 健康状况 重点人员 是否重点人员 户籍地址'.split(
				' '
			)
		).dropped.map(({ reason }) => reason);
		expect(reasons).toEqual([
			'id_number',
			'id_number',
			'religion',
			'biometric',
			'biometric',
			'bank',
			'marital',
			'health',
			'control',
			'control',
			'hukou'
		]);
	});

	test('[I1] it is found below a title; a sheet without one is no roster', () => {
		expect(findHeader([['兴康社区人口台账'], [], names, honest])?.row).toBe(2);
		expect(
			findHeader([
				['日期', '收入', '支出'],
				['姓名', '电话']
			])
		).toBeUndefined();
	});

	test('[I3] the row that explains the columns is nobody', () => {
		expect(isExplanationRow(['必填', '必填，如：兴康小区', '选填', '下拉选择', ''])).toBe(true);
		expect(isExplanationRow(honest)).toBe(false);
		expect(isExplanationRow(['3号楼2单元501', '乌日娜', '备注里写着：格式不对'])).toBe(false);
		expect(isExplanationRow([])).toBe(false);
	});
});

describe('readRosterRow', () => {
	test('[I4] one row is a door, its household and one who lives there', () => {
		const entry = entryOf();
		expect(entry).toEqual({
			ok: true,
			value: {
				address: {
					estate: '兴康小区',
					building: '3',
					unit: '2',
					floor: 5,
					room: '501',
					type: 'flat'
				},
				grid: '1',
				household: {
					tenure: 'own',
					headName: '乌日娜',
					phones: ['13800000001', '0471-6900000'],
					partyHub: false,
					preferredLanguage: 'zh',
					bestTime: '',
					note: ''
				},
				resident: {
					name: '乌日娜',
					relation: '户主',
					gender: 'female',
					birthYear: 1941,
					phone: '13800000001',
					residency: 'resident',
					careTags: ['elder_alone_80'],
					ethnicity: '02',
					emergencyContact: '',
					note: '耳背，敲门要久一点',
					moved: false,
					deceased: false
				},
				notTaken: []
			}
		});
		expect(JSON.stringify(entry)).not.toMatch(/演示|群众|03-05/);
	});

	test('[I5] gender, birth date and phone may be blank', () => {
		const blanks = { 性别: '', 出生日期: '', '联系电话（多个用;）': '', 重点类别: '' };
		expect(residentOf(blanks)).toMatchObject({
			gender: 'unknown',
			birthYear: 0,
			phone: '',
			careTags: []
		});
	});

	test('[I6] names have points, spaces, and no surname; what is no name is refused', () => {
		expect(readName('巴音·达来')).toBe('巴音·达来');
		expect(readName('巴音•达来')).toBe('巴音·达来');
		expect(readName('王 芳')).toBe('王芳');
		expect(readName('其其格')).toBe('其其格');
		expect(readName('Anna Maria')).toBe('Anna Maria');
		expect(refusalOf({ '姓名 *': '138' })).toBe('name_unreadable');
		expect(refusalOf({ '姓名 *': '张三,李四' })).toBe('name_unreadable');
	});

	test('[I7] a vacant door or a shop is a door without a person', () => {
		const vacant = entryOf({ '姓名 *': '空户', 房屋性质: '空置', 与户主关系: '' });
		expect(vacant.ok && vacant.value).toMatchObject({
			household: { tenure: 'vacant', note: '耳背，敲门要久一点' },
			resident: undefined
		});
		const shop = entryOf({ 门牌地址: '3号楼底商2', 房屋性质: ' ', '姓名 *': '/' });
		expect(shop.ok && shop.value.household.tenure).toBe('business');
	});

	test('[I8] several phones are told apart; what is no phone is left out and counted', () => {
		expect(readPhones('+8613800000001 13800000001')).toEqual({
			phones: ['13800000001'],
			unreadable: 0
		});
		expect(readPhones('13800000001；13900000002，04716900000、无/6900001')).toEqual({
			phones: ['13800000001', '13900000002', '0471-6900000', '6900001'],
			unreadable: 0
		});
		expect(readPhones('1380000')).toEqual({ phones: [], unreadable: 1 });
		const entry = entryOf({ '联系电话（多个用;）': '见群公告' });
		expect(entry.ok && entry.value.notTaken).toEqual([{ kind: 'phone_unreadable' }]);
	});

	test('[I9] of a birth date only the year is kept; an age is as good', () => {
		expect(readBirthYear('1941年3月5日', '', today)).toBe(1941);
		expect(readBirthYear('19410305', '', today)).toBe(1941);
		expect(readBirthYear('1941.3', '', today)).toBe(1941);
		expect(readBirthYear(cellText(new Date('1941-03-05T00:00:00Z')), '', today)).toBe(1941);
		expect(readBirthYear('', '85岁', today)).toBe(1941);
		expect(readBirthYear('', '850', today)).toBe(0);
		expect(readBirthYear('2041-01-01', '', today)).toBe(0);
		expect(readBirthYear('三月五日', '', today)).toBe(0);
	});

	test('[I10] tags that serve are taken, by age; labels that control people are dropped', () => {
		expect(readTags('独居老人', 1941, today).careTags).toEqual(['elder_alone_80']);
		expect(readTags('独居老人', 1956, today).careTags).toEqual(['elder_alone']);
		expect(readTags('80岁以上空巢老人;低保户', 0, today).careTags).toEqual([
			'elder_empty_nest_80',
			'low_income'
		]);
		expect(readTags('退役军人、残疾人', 0, today).careTags).toEqual(['veteran', 'disabled']);
		expect(readTags('社区矫正;上访户;无', 0, today)).toEqual({
			careTags: [],
			control: 2,
			unknown: []
		});
		expect(readTags('养鸽户', 0, today).unknown).toEqual(['养鸽户']);
		for (const code of readTags('重病;失能;特困;失独;孤儿;困境儿童;留守;孕妇', 0, today).careTags) {
			expect(isCareTag(code)).toBe(true);
		}
		const entry = entryOf({ 重点类别: '刑满释放' });
		expect(entry.ok && entry.value.notTaken).toEqual([{ kind: 'control_label' }]);
		expect(JSON.stringify(entry)).not.toContain('刑');
	});

	test('[I11] an identity number does not come in through the notes', () => {
		const entry = entryOf({ 备注: '证号000000194910010012' });
		expect(entry.ok && entry.value.notTaken).toEqual([{ kind: 'id_number_in_note' }]);
		expect(JSON.stringify(entry)).not.toContain('194910010012');
	});

	test('[I12] a row is refused only when nobody could say which door it is', () => {
		expect(refusalOf({ 门牌地址: '3号楼' })).toBe('room_missing');
		expect(refusalOf({ 门牌地址: '1幢-10幢' })).toBe('address_range');
		expect(refusalOf({ 所属网格: '东边' })).toBe('grid_unreadable');
		expect(readRosterRow([], { header, today })).toEqual({
			ok: false,
			refusal: { kind: 'empty_row' }
		});
	});

	test('[I13] the grid is known by its number, however it is written', () => {
		const grids = ['1', '01', '第1网格', '第一网格', '网格1', '150105001019-01', '1号网格'];
		for (const written of grids) {
			const entry = entryOf({ 所属网格: written });
			expect(entry.ok && entry.value.grid, written).toBe('1');
		}
	});

	test('[I14] ethnic groups are kept by their code', () => {
		expect(ethnicCodeOf('蒙古族')).toBe('02');
		expect(ethnicCodeOf('达斡尔')).toBe('31');
		expect(ethnicName('31')).toBe('达斡尔族');
		expect(ethnicName('')).toBe('');
		const entry = entryOf({ 民族: '火星' });
		expect(entry.ok && entry.value.notTaken).toEqual([{ kind: 'ethnicity_unknown' }]);
	});
});
