/**
 * What changes at a door again and again: who lives alone now, who came, and what is left of a
 * person when she asked to be forgotten. Pure; it proposes and never decides.
 */
import type { Day } from './calendar.ts';
import type { AmendmentValue, HouseholdFields, ResidentFields } from './documents.ts';

const elderFrom = 60;
const oldElderFrom = 80;
const aloneTags: readonly string[] = ['elder_alone', 'elder_alone_80'];

/** The tag of an old person who lives alone; undefined where the age is unknown or asks for none. */
export function aloneTag(
	birthYear: number,
	today: Day
): 'elder_alone' | 'elder_alone_80' | undefined {
	if (birthYear === 0) return undefined;
	const age = Number(today.slice(0, 4)) - birthYear;
	if (age >= oldElderFrom) return 'elder_alone_80';
	return age >= elderFrom ? 'elder_alone' : undefined;
}

/** Her tags once she lives alone: the one of her age takes the place of the other. */
export function tagsAlone(
	{ careTags, birthYear }: Pick<ResidentFields, 'careTags' | 'birthYear'>,
	today: Day
): string[] {
	const tag = aloneTag(birthYear, today);
	const others = careTags.filter((code) => !aloneTags.includes(code));
	return tag === undefined ? careTags : [...others, tag];
}

/** What stands where a name stood; a resident without any name cannot be written. */
export const erasedName = '（已删除）';

/** What is left of a resident who asked to be forgotten: that somebody lived here, and nothing else. */
export const erasedResident = {
	name: erasedName,
	relation: '',
	gender: 'unknown',
	birthYear: 0,
	phone: '',
	residency: 'unknown',
	careTags: [],
	ethnicity: '',
	emergencyContact: '',
	note: ''
} as const satisfies Partial<Record<keyof ResidentFields, unknown>>;

export const erasedHousehold = {
	headName: '',
	phones: [],
	partyHub: false,
	preferredLanguage: 'zh',
	bestTime: '',
	note: ''
} as const satisfies Partial<Record<keyof HouseholdFields, unknown>>;

type Wish = Record<string, AmendmentValue>;

export function eraseResident(): Wish {
	return { ...erasedResident, careTags: [] };
}

/**
 * The household forgets with her what is hers. Where everybody is to be forgotten, all of it goes.
 */
export function eraseHousehold(
	household: Pick<HouseholdFields, 'headName' | 'phones'>,
	forgotten: readonly Pick<ResidentFields, 'name' | 'phone'>[] | 'all'
): Wish {
	if (forgotten === 'all') return { ...erasedHousehold, phones: [] };
	const names = new Set(forgotten.map(({ name }) => name));
	const phones = new Set(forgotten.map(({ phone }) => phone).filter((phone) => phone !== ''));
	return {
		...(names.has(household.headName) && { headName: '' }),
		...(household.phones.some((phone) => phones.has(phone)) && {
			phones: household.phones.filter((phone) => !phones.has(phone))
		})
	};
}

export function isErased({ name, phone, note, careTags }: ResidentFields): boolean {
	return name === erasedName && phone === '' && note === '' && careTags.length === 0;
}
