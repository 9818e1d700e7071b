import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendable } from './amendable.ts';
import { schemas } from './envelope.ts';
import { eventCarries } from './eventCarries.ts';
import { documentId } from './ids.ts';
import { parseDocument } from './parseDocument.ts';
import { caps } from './poison.ts';
import { revisionOf } from './revision.ts';
import {
	sampleDocument,
	sampleDoor,
	sampleKinds,
	sampleOther,
	sampleUlid
} from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const refusalOf = (raw: unknown) => {
	const parsed = parseDocument(raw);
	return parsed.ok ? undefined : parsed.refusal;
};
const nested = (depth: number): unknown => {
	let value: unknown = 'x';
	for (let i = 0; i < depth; i += 1) value = [value];
	return value;
};

describe('parseDocument', () => {
	test.each(sampleKinds)('[D1] takes an honest %s as it is', (kind) => {
		const document = sampleDocument(kind, sha256);
		const parsed = parseDocument(document);
		expect(parsed).toEqual({ ok: true, value: document });
		expect(parsed.ok && parsed.value).toBe(document);
	});

	test.each(sampleKinds)('[D2] refuses a %s with any field missing, wrong, or too many', (kind) => {
		const document: Record<string, unknown> = { ...sampleDocument(kind, sha256) };
		for (const field of Object.keys(document)) {
			if (field === '_id' || field === 'kind') continue;
			const { [field]: _gone, ...without } = document;
			if (field !== 'deviceSeq') {
				expect(refusalOf(without), `without ${field}`).toEqual({ kind: 'shape', field });
			}
			const wrong = { ...document, [field]: { nothing: 'like it' } };
			expect(refusalOf(wrong), `wrong ${field}`).toMatchObject({ kind: 'shape' });
		}
		expect(refusalOf({ ...document, idNumber: '1' })).toEqual({ kind: 'shape', field: 'idNumber' });
	});

	test('[D3] what is no document, of no known kind, or newer is told apart', () => {
		for (const raw of [undefined, null, 3, 'text', [], {}, { _id: 3 }, { _id: 'visit:x' }]) {
			expect(refusalOf(raw)).toEqual({ kind: 'not_a_document' });
		}
		const visit = sampleDocument('visit', sha256);
		for (const kind of ['hearing', 'toString', '__proto__']) {
			expect(refusalOf({ ...visit, kind })).toEqual({ kind: 'unknown_kind' });
		}
		const newer = { ...visit, schema: schemas.visit + 1, mood: 'a field of tomorrow' };
		expect(refusalOf(newer)).toEqual({ kind: 'schema_newer' });
		expect(refusalOf({ ...visit, schema: 0 })).toEqual({ kind: 'shape', field: 'schema' });
	});

	test('[D4] poison is recognised before anything is read from it', () => {
		const visit = sampleDocument('visit', sha256);
		const poisoned: [unknown, string][] = [
			[{ ...visit, note: nested(5_000) }, 'depth'],
			[{ ...visit, note: 'x'.repeat(caps.string + 1) }, 'string'],
			[{ ...visit, thumbnail: 'x'.repeat(caps.thumbnail + 1) }, 'string'],
			[{ ...visit, photos: Array.from({ length: caps.nodes }, () => 1) }, 'nodes'],
			[{ ...visit, photos: Array.from({ length: 9 }, () => '格'.repeat(8_000)) }, 'bytes'],
			[JSON.parse('{"_id":"visit:x","kind":"visit","note":{"__proto__":1}}'), 'key'],
			[{ ...visit, note: { constructor: 1 } }, 'key'],
			[{ ...visit, note: 'half \uD83D' }, 'text'],
			[{ ...visit, note: 'nul \0' }, 'text'],
			[{ ...visit, 'nul \0': 1 }, 'text']
		];
		for (const [raw, cap] of poisoned) expect(refusalOf(raw)).toEqual({ kind: 'poison', cap });
	});

	test('[D4] a document just within the caps is no poison', () => {
		const photo = sampleDocument('photo', sha256, { thumbnail: 'A'.repeat(caps.thumbnail) });
		expect(parseDocument(photo).ok).toBe(true);
		const noted = sampleDocument('visit', sha256, { note: '😀'.repeat(2_000) });
		expect(parseDocument(noted).ok).toBe(true);
	});

	test('[D5] an id that does not say what the fields say is refused', () => {
		const wrongIds = {
			door: documentId.door(sampleDoor.replace('501', '502')),
			household: documentId.door(sampleDoor),
			resident: `visit:${sampleUlid}`,
			visit: 'visit:not-a-ulid',
			concern: `concern:${sampleUlid}:${sampleOther}`,
			event: documentId.event(sampleOther, sampleUlid),
			amendment: documentId.amendment(sampleUlid, sampleOther),
			photo: documentId.photo('cd'.repeat(32)),
			check: `visit:${sampleUlid}`,
			check_answer: documentId.checkAnswer(sampleUlid, sampleOther),
			warning: documentId.warning(sampleOther, 'x'),
			organisation: 'organisation:not-a-ulid',
			settings: 'settings:not-a-ulid',
			places: `settings:${sampleUlid}`,
			campaign: `campaign_end:${sampleUlid}`,
			campaign_end: documentId.campaignEnd(sampleUlid, sampleUlid),
			campaign_answer: documentId.campaignAnswer(sampleUlid, sampleUlid),
			rights_request: 'rights_request:not-a-ulid',
			rights_answer: documentId.rightsAnswer(sampleUlid, sampleUlid),
			export_profile: `export_run:${sampleUlid}`,
			export_run: `export_profile:${sampleUlid}`,
			tally: documentId.tally('150105001019', '2026-11-24'),
			sound: documentId.sound('ab'.repeat(32))
		};
		for (const kind of sampleKinds) {
			const document = { ...sampleDocument(kind, sha256), _id: wrongIds[kind] };
			expect(refusalOf(document), kind).toEqual({ kind: 'shape', field: '_id' });
		}
	});

	test('[D5] an id that is not in composed Unicode is refused', () => {
		const door = '150105001019-01/xk/3-2-\uF900501';
		const document = sampleDocument('door', sha256, { door, _id: documentId.door(door) });
		expect(refusalOf(document)).toEqual({ kind: 'shape', field: '_id' });
		const composed = door.normalize('NFC');
		const fine = sampleDocument('door', sha256, { door: composed, _id: documentId.door(composed) });
		expect(parseDocument(fine).ok).toBe(true);
	});

	test('[D6] a door of another grid, or a clock of another device, is refused', () => {
		const grid = '150105001019-02';
		for (const kind of ['door', 'household', 'resident', 'visit', 'concern'] as const) {
			expect(refusalOf(sampleDocument(kind, sha256, { grid })), kind).toEqual({
				kind: 'shape',
				field: 'grid'
			});
		}
		const amendment = sampleDocument('amendment', sha256, { grid });
		expect(refusalOf(amendment)).toEqual({ kind: 'shape', field: 'subject' });
		const visit = sampleDocument('visit', sha256, { device: 'another' });
		expect(refusalOf(visit)).toEqual({ kind: 'shape', field: 'clock' });
	});

	test('[D7] an event carries what its type asks for, and nothing else', () => {
		const extras = {
			door: sampleDoor,
			handler: 'wuye1',
			handlers: ['bm-ranqi'],
			contact: '13800000000',
			number: '兴康-26-0001',
			onsite: true,
			stage: 'grid_first',
			agreed: true,
			parts: [sampleOther],
			into: sampleOther,
			retracts: sampleOther,
			until: '2026-12-01',
			since: '2026-11-20T02:00:00.000Z',
			solved: true,
			satisfaction: 4,
			firstResponse: 'call',
			photos: [],
			sounds: []
		} as const;
		for (const [type, { must, may }] of Object.entries(eventCarries)) {
			const bare = sampleDocument('event', sha256, { type } as never);
			const carried = Object.fromEntries([...must, ...may].map((extra) => [extra, extras[extra]]));
			expect(parseDocument({ ...bare, ...carried }).ok, type).toBe(true);
			for (const extra of Object.keys(extras) as (keyof typeof extras)[]) {
				const field = { kind: 'shape', field: extra };
				if (must.includes(extra)) {
					const { [extra]: _gone, ...without } = { ...bare, ...carried } as Record<string, unknown>;
					expect(refusalOf(without), `${type} without ${extra}`).toEqual(field);
				} else if (!may.includes(extra)) {
					const more = { ...bare, ...carried, [extra]: extras[extra] };
					expect(refusalOf(more), `${type} with ${extra}`).toEqual(field);
				}
			}
		}
	});

	test('[D8] an amendment sets only what may change, to values that fit', () => {
		const amendment = sampleDocument('amendment', sha256);
		const setRefused = { kind: 'shape', field: 'set' };
		for (const set of [{}, { door: 'x' }, { phones: 'x' }, { partyHub: 1 }, { toString: 'x' }]) {
			expect(refusalOf({ ...amendment, set, saw: {} })).toEqual(setRefused);
		}
		expect(refusalOf({ ...amendment, saw: { note: null } })).toEqual({
			kind: 'shape',
			field: 'saw'
		});
		const retraction = sampleDocument('amendment', sha256, {
			_id: documentId.amendment(sampleUlid, sampleOther),
			subject: sampleUlid,
			subjectKind: 'visit',
			set: { retracted: true },
			saw: {}
		});
		expect(parseDocument(retraction).ok).toBe(true);
		expect(refusalOf({ ...retraction, subjectKind: 'household' })).toEqual({
			kind: 'shape',
			field: 'subject'
		});
		expect(Object.keys(amendable.visit)).not.toContain('door');
	});

	test('[D9] instants and days are real ones', () => {
		const visit = sampleDocument('visit', sha256);
		const noInstants = [
			'2026-02-30T00:00:00.000Z',
			'2026-13-01T00:00:00.000Z',
			'2026-00-10T00:00:00.000Z',
			'2026-11-00T00:00:00.000Z',
			'2026-11-23T24:00:00.000Z',
			'2026-11-23T23:60:00.000Z',
			'2026-11-23',
			'2026-11-23T10:00:00Z'
		];
		for (const capturedAt of noInstants) {
			expect(refusalOf({ ...visit, capturedAt })).toEqual({ kind: 'shape', field: 'capturedAt' });
		}
		for (const nextVisitOn of ['2026-02-30', '2100-02-29', 'tomorrow', '2026-1-1']) {
			expect(refusalOf({ ...visit, nextVisitOn })).toEqual({ kind: 'shape', field: 'nextVisitOn' });
		}
		for (const nextVisitOn of ['2028-02-29', '2000-02-29', '2026-12-31']) {
			expect(parseDocument({ ...visit, nextVisitOn }).ok).toBe(true);
		}
	});

	test('[D10] what a database hangs on a document is taken off, its content is not touched', () => {
		const visit = sampleDocument('visit', sha256);
		const carried = { ...visit, _revisions: { start: 1, ids: ['x'] }, _local_seq: 4 };
		expect(parseDocument(carried)).toEqual({ ok: true, value: visit });
		expect(revisionOf(carried, sha256)).toBe(visit._rev);
		expect(refusalOf({ ...visit, _deleted: true })).toEqual({ kind: 'shape', field: '_deleted' });
	});

	test('[D11] never throws, whatever comes', () => {
		const base = fc.constantFrom(...sampleKinds).map((kind) => sampleDocument(kind, sha256));
		const bent = fc
			.tuple(base, fc.dictionary(fc.string(), fc.anything({ withBigInt: false })))
			.map(([document, changes]) => ({ ...document, ...changes }));
		fc.assert(
			fc.property(fc.oneof(fc.anything({ maxDepth: 8 }), bent), (raw) => {
				const parsed = parseDocument(raw);
				if (parsed.ok) expect(sampleKinds).toContain(parsed.value.kind);
				else expect(parsed.refusal.kind).toBeTypeOf('string');
			}),
			{ numRuns: 2_000 }
		);
		expect.hasAssertions();
	});
});
