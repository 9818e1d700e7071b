import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wrongAmendment } from './amendable.ts';
import {
	aloneTag,
	eraseHousehold,
	eraseResident,
	erasedName,
	isErased,
	tagsAlone
} from './householdFacts.ts';
import { checkNewResident } from './newResident.ts';
import { sampleDocument } from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const today = '2026-11-23';
const now = '2026-11-23T02:00:00.000Z';

describe('who lives alone', () => {
	test('[H9] the tag follows the age, and nobody gets one whose age is unknown or young', () => {
		expect(aloneTag(1946, today)).toBe('elder_alone_80');
		expect(aloneTag(1947, today)).toBe('elder_alone');
		expect(aloneTag(1966, today)).toBe('elder_alone');
		expect(aloneTag(1967, today)).toBeUndefined();
		expect(aloneTag(0, today)).toBeUndefined();
	});

	test('[H9] other tags stay, and the one of the age takes the place of the other', () => {
		const careTags = ['disabled', 'elder_alone'];
		expect(tagsAlone({ careTags, birthYear: 1940 }, today)).toEqual(['disabled', 'elder_alone_80']);
		expect(tagsAlone({ careTags, birthYear: 1990 }, today)).toEqual(careTags);
	});
});

describe('who came', () => {
	const baby = {
		...{ name: ' 张安 ', relation: '女', gender: 'female' as const, birthYear: 2026, phone: '' },
		...{ residency: 'resident' as const, careTags: ['pregnant_infant'] }
	};
	const refusalOf = (change: object) => {
		const checked = checkNewResident({ ...baby, ...change }, { now });
		return checked.ok ? undefined : checked.refusal.kind;
	};

	test('[H10] a person is entered with what was asked, and nothing that was not', () => {
		expect(checkNewResident(baby, { now })).toEqual({
			ok: true,
			value: {
				...{ ...baby, name: '张安', ethnicity: '', emergencyContact: '', note: '' },
				...{ moved: false, deceased: false }
			}
		});
	});

	test('[H10] without a name, born later, under a tag that is none of ours or with an identity number: refused', () => {
		expect(refusalOf({ name: ' ' })).toBe('name_missing');
		expect(refusalOf({ birthYear: 2027 })).toBe('birth_year');
		expect(refusalOf({ careTags: ['key_person'] })).toBe('care_tag');
		expect(refusalOf({ phone: '11010519491231002X' })).toBe('id_number');
		expect(refusalOf({ name: '长'.repeat(31) })).toBe('shape');
	});
});

describe('who asked to be forgotten', () => {
	const resident = sampleDocument('resident', sha256);

	test('[H12] of a resident nothing is left but that somebody lived here, in fields that may be so', () => {
		const erased = { ...resident, ...eraseResident() };
		expect(wrongAmendment('resident', eraseResident())).toBeUndefined();
		expect(isErased(erased)).toBe(true);
		expect(isErased(resident)).toBe(false);
		expect(JSON.stringify(erased)).not.toContain(resident.phone);
		expect(erased.name).toBe(erasedName);
	});

	test('[H12] the household forgets with her what is hers; asked for all of it, everything goes', () => {
		const household = { headName: resident.name, phones: [resident.phone, '0471-1'] };
		expect(eraseHousehold(household, [resident])).toEqual({ headName: '', phones: ['0471-1'] });
		expect(eraseHousehold({ headName: '别人', phones: [] }, [resident])).toEqual({});
		const all = eraseHousehold(household, 'all');
		expect(all).toMatchObject({ headName: '', phones: [], note: '', bestTime: '' });
		expect(wrongAmendment('household', all)).toBeUndefined();
	});
});
