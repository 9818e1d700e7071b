/**
 * People who do not exist: families with ages, relations and names that fit each other. How many of
 * each kind there are is fixed, so that the community has the residents it should have.
 */
import type { Chance } from './chance.ts';
import type { ByGender } from './demoData.ts';
import { names } from './demoData.ts';

export interface DemoPerson {
	name: string;
	relation: string;
	gender: 'male' | 'female';
	age: number;
	ethnicity: string;
	/** Labels as communities write them. */
	tags: string[];
}

type Kin = 'head' | 'spouse' | 'child' | 'parent' | 'mate';
interface Member {
	kin: Kin;
	age: readonly [number, number];
}

const head = (...age: [number, number]): Member => ({ kin: 'head', age });
const spouse: Member = { kin: 'spouse', age: [0, 0] };
const child = (...age: [number, number]): Member => ({ kin: 'child', age });
const parent = (...age: [number, number]): Member => ({ kin: 'parent', age });
const mate: Member = { kin: 'mate', age: [20, 34] };

export type FamilyKind =
	| 'very_old_alone'
	| 'old_alone'
	| 'very_old_couple'
	| 'old_couple'
	| 'single'
	| 'couple'
	| 'one_child'
	| 'two_children'
	| 'single_parent'
	| 'with_grandparent'
	| 'with_grandparents'
	| 'large'
	| 'sharing';

/** How many households of each kind, and who is in them: 2,550 households, 7,041 residents. */
export const families: Readonly<Record<FamilyKind, { count: number; members: Member[] }>> = {
	very_old_alone: { count: 46, members: [head(80, 93)] },
	old_alone: { count: 118, members: [head(60, 79)] },
	very_old_couple: { count: 38, members: [head(82, 92), spouse] },
	old_couple: { count: 300, members: [head(60, 78), spouse] },
	single: { count: 180, members: [head(22, 45)] },
	couple: { count: 290, members: [head(25, 59), spouse] },
	one_child: { count: 817, members: [head(28, 52), spouse, child(0, 24)] },
	two_children: { count: 343, members: [head(30, 46), spouse, child(5, 18), child(0, 4)] },
	single_parent: { count: 70, members: [head(30, 50), child(3, 22)] },
	with_grandparent: {
		count: 160,
		members: [head(32, 50), spouse, child(2, 20), parent(62, 84)]
	},
	with_grandparents: {
		count: 110,
		members: [head(32, 48), spouse, child(1, 16), parent(62, 78), parent(60, 76)]
	},
	large: {
		count: 18,
		members: [head(32, 46), spouse, child(6, 15), child(0, 5), parent(62, 78), parent(60, 76)]
	},
	sharing: { count: 60, members: [head(20, 34), mate, mate] }
};

/** Residents by ethnic group: ten minorities, 1,730 of 7,041, which is 24.57 %. */
export const minorities: Readonly<Record<string, number>> = {
	蒙古族: 1198,
	满族: 276,
	回族: 187,
	达斡尔族: 27,
	朝鲜族: 12,
	鄂温克族: 9,
	壮族: 7,
	土家族: 6,
	锡伯族: 5,
	鄂伦春族: 3
};

const surnamesOf: Readonly<Record<string, readonly string[]>> = {
	蒙古族: ['包', '白', '何', '吴', '韩', '陈', '王', '李'],
	满族: ['关', '赵', '金', '佟', '那', '马', '富', '白'],
	回族: ['马', '丁', '白', '沙', '金', '李', '杨', '海'],
	达斡尔族: ['敖', '孟', '鄂', '郭', '沃'],
	朝鲜族: ['金', '朴', '崔', '李'],
	鄂温克族: ['杜', '涂', '敖', '那'],
	鄂伦春族: ['孟', '关', '葛', '白']
};

/** A family without names yet: who is what to whom. */
export function familyOf(kind: FamilyKind, chance: Chance): DemoPerson[] {
	const people: DemoPerson[] = [];
	for (const { kin, age } of families[kind].members) {
		const first = people[0];
		const gender = genderOf(kin, people, chance);
		people.push({
			name: '',
			relation: relationOf(kin, gender),
			gender,
			age: ageOf(kin, age, kind, first, chance),
			ethnicity: '汉族',
			tags: []
		});
	}
	return people;
}

function genderOf(kin: Kin, people: readonly DemoPerson[], chance: Chance): DemoPerson['gender'] {
	const other = { male: 'female', female: 'male' } as const;
	if (kin === 'spouse') return other[people[0]?.gender ?? 'male'];
	const parentBefore = people.find(({ relation }) => relation === '父亲' || relation === '母亲');
	if (kin === 'parent' && parentBefore) return other[parentBefore.gender];
	const men = kin === 'parent' ? 35 : 58;
	return chance.percent(kin === 'child' ? 51 : men) ? 'male' : 'female';
}

function ageOf(
	kin: Kin,
	[least, most]: readonly [number, number],
	kind: FamilyKind,
	first: DemoPerson | undefined,
	chance: Chance
): number {
	if (kin === 'spouse' && first) {
		const near = first.age + chance.between(-4, 3);
		return kind === 'very_old_couple' ? Math.max(80, near) : Math.max(22, near);
	}
	const age = chance.between(least, most);
	if (kin === 'child' && first) return Math.max(0, Math.min(age, first.age - 22));
	return kin === 'parent' && first ? Math.max(age, first.age + 20) : age;
}

function relationOf(kin: Kin, gender: DemoPerson['gender']): string {
	switch (kin) {
		case 'head':
			return '本人';
		case 'spouse':
			return '配偶';
		case 'child':
			return gender === 'male' ? '子' : '女';
		case 'parent':
			return gender === 'male' ? '父亲' : '母亲';
		case 'mate':
			return '合租';
	}
}

/** Names for one household, no two alike; children have the surname of their father, or mother. */
export function nameFamily(people: readonly DemoPerson[], chance: Chance): void {
	const taken = new Set<string>();
	const surname = new Map<DemoPerson, string>();
	for (const person of people) {
		const kin = people.find(
			(other) => surname.has(other) && isOfLine(person, other) && other.gender === 'male'
		);
		const line = kin ?? people.find((other) => surname.has(other) && isOfLine(person, other));
		const family = line ? (surname.get(line) ?? '') : surnameFor(person.ethnicity, chance);
		surname.set(person, family);
		do person.name = nameFor(person, family, chance);
		while (taken.has(person.name));
		taken.add(person.name);
	}
}

function isOfLine(person: DemoPerson, other: DemoPerson): boolean {
	const isChild = person.relation === '子' || person.relation === '女';
	const isParent = other.relation === '本人' || other.relation === '配偶';
	const isFather = person.relation === '父亲' && other.relation === '本人';
	return (isChild && isParent) || isFather;
}

/** `''` where the family goes without a surname, as most Mongols do. */
function surnameFor(ethnicity: string, chance: Chance): string {
	if (ethnicity === '蒙古族' && chance.percent(66)) return '';
	const own = surnamesOf[ethnicity];
	if (own) return chance.pick(own);
	const { common, usual, rare } = names.surnames;
	const throwOf = chance.between(1, 100);
	return chance.pick(throwOf <= 74 ? common : throwOf <= 97 ? usual : rare);
}

function nameFor({ gender, age, ethnicity }: DemoPerson, surname: string, chance: Chance): string {
	const isMongol = ethnicity === '蒙古族';
	if (isMongol && surname === '') {
		const given = chance.pick(names.mongolian[gender]);
		// Some put their father's name in front.
		return chance.percent(6) ? `${chance.pick(names.mongolian.male)}·${given}` : given;
	}
	const han = chance.pick(givenNames(age)[gender]);
	const given = isMongol && chance.percent(40) ? chance.pick(names.mongolian[gender]) : han;
	return `${surname === '' ? chance.pick(names.surnames.common) : surname}${given}`;
}

function givenNames(age: number): ByGender {
	if (age >= 58) return names.elder;
	return age >= 24 ? names.adult : names.child;
}
