/**
 * Reads single cells of a roster: names, years, phones, tags. Each answers with a value or with
 * "not told"; none throws, and none keeps what it did not understand.
 */
import type { Day } from './calendar.ts';
import { careTags } from './care.ts';
import type { Gender, Residency, Tenure } from './documents.ts';

/** What a spreadsheet library hands over, as text. */
export function cellText(cell: unknown): string {
	if (cell instanceof Date) {
		return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	}
	if (typeof cell === 'string' || typeof cell === 'number') {
		return String(cell)
			.replace(/\p{Cc}+/gu, ' ')
			.trim();
	}
	return cell === true ? '是' : '';
}

/** Half-width, for cells that hold a value rather than somebody's words. */
export function plainCell(cell: unknown): string {
	return cellText(cell).normalize('NFKC').trim();
}

/** Names of one person may have a middle point, spaces, and no surname. */
const personName = /^[\p{L}\p{M}][\p{L}\p{M}·. ]{0,29}$/u;
const nobody = /^(?:无|空|空户|空置|暂无|无人|未知|不详|商铺|-+|\/+)$/;

export function isNobody(written: string): boolean {
	return written === '' || nobody.test(written);
}

/** undefined for what is no name. */
export function readName(written: string): string | undefined {
	const name = written
		.replace(/[•・‧∙⋅.](?=\p{Script=Han})/gu, '·')
		.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
		.replace(/\s+/g, ' ');
	return personName.test(name) ? name : undefined;
}

export function readGender(written: string): Gender {
	if (/^(?:男|男性|1|m|male)$/i.test(written)) return 'male';
	return /^(?:女|女性|2|f|female)$/i.test(written) ? 'female' : 'unknown';
}

/** The year is all that is kept of a birth date. 0 where not told or not possible. */
export function readBirthYear(birthDate: string, age: string, today: Day): number {
	const thisYear = Number(today.slice(0, 4));
	const written = /^((?:18|19|20)\d{2})(?:\D|$|\d{2}(?:\d{2})?$)/.exec(birthDate)?.[1];
	const years = /^(\d{1,3})(?:岁|周岁)?$/.exec(age)?.[1];
	const year = Number(written ?? (years === undefined ? 0 : thisYear - Number(years)));
	return year > thisYear - 125 && year <= thisYear ? year : 0;
}

/** Mobile and landline numbers, without repetition; what is no number is left out. */
export function readPhones(written: string): { phones: string[]; unreadable: number } {
	const pieces = written
		.normalize('NFKC')
		.split(/[;,、/|\n]|\s{1,}(?=1\d{10}|0\d{2,3}-)/)
		.map((p) => p.trim());
	const filled = pieces.filter((piece) => piece !== '' && !nobody.test(piece));
	const phones = filled.map(plainPhone).filter((phone) => phone !== '');
	return { phones: [...new Set(phones)], unreadable: filled.length - phones.length };
}

function plainPhone(written: string): string {
	const digits = written.replace(/^\+?86(?=1)/, '').replace(/[\s()-]/g, '');
	if (/^1\d{10}$/.test(digits)) return digits;
	const landline = /^(0\d{2,3})?([2-9]\d{6,7})$/.exec(digits);
	if (!landline) return '';
	return landline[1] === undefined ? digits : `${landline[1]}-${landline[2] ?? ''}`;
}

/** GB/T 4761 in one digit, as systems of communities export it. */
const relations = ['户主', '配偶', '子', '女', '孙辈', '父母', '祖父母', '兄弟姐妹', '其他'];

export function readRelation(written: string): string {
	if (/^[0-8]$/.test(written)) return relations[Number(written)] ?? '';
	return /^(?:本人|户主本人|户主)$/.test(written) ? '户主' : written.slice(0, 20);
}

export function readTenure(header: string, written: string): Tenure {
	if (header.includes('是否出租')) {
		if (/^(?:是|出租)/.test(written)) return 'rented';
		return /^否/.test(written) ? 'own' : 'unknown';
	}
	if (written === '') return 'unknown';
	if (/空置|闲置|空挂|空房/.test(written)) return 'vacant';
	if (/租/.test(written)) return 'rented';
	if (/商|营业|经营|底商|办公/.test(written)) return 'business';
	return /自住|自购|自有|住宅/.test(written) ? 'own' : 'other';
}

export function readResidency(header: string, written: string): Residency {
	if (header.includes('是否人户分离')) {
		if (written === '') return 'unknown';
		return /^是/.test(written) ? 'registered_elsewhere' : 'resident';
	}
	if (/空挂/.test(written)) return 'absent';
	if (/人户分离|不一致|^0?2$/.test(written)) return 'registered_elsewhere';
	if (/流动|暂住|租/.test(written)) return 'floating';
	return /常住|户籍|一致|^0?1$/.test(written) ? 'resident' : 'unknown';
}

export function isYes(written: string): boolean {
	return /^(?:是|有|√|✓|y|yes|1|党员中心户)$/i.test(written);
}

export interface ReadTags {
	careTags: string[];
	/** Labels that control people, refused by name; counted, never kept. */
	control: number;
	/** Labels nobody here knows. */
	unknown: string[];
}

const tagWords: readonly [string, RegExp][] = [
	['critical_illness_elder', /重病|高危老人|病重/],
	['elder_disabled', /失能|失智|半失能/],
	['extreme_poverty', /特困|五保/],
	['lost_only_child', /失独|计生特殊|计划生育特殊/],
	['orphan', /孤儿/],
	['child_hardship', /困境儿童|事实无人抚养/],
	['disabled', /残疾|重残|肢残|视残|听残/],
	['low_income', /低保|低收入|困难家庭|困难户|生活困难/],
	['left_behind', /留守/],
	['veteran', /退役|退伍|优抚|军属|烈属/],
	['pregnant_infant', /孕|产妇|婴幼儿|新生儿/]
];
const controlWords =
	/刑|矫正|吸毒|戒毒|涉毒|上访|信访|精神|肇事|艾滋|邪教|管控|重点人员|前科|犯罪|社戒/;
const noTag = /^(?:无|普通|普通居民|一般|正常|常住|否|-+)$/;
/** From this age an old person who lives alone is of the high tier. */
const veryOld = 80;

export function readTags(written: string, birthYear: number, today: Day): ReadTags {
	const read: ReadTags = { careTags: [], control: 0, unknown: [] };
	const age = birthYear === 0 ? 0 : Number(today.slice(0, 4)) - birthYear;
	for (const label of written
		.normalize('NFKC')
		.split(/[;,、/|\s]+/)
		.filter((word) => word !== '')) {
		if (noTag.test(label)) continue;
		if (controlWords.test(label)) read.control += 1;
		else {
			const code = tagOf(label, age);
			if (code === undefined) read.unknown.push(label.slice(0, 20));
			else if (!read.careTags.includes(code)) read.careTags.push(code);
		}
	}
	return read;
}

function tagOf(label: string, age: number): string | undefined {
	const isVeryOld = age >= veryOld || /80|八十|高龄/.test(label);
	if (/空巢/.test(label)) return isVeryOld ? 'elder_empty_nest_80' : undefined;
	if (/独居/.test(label)) return isVeryOld ? 'elder_alone_80' : 'elder_alone';
	const exact = careTags.find((tag) => tag.zh.normalize('NFKC') === label || tag.code === label);
	return exact?.code ?? tagWords.find(([, words]) => words.test(label))?.[0];
}
