import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAmendment } from './checkAmendment.ts';
import type { AmendmentDocument, AmendmentValue } from './documents.ts';
import { foldFields, inClockOrder, isRetracted } from './household.ts';
import { documentId } from './ids.ts';
import { sampleDocument, sampleDoor, sampleEntry } from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const base = sampleEntry('household');
const ulidOf = (n: number) => `01KASXV2G000000000000${String(n).padStart(5, '0')}`;
const idOf = (n: number) => documentId.amendment(sampleDoor, ulidOf(n));
const clockOf = (n: number, device = 'd1') => `${n.toString(16).padStart(12, '0')}-0000-${device}`;

function amended(
	n: number,
	set: Record<string, AmendmentValue>,
	saw: Record<string, string | null> = {},
	more: Partial<AmendmentDocument> = {}
): AmendmentDocument {
	const device = more.device ?? 'd1';
	return sampleDocument('amendment', sha256, {
		_id: idOf(n),
		set,
		saw,
		device,
		clock: clockOf(n, device),
		...more
	});
}

const anyAmendment = fc
	.record({
		n: fc.integer({ min: 1, max: 30 }),
		field: fc.constantFrom('note', 'bestTime', 'headName'),
		value: fc.constantFrom('甲', '乙', '丙'),
		saw: fc.option(fc.integer({ min: 1, max: 30 })),
		device: fc.constantFrom('d1', 'd2', 'd3')
	})
	.map(({ n, field, value, saw, device }) =>
		amended(n, { [field]: value }, { [field]: saw === null ? null : idOf(saw) }, { device })
	);
const anyAmendments = fc.uniqueArray(anyAmendment, {
	selector: (amendment) => amendment._id,
	maxLength: 20
});

describe('foldFields', () => {
	test('[H1] nothing amended is what was imported', () => {
		expect(foldFields(base, [])).toEqual({ fields: base, clashes: [], heads: {} });
	});

	test('[H1] the last word per field holds, fields nobody touched stay', () => {
		const first = amended(1, { note: '先', bestTime: '晚上' }, { note: null, bestTime: null });
		const second = amended(2, { note: '后' }, { note: idOf(1) });
		const folded = foldFields(base, [second, first]);
		expect(folded.fields).toEqual({ ...base, note: '后', bestTime: '晚上' });
		expect(folded.clashes).toEqual([]);
		expect(folded.heads).toEqual({ note: [idOf(2)], bestTime: [idOf(1)] });
	});

	test('[H2] two values written without sight of each other are a clash', () => {
		const mine = amended(1, { phones: ['138'] }, { phones: null }, { author: 'wangge1' });
		const other = amended(2, { phones: ['139'] }, { phones: null }, { author: 'wangge2' });
		const { fields, clashes } = foldFields(base, [other, mine]);
		expect(fields.phones).toEqual(['139']);
		expect(clashes).toHaveLength(1);
		expect(clashes[0]).toMatchObject({ subject: sampleDoor, field: 'phones' });
		expect(clashes[0]?.values.map(({ value, author }) => [value, author])).toEqual([
			[['138'], 'wangge1'],
			[['139'], 'wangge2']
		]);
	});

	test('[H2] the same value twice is no clash', () => {
		const amendments = [
			amended(1, { note: '同' }),
			amended(2, { note: '同' }, {}, { device: 'd2' })
		];
		expect(foldFields(base, amendments).clashes).toEqual([]);
	});

	test('[H3] an answer to a clash sees both sides and ends it', () => {
		const clash = foldFields(base, [
			amended(1, { note: '甲' }, { note: null }),
			amended(2, { note: '乙' }, { note: null }, { device: 'd2' })
		]);
		const answer = checkAmendment('household', clash, { note: '甲' });
		expect(answer).toEqual({
			ok: true,
			value: [
				{ set: { note: '甲' }, saw: { note: idOf(2) } },
				{ set: { note: '甲' }, saw: { note: idOf(1) } }
			]
		});
		const written = answer.ok
			? answer.value.map(({ set, saw }, i) => amended(3 + i, set, saw))
			: [];
		const ended = foldFields(base, [
			...written,
			amended(1, { note: '甲' }, { note: null }),
			amended(2, { note: '乙' }, { note: null }, { device: 'd2' })
		]);
		expect(ended.clashes).toEqual([]);
		expect(ended.fields.note).toBe('甲');
	});

	test('[H4] the fold does not depend on the order or number of arrivals', () => {
		fc.assert(
			fc.property(anyAmendments, fc.integer(), (amendments, seed) => {
				const shuffled = inClockOrder(amendments)
					.map((amendment, i) => ({ amendment, key: Math.sin(seed + i) }))
					.sort((a, b) => a.key - b.key)
					.map(({ amendment }) => amendment);
				expect(foldFields(base, [...shuffled, ...shuffled])).toEqual(foldFields(base, amendments));
			})
		);
		expect.hasAssertions();
	});

	test('[H5] nothing written is lost: it holds, is seen by a later one, or is in a clash', () => {
		fc.assert(
			fc.property(anyAmendments, (amendments) => {
				const { fields, clashes, heads } = foldFields<object>(base, amendments);
				for (const amendment of amendments) {
					for (const [field, value] of Object.entries(amendment.set)) {
						const isSeen = amendments.some((later) => later.saw[field] === amendment._id);
						const isHead = heads[field]?.includes(amendment._id) ?? false;
						expect(isSeen || isHead).toBe(true);
						if (!isHead) continue;
						const shown = (fields as Record<string, unknown>)[field];
						const isAsked = clashes.some((clash) =>
							clash.values.some((side) => side.amendment === amendment._id)
						);
						expect(shown === value || isAsked).toBe(true);
					}
				}
			})
		);
		expect.hasAssertions();
	});
});

describe('checkAmendment', () => {
	const known = foldFields(base, [amended(1, { note: '甲' }, { note: null })]);

	test('[H6] sets only what differs, in view of what is known', () => {
		expect(checkAmendment('household', known, { note: '乙', headName: base.headName })).toEqual({
			ok: true,
			value: [{ set: { note: '乙' }, saw: { note: idOf(1) } }]
		});
		expect(checkAmendment('household', known, { bestTime: '晚上' })).toEqual({
			ok: true,
			value: [{ set: { bestTime: '晚上' }, saw: { bestTime: null } }]
		});
		expect(checkAmendment('household', known, { note: '甲' })).toEqual({
			ok: false,
			refusal: { kind: 'nothing_changed' }
		});
	});

	test('[H7] refuses fields that do not change, tags that are none of ours, identity numbers', () => {
		const resident = foldFields(sampleEntry('resident'), []);
		const refusalOf = (wish: Record<string, AmendmentValue>) => {
			const checked = checkAmendment('resident', resident, wish);
			return checked.ok ? undefined : checked.refusal;
		};
		expect(refusalOf({ door: 'x' })).toEqual({ kind: 'field', field: 'door' });
		expect(refusalOf({ birthYear: 41 })).toEqual({ kind: 'field', field: 'birthYear' });
		expect(refusalOf({ careTags: ['petitioner'] })).toEqual({
			kind: 'care_tag',
			field: 'careTags'
		});
		expect(refusalOf({ note: '000000194910010012' })).toEqual({ kind: 'id_number', field: 'note' });
		expect(refusalOf({ careTags: ['elder_alone'], moved: true })).toBeUndefined();
	});
});

describe('isRetracted', () => {
	test('[H8] only the author takes a record back, and her last word on it counts', () => {
		const visit = sampleDocument('visit', sha256);
		const back = (n: number, retracted: boolean, author = 'wangge1') =>
			amended(n, { retracted }, {}, { subjectKind: 'visit', author });
		expect(isRetracted(visit, [])).toBe(false);
		expect(isRetracted(visit, [back(1, true)])).toBe(true);
		expect(isRetracted(visit, [back(1, true, 'wangge2')])).toBe(false);
		expect(isRetracted(visit, [back(2, false), back(1, true)])).toBe(false);
	});
});
