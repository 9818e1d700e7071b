import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { ConcernStateCode } from '#lib/domain/concernStates.ts';
import { concernStates } from '#lib/domain/concernStates.ts';
import type {
	ConcernDocument,
	ConcernEventType,
	EventDocument,
	LedgerDocument
} from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { eventCarries } from '#lib/domain/eventCarries.ts';
import { feedOfGrant } from '#lib/domain/feedOfGrant.ts';
import type { Role } from '#lib/domain/feeds.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import type { Reader } from '#lib/domain/routing.ts';
import { cutOf } from '#lib/domain/routing.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleGrid,
	sampleKinds,
	sampleNow,
	sampleOther,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import { copiesOfMatter, copyFor } from './cutting.ts';
import { always, openFields, unnamedFields, wordsOf } from './expectedFields.ts';
import type { WholeMatter } from './matters.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const community = '150105001019';
const types = Object.keys(eventCarries) as ConcernEventType[];
const photoOf = (name: string) => documentId.photo(sha256(name));
const soundOf = (name: string) => documentId.sound(sha256(name));

function reader(role: Role, scope: string, ...accounts: string[]): Reader {
	return { role, scope, accounts, feed: feedOfGrant({ role, scope })! };
}

const readers: readonly Reader[] = [
	reader('handler_property', `${community}/wy-herun`, 'wuye2'),
	reader('handler_dept', `${community}/bm-ranqi`, 'bumen1'),
	reader('building_head', `${sampleGrid}/xk/3`, 'louzhang1'),
	reader('building_head', `${sampleGrid}/xk/4`, 'louzhang2'),
	reader('informant', `${community}/xinxiyuan1`, 'xinxiyuan1'),
	reader('informant', `${community}/xinxiyuan2`, 'xinxiyuan2'),
	reader('street_staff', '150105001', 'jiedao')
];

function eventOf(type: ConcernEventType, at: number, change: Partial<EventDocument> = {}) {
	const id = `01KASXV2G00000000000${String(at).padStart(6, '0')}`;
	const wallMs = Date.parse(sampleNow) + at * 60_000;
	const extras: Partial<EventDocument> = {
		door: sampleDoor,
		handler: 'wy-herun',
		handlers: ['wy-herun', 'bm-ranqi'],
		contact: 'mark:contact',
		number: '20261126-1',
		onsite: true,
		stage: 'grid_first',
		agreed: true,
		parts: [sampleOther],
		into: sampleOther,
		retracts: sampleOther,
		until: '2026-12-31',
		solved: true,
		satisfaction: 4,
		firstResponse: 'call',
		photos: [photoOf(`event ${at}`)],
		sounds: [soundOf(`event ${at}`)]
	};
	const { must, may } = eventCarries[type];
	const carried = Object.fromEntries([...must, ...may].map((extra) => [extra, extras[extra]]));
	return sampleDocument('event', sha256, {
		...{ _id: documentId.event(sampleUlid, id), type, note: `mark:note of ${type}` },
		...{ author: 'shequ1', capturedAt: new Date(wallMs).toISOString() },
		...{ clock: writeStamp({ wallMs, counter: 0 }, sampleDevice), ...carried, ...change }
	});
}

/** Shortest way into each state there is, found by asking the fold. */
function waysInto(header: ConcernDocument): Map<ConcernStateCode, EventDocument[]> {
	const ways = new Map<ConcernStateCode, EventDocument[]>([['reported', []]]);
	type Step = [ConcernEventType, Partial<EventDocument>];
	const choices: Step[][] = [
		...types.map((type): Step[] => [[type, {}]]),
		[['follow_up', { solved: false, satisfaction: 1, author: 'wangge1' }]],
		[['follow_up', { author: 'wangge1' }]],
		[['mediate', { agreed: false }]],
		[['deliberate', { agreed: false }]],
		[['split', { parts: [sampleOther, sampleUlid.replace(/A$/, 'C')] }]],
		[
			['mediate', { stage: 'community_second', agreed: false }],
			['refer_out', {}]
		]
	];
	let open = [...ways.keys()];
	while (open.length > 0) {
		const found: ConcernStateCode[] = [];
		for (const state of open) {
			const before = ways.get(state)!;
			for (const steps of choices) {
				const more = steps.map(([type, change], at) =>
					eventOf(type, before.length + at + 1, change)
				);
				const events = [...before, ...more];
				const next = foldConcern(header, events).state;
				if (ways.has(next)) continue;
				ways.set(next, events);
				found.push(next);
			}
		}
		open = found;
	}
	return ways;
}

function matterOf(header: ConcernDocument, events: EventDocument[]): WholeMatter {
	const speakers = [header, ...events];
	const ids = [...header.photos, ...events.flatMap(({ photos }) => photos ?? [])];
	return {
		...{ header, state: foldConcern(header, events), amendments: [], retracted: false },
		...{ confidential: header.confidentialReporter, unnamedSince: '' },
		warnings: [sampleDocument('warning', sha256)],
		photos: ids.map((_id) => {
			const subject = header.photos.includes(_id) ? header._id : events[0]!._id;
			return sampleDocument('photo', sha256, { _id, sha256: _id.slice(6), subject });
		}),
		sounds: speakers.flatMap(({ _id: subject, author, sounds = [] }) =>
			sounds.map((_id) =>
				sampleDocument('sound', sha256, { _id, sha256: _id.slice(6), subject, author })
			)
		),
		...{ address: '兴康小区3号楼2单元501', buildingAddress: '兴康小区3号楼' }
	};
}

const authors = [
	['visit', 'wangge1'],
	['building_head', 'louzhang1'],
	['informant', 'xinxiyuan1'],
	['property', 'wuye2'],
	['resident', 'shequ1']
] as const;
const headers = authors.flatMap(([source, author]) =>
	[true, false].flatMap((confidentialReporter) =>
		[sampleDoor, '' as const].map((door) =>
			sampleDocument('concern', sha256, {
				...{ source, author, confidentialReporter, door, building: 'xk/3' },
				...{ text: 'mark:text', place: 'mark:place', photos: [photoOf('header')] },
				sounds: [soundOf('header')]
			})
		)
	)
);

function documentsFor(matter: WholeMatter, to: Reader): LedgerDocument[] {
	return copiesOfMatter(matter, to).map(({ id, edit }) => {
		const { revisions, body } = edit!;
		const content = JSON.parse(body) as object;
		return { ...content, _id: id, _rev: `1-${revisions!.ids[0]!}` } as LedgerDocument;
	});
}

const says = (value: unknown) =>
	value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0);

function fieldsOf(document: LedgerDocument): string[] {
	const fields = Object.entries(document).filter(([name]) => name !== '_rev');
	return fields.flatMap(([name, value]) => (says(value) ? [name] : []));
}

/** Whether it is the reader's own report, said once more without routing.ts. */
function isOwn({ author, source }: ConcernDocument, { role, accounts }: Reader): boolean {
	const asWhat = role === 'building_head' ? 'building_head' : 'informant';
	return role === asWhat && source === asWhat && accounts.includes(author);
}

describe('what arrives', () => {
	test('[R48] every state there is can be reached', () => {
		for (const header of headers.slice(0, 1)) {
			expect([...waysInto(header).keys()].sort()).toEqual([...concernStates].sort());
		}
	});

	test('[R48] [R50] of a concern in any state, each field is one that the table allows', () => {
		let arrived = 0;
		for (const header of headers) {
			for (const [state, events] of waysInto(header)) {
				const matter = matterOf(header, events);
				for (const to of readers) {
					const cut = cutOf[to.role]!;
					const own = isOwn(header, to);
					for (const document of documentsFor(matter, to)) {
						arrived += 1;
						const where = `${state} ${to.feed} ${document._id}`;
						const hidden = header.confidentialReporter && !own ? unnamedFields : {};
						const allowed = openFields[cut][document.kind] ?? [];
						const table = allowed.filter((name) => !hidden[document.kind]?.includes(name));
						const beyond = fieldsOf(document).filter(
							(name) => ![...always, ...table].includes(name)
						);
						expect([where, beyond]).toEqual([where, []]);
						expect(document).toMatchObject({ cut, device: 'station' });
						expect([where, parseDocument(document).ok]).toEqual([where, true]);
						expect(document._rev).toBe(revisionOf(document, sha256));
						if (document.kind === 'event') assertWords(document, to, header);
						if (header.confidentialReporter && !own) assertUnnamed(document, header);
						const isReporter = ['building_head', 'informant'].includes(header.source);
						if (isReporter && !own) expect(document.author).not.toBe(header.author);
					}
				}
			}
		}
		expect(arrived).toBeGreaterThan(1_000);
	});

	function assertWords(event: EventDocument, { role, scope }: Reader, header: ConcernDocument) {
		const { type, note, contact, handler, photos = [] } = event;
		const words = wordsOf[cutOf[role]!];
		if (!words.includes(type)) expect([note, photos]).toEqual(['', []]);
		const isForReader = type === 'dispatch' && handler === scope.split('/')[1];
		if (!isForReader) expect(contact).toBeUndefined();
		if (type === 'dispatch' && isForReader && event.author === 'shequ1') {
			const isReporter = header.confidentialReporter && header.author === 'shequ1';
			expect([note, contact]).toEqual([isReporter ? '' : 'mark:note of dispatch', 'mark:contact']);
		}
	}

	function assertUnnamed(document: LedgerDocument, header: ConcernDocument) {
		const text = JSON.stringify(document);
		for (const mark of [
			'mark:text',
			'mark:place',
			sampleDoor,
			'单元501',
			photoOf('header'),
			soundOf('header')
		]) {
			expect([mark, text.includes(mark)]).toEqual([mark, false]);
		}
		if (document.kind === 'event') expect(document.type).not.toBe('join_household');
		if (document.kind === 'concern') expect(document.place).toBe('兴康小区3号楼');
		if (header.source === 'informant') expect(text).not.toContain('informant');
	}

	test('[R70] [R71] who handles a matter hears who works on it, and never who reported himself', () => {
		const [herun] = readers;
		const street = readers.at(-1)!;
		const steps = [
			eventOf('receive', 1),
			eventOf('dispatch', 2, { handler: 'wy-herun' }),
			eventOf('accept', 3),
			eventOf('respond', 4),
			eventOf('progress', 5),
			eventOf('request_whistle', 6)
		];
		for (const header of headers) {
			const matter = matterOf(header, steps);
			const himself = header.source === 'building_head' || header.source === 'informant';
			for (const to of [herun!, street]) {
				const heard = documentsFor(matter, to)
					.filter(({ kind }) => kind === 'sound')
					.map(({ _id }) => _id)
					.sort();
				const said = [soundOf('event 2'), soundOf('event 4'), soundOf('event 5')];
				const expected = himself ? said : [...said, soundOf('header')];
				expect(heard).toEqual(header.confidentialReporter ? [] : expected.sort());
			}
		}
	});

	test('[R72] who reported something hears his own words again, and nobody else’s', () => {
		const [, , head, , informant] = readers;
		for (const header of headers) {
			const matter = matterOf(header, [eventOf('receive', 1), eventOf('resolve', 2)]);
			for (const to of [head!, informant!]) {
				const heard = documentsFor(matter, to).filter(({ kind }) => kind === 'sound');
				const expected = isOwn(header, to) ? [soundOf('header')] : [];
				expect(heard.map(({ _id }) => _id)).toEqual(expected);
			}
		}
	});

	test('[R44] a unit gets a matter in the states it was sent into, and nobody else does', () => {
		const header = headers.find(({ author, confidentialReporter }) => {
			return author === 'wangge1' && !confidentialReporter;
		})!;
		const ways = waysInto(header);
		const holding = (to: Reader) =>
			[...ways].flatMap(([state, events]) =>
				documentsFor(matterOf(header, events), to).length > 0 ? [state] : []
			);
		const [herun, ranqi, head, other, informant, , street] = readers;
		expect(holding(herun!)).toEqual(expect.arrayContaining(['dispatched', 'accepted', 'whistled']));
		expect(holding(herun!)).not.toContain('reported');
		expect(holding(ranqi!)).toEqual(expect.arrayContaining(['whistled']));
		expect(holding(ranqi!)).not.toContain('dispatched');
		for (const to of [head!, other!, informant!]) expect(holding(to)).toEqual([]);
		// [R53] is held below: what was never whistled is none of the street's.
		expect(holding(street!)).not.toContain('dispatched');
	});

	test('[R44] [R53] who reported something hears what became of it', () => {
		const [herun, ranqi] = readers;
		const street = readers.at(-1)!;
		const steps = [eventOf('receive', 1), eventOf('dispatch', 2, { handler: 'wy-jiahe' })];
		const told = (header: ConcernDocument, to: Reader) =>
			documentsFor(matterOf(header, steps), to).filter(({ kind }) => kind === 'event').length;
		for (const header of headers) {
			expect(told(header, herun!)).toBe(header.source === 'property' ? 2 : 0);
			expect(told(header, ranqi!)).toBe(0);
			expect(told({ ...header, author: 'jiedao', source: 'hotline' }, street)).toBe(2);
		}
	});

	test('[C95] who was sent an order that was taken back hears that it was', () => {
		const [herun] = readers;
		const street = readers.at(-1)!;
		const told = (to: Reader, ...events: EventDocument[]) =>
			documentsFor(matterOf(headers[0]!, events), to).flatMap((one) =>
				one.kind === 'event' ? [one.type] : []
			);
		const before = [eventOf('receive', 1), eventOf('dispatch', 2)];
		const ulid = (event: EventDocument) => event._id.slice(event._id.lastIndexOf(':') + 1);
		const back = eventOf('retract', 3, { retracts: ulid(before[1]!) });
		expect(told(herun!, ...before, back)).toEqual(['receive', 'dispatch', 'retract']);
		const elsewhere = eventOf('dispatch', 4, { handler: 'bm-ranqi' });
		expect(told(herun!, ...before, back, elsewhere)).toEqual(['receive', 'dispatch', 'retract']);
		const asked = [eventOf('receive', 1), eventOf('request_whistle', 2)];
		const unasked = eventOf('retract', 3, { retracts: ulid(asked[1]!) });
		expect(told(street, ...asked, unasked)).toEqual(['receive', 'request_whistle', 'retract']);
	});

	test('[C96] of a correction a handler is told what the matter is and how it presses, nothing else', () => {
		const [herun] = readers;
		const matter = matterOf(headers[0]!, [eventOf('receive', 1), eventOf('dispatch', 2)]);
		const corrected = sampleDocument('amendment', sha256, {
			...{ _id: documentId.amendment(sampleUlid, sampleOther), subject: sampleUlid },
			...{ subjectKind: 'concern', author: 'shequ1' },
			set: { urgency: 'red', category: 'utility.gas', text: 'mark:text', place: 'mark:place' },
			saw: { urgency: null, text: null }
		});
		const words = sampleDocument('amendment', sha256, {
			...{ _id: documentId.amendment(sampleUlid, sampleUlid), subject: sampleUlid },
			...{ subjectKind: 'concern', author: 'shequ1', set: { text: 'mark:text' }, saw: {} }
		});
		const told = documentsFor({ ...matter, amendments: [corrected, words] }, herun!);
		const amendments = told.filter(({ kind }) => kind === 'amendment');
		expect(amendments).toMatchObject([
			{ cut: 'handler', set: { urgency: 'red', category: 'utility.gas' }, saw: { urgency: null } }
		]);
		expect(JSON.stringify(amendments)).not.toContain('mark:');
		expect(amendments.map((one) => parseDocument(one).ok)).toEqual([true]);
	});

	test('[R51] a building head gets his own reports and public matters of his house only', () => {
		const [, , own, other] = readers;
		for (const header of headers) {
			const { source, door, confidentialReporter } = header;
			const isPublic = door === '' && !confidentialReporter;
			const matter = matterOf(header, []);
			const expected = source === 'building_head' || isPublic;
			expect(documentsFor(matter, own!).length > 0).toBe(expected);
			expect(documentsFor(matter, other!)).toEqual([]);
		}
		const header = headers[0]!;
		const sent = [eventOf('receive', 1), eventOf('dispatch', 2, { handler: 'louzhang1' })];
		const [copy] = documentsFor(matterOf(header, sent), own!);
		expect(copy).toMatchObject({ kind: 'concern', cut: 'building', door: '', text: '' });
	});

	test('[R52] an informant gets what became of his reports, and nothing of others', () => {
		const [, , , , own, other] = readers;
		for (const header of headers) {
			const matter = matterOf(header, [eventOf('receive', 1), eventOf('decline', 2)]);
			const answers = documentsFor(matter, own!).filter(({ kind }) => kind === 'event');
			const notes = answers.map((event) => (event.kind === 'event' ? event.note : ''));
			expect(notes).toEqual(header.source === 'informant' ? ['', 'mark:note of decline'] : []);
			expect(documentsFor(matter, other!)).toEqual([]);
		}
	});

	test('[R53] the street gets what was asked to be whistled, with its warnings', () => {
		const street = readers.at(-1)!;
		const before = [eventOf('receive', 1)];
		expect(documentsFor(matterOf(headers[0]!, before), street)).toEqual([]);
		const asked = matterOf(headers[0]!, [...before, eventOf('request_whistle', 2)]);
		const kinds = documentsFor(asked, street).map(({ kind }) => kind);
		expect(kinds).toEqual(['concern', 'event', 'event', 'warning']);
	});

	test.each(sampleKinds)('[R48] a %s that belongs to no concern', (kind: DocumentKind) => {
		const document = sampleDocument(kind, sha256);
		const own = new Map<string, string[]>();
		for (const to of readers) {
			const copy = copyFor(document, to);
			if (!copy) continue;
			const content = {
				...(JSON.parse(copy.edit!.body) as object),
				_id: copy.id
			} as LedgerDocument;
			const allowed = openFields[cutOf[to.role]!][kind] ?? [];
			expect(fieldsOf(content).filter((name) => ![...always, ...allowed].includes(name))).toEqual(
				[]
			);
			own.set(to.feed, fieldsOf(content));
		}
		const here = [`feed-building-${sampleGrid}-xk-3`];
		const all = readers.map(({ feed }) => feed);
		const streets = all.filter((feed) => feed.startsWith('feed-street-'));
		const expected: Partial<Record<DocumentKind, string[]>> = {
			organisation: all,
			settings: all,
			places: all.filter((feed) => !streets.includes(feed)),
			tally: streets,
			...{ check: here, door: here }
		};
		expect([...own.keys()]).toEqual(expected[kind] ?? []);
	});

	test('[R54] a check goes to the informant whom it asks', () => {
		const scope = `${community}/xinxiyuan2`;
		const document = sampleDocument('check', sha256, { scope });
		const to = readers.filter((one) => copyFor(document, one) !== undefined);
		expect(to.map((one) => one.scope)).toEqual([scope]);
	});
});
