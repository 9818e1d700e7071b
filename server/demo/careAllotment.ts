/**
 * Who of the demo's residents is looked after, and for what: fixed numbers, as one would find them
 * in a community of seven thousand.
 */
import type { Chance } from './chance.ts';
import type { DemoPerson, FamilyKind } from './people.ts';

interface Family {
	kind: FamilyKind;
	people: DemoPerson[];
}

interface Allotment {
	/** As communities write it; the importer knows the code. */
	label: string;
	count: number;
	fits: (person: DemoPerson, family: Family) => boolean;
}

const isChild = ({ age }: DemoPerson) => age < 16;

const allotments: readonly Allotment[] = [
	{ label: '重病高危老人', count: 12, fits: ({ age }) => age >= 68 },
	{ label: '失能老人', count: 34, fits: ({ age }) => age >= 66 },
	{
		label: '特困供养',
		count: 4,
		fits: ({ age }, { kind }) => age >= 60 && kind === 'old_alone'
	},
	{ label: '失独老人', count: 9, fits: ({ age }, { kind }) => age >= 60 && kind === 'old_couple' },
	{
		label: '散居孤儿',
		count: 1,
		fits: (person, { kind }) => isChild(person) && kind === 'with_grandparent'
	},
	{
		label: '困境儿童',
		count: 7,
		fits: (person, { kind }) => isChild(person) && kind === 'single_parent'
	},
	{
		label: '留守儿童',
		count: 5,
		fits: (person, { kind }) => isChild(person) && kind === 'with_grandparents'
	},
	{ label: '退役军人', count: 88, fits: ({ age, gender }) => gender === 'male' && age >= 24 },
	{ label: '残疾人', count: 96, fits: ({ age }) => age >= 12 },
	{ label: '低保户', count: 63, fits: ({ age }) => age >= 24 },
	{
		label: '孕产妇',
		count: 41,
		fits: ({ age, gender, relation }) =>
			gender === 'female' && age >= 24 && age <= 39 && relation !== '合租'
	}
];

export function allotCare(families: readonly Family[], chance: Chance): void {
	for (const { kind, people } of families) {
		for (const person of people) {
			if (kind === 'very_old_alone') person.tags.push('80岁以上独居老人');
			if (kind === 'very_old_couple') person.tags.push('80岁以上空巢老人');
			if (kind === 'old_alone') person.tags.push('独居老人');
		}
	}
	const everybody = chance.shuffled(
		families.flatMap((family) => family.people.map((person) => ({ person, family })))
	);
	for (const { label, count, fits } of allotments) {
		// Nobody gets a second label here: those who live alone keep one, the rest get one.
		const fitting = everybody.filter(
			({ person, family }) =>
				fits(person, family) && (person.tags.length === 0 || label === '特困供养')
		);
		for (const { person } of fitting.slice(0, count)) person.tags.push(label);
	}
}
