import { beforeEach, describe, expect, it } from 'vitest';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { foldFields } from '#lib/domain/household.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleEntry,
	sampleGrid,
	sampleNow,
	sampleUlid
} from '#lib/domain/sampleDocuments.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { amend } from './amend.ts';
import { followUpConcern } from './followUpConcern.ts';
import { joinConcern } from './joinConcern.ts';
import type { KnownConcern } from './knownConcern.ts';
import type { PreparedPicture } from './picture.ts';
import { raiseConcern } from './raiseConcern.ts';
import { recordVisit } from './recordVisit.ts';
import { resolveConcern } from './resolveConcern.ts';
import { retractConcern } from './retractConcern.ts';
import { retractVisit } from './retractVisit.ts';
import { selfHandleConcern } from './selfHandleConcern.ts';
import { withdrawConcern } from './withdrawConcern.ts';
import type { WritingDesk } from './writingDesk.ts';

let ledger: Ledger;
let desk: WritingDesk;

beforeEach(async () => {
	ledger = openMemoryLedger('f');
	const scribe = await openScribe({
		ledger,
		author: 'wangge1',
		device: sampleDevice,
		now: () => sampleNow,
		sha256,
		lock: (work) => work()
	});
	let ids = 0;
	desk = {
		append: scribe.append,
		newId: () => `${sampleUlid.slice(0, 23)}${String((ids += 1)).padStart(3, '0')}`,
		now: () => sampleNow,
		grid: sampleGrid,
		account: 'wangge1',
		role: 'grid_worker',
		units: []
	};
});

const picture: PreparedPicture = {
	sha256: 'cd'.repeat(32),
	contentType: 'image/jpeg',
	bytes: 150_000,
	width: 1600,
	height: 1200,
	thumbnail: 'AAAA'
};
const visit = () => {
	const { _id, kind, grid, photos, ...fields } = sampleEntry('visit');
	return fields;
};
const concern = () => {
	const { _id, kind, grid, photos, sounds, ...fields } = sampleEntry('concern');
	return fields;
};
const known: KnownConcern = {
	...foldConcern(sampleDocument('concern', sha256), []),
	...sampleEntry('concern'),
	id: `concern:${sampleUlid}`,
	author: 'wangge1'
};
const neighbour = `${sampleGrid}/xk/3-2-502`;

async function written(): Promise<LedgerDocument[]> {
	const { documents } = await ledger.changesSince(0, 100);
	for (const document of documents) expect(parseDocument(document)).toMatchObject({ ok: true });
	return documents;
}

describe('visits', () => {
	it('[L20] a visit and its pictures are written together, the same picture once', async () => {
		const done = await recordVisit({ ...visit(), pictures: [picture, picture] }, desk);
		const documents = await written();
		expect(documents.map(({ kind }) => kind).sort()).toEqual(['photo', 'visit']);
		expect(done).toMatchObject({ ok: true, value: { photos: [`photo:${picture.sha256}`] } });
		expect(documents.find(({ kind }) => kind === 'photo')).toMatchObject({
			subject: done.ok && done.value._id
		});
	});

	it('[L20] a refused visit writes nothing', async () => {
		const done = await recordVisit(
			{ ...visit(), outcome: 'no_answer', unchanged: true, pictures: [picture] },
			desk
		);
		expect(done).toMatchObject({ ok: false, refusal: { kind: 'not_met' } });
		expect(await written()).toEqual([]);
	});

	it('[L21] undo is an amendment, and only of what one wrote oneself', async () => {
		const done = await recordVisit({ ...visit(), pictures: [] }, desk);
		const id = done.ok ? done.value._id : '';
		expect(await retractVisit({ id, author: 'wangge2' }, desk)).toMatchObject({
			refusal: { kind: 'not_own' }
		});
		expect(await retractVisit({ id: known.id, author: 'wangge1' }, desk)).toMatchObject({
			refusal: { kind: 'shape' }
		});
		expect(await retractVisit({ id, author: 'wangge1' }, desk)).toMatchObject({
			value: { subjectKind: 'visit', set: { retracted: true } }
		});
		expect(await written()).toHaveLength(2);
	});
});

describe('concerns', () => {
	it('[L22] a concern, its pictures and the self-handling step are written together', async () => {
		const done = await raiseConcern({ ...concern(), selfHandle: true, pictures: [picture] }, desk);
		const documents = await written();
		expect(documents.map(({ kind }) => kind).sort()).toEqual(['concern', 'event', 'photo']);
		expect(done).toMatchObject({ ok: true, value: { kind: 'concern' } });
		expect(documents.find(({ kind }) => kind === 'event')).toMatchObject({ type: 'self_handle' });
	});

	it('[L22] a refused concern writes nothing', async () => {
		const nowhere = { ...concern(), door: '', building: '', place: ' ' } as const;
		const done = await raiseConcern({ ...nowhere, selfHandle: true, pictures: [] }, desk);
		expect(done).toMatchObject({ ok: false, refusal: { kind: 'place_missing' } });
		expect(await written()).toEqual([]);
	});

	it('[L23] a household joins once', async () => {
		const join = (door: string) => joinConcern({ concern: known, door, note: '' }, desk);
		expect(await join(sampleDoor)).toMatchObject({ refusal: { kind: 'already' } });
		expect(await join(neighbour)).toMatchObject({
			value: { type: 'join_household', door: neighbour }
		});
		expect(await written()).toHaveLength(1);
	});

	it('[L24] a step is written only where it would have an effect', async () => {
		const closed = { ...known, state: 'closed' as const };
		const tried = [
			await joinConcern({ concern: closed, door: neighbour, note: '' }, desk),
			await selfHandleConcern({ concern: closed, note: '' }, desk),
			await resolveConcern({ concern: known, note: '修好了' }, desk),
			await withdrawConcern({ concern: closed, reason: '不用了' }, desk),
			await followUpConcern(
				{ concern: known, door: sampleDoor, solved: true, satisfaction: 5, note: '' },
				desk
			)
		];
		for (const one of tried) expect(one).toMatchObject({ refusal: { kind: 'not_allowed' } });
		expect(await written()).toEqual([]);
	});

	it('[L24] who has a concern in hand resolves it, with words', async () => {
		const inHand = { ...known, state: 'self_handling' as const, handler: 'wangge1' };
		expect(await resolveConcern({ concern: inHand, note: ' ' }, desk)).toMatchObject({
			refusal: { kind: 'note_missing' }
		});
		const elsewhere = { ...inHand, handler: 'wangge2' };
		expect(await resolveConcern({ concern: elsewhere, note: '修好了' }, desk)).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(await resolveConcern({ concern: inHand, note: ' 修好了 ' }, desk)).toMatchObject({
			value: { type: 'resolve', note: '修好了' }
		});
		expect(await selfHandleConcern({ concern: known, note: '' }, desk)).toMatchObject({ ok: true });
		expect(await withdrawConcern({ concern: known, reason: '' }, desk)).toMatchObject({
			refusal: { kind: 'note_missing' }
		});
	});

	it('[L25] nobody follows up her own work, and no household is asked twice', async () => {
		const resolved = { ...known, state: 'resolved' as const, owedTo: [neighbour] };
		const ask = (resolvedBy: string, door: string, satisfaction = 5) =>
			followUpConcern(
				{ concern: { ...resolved, resolvedBy }, door, solved: true, satisfaction, note: '' },
				desk
			);
		expect(await ask('wangge1', neighbour)).toMatchObject({ refusal: { kind: 'own_work' } });
		expect(await ask('wuye1', sampleDoor)).toMatchObject({ refusal: { kind: 'already' } });
		expect(await ask('wuye1', neighbour, 9)).toMatchObject({
			refusal: { kind: 'shape', field: 'satisfaction' }
		});
		expect(await ask('wuye1', neighbour)).toMatchObject({ value: { satisfaction: 5 } });
		expect(await written()).toHaveLength(1);
	});

	it('[L26] an id number in words is refused before it is written', async () => {
		const note = '身份证 11010519491231002X';
		expect(await joinConcern({ concern: known, door: neighbour, note }, desk)).toMatchObject({
			refusal: { kind: 'id_number', field: 'note' }
		});
		expect(await written()).toEqual([]);
	});

	it('[L27] a concern somebody works on is not taken back but withdrawn', async () => {
		const dispatched = { ...known, state: 'dispatched' as const };
		expect(await retractConcern(dispatched, desk)).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(await retractConcern(known, desk)).toMatchObject({
			value: { subjectKind: 'concern', subject: sampleUlid }
		});
	});
});

describe('amendments', () => {
	const household = sampleDocument('household', sha256);
	const change = (set: Record<string, string[] | string>) =>
		amend(
			{
				subjectKind: 'household',
				subject: sampleDoor,
				set,
				known: foldFields<object>(household, [])
			},
			desk
		);

	it('[L28] writes only what differs, in view of what was known', async () => {
		expect(await change({ phones: ['13900000001'], headName: household.headName })).toMatchObject({
			value: { set: { phones: ['13900000001'] }, saw: { phones: null } }
		});
		expect(await change({ headName: household.headName })).toMatchObject({
			refusal: { kind: 'nothing_changed' }
		});
		expect(await written()).toHaveLength(1);
	});

	it('[L28] refuses a subject or field that is none', async () => {
		const strange = { subjectKind: 'resident', subject: sampleDoor, set: { note: 'x' } } as const;
		expect(await amend({ ...strange, known: foldFields<object>({}, []) }, desk)).toMatchObject({
			refusal: { kind: 'shape', field: 'subject' }
		});
		expect(await change({ religion: 'x' })).toMatchObject({ refusal: { kind: 'field' } });
		expect(await written()).toEqual([]);
	});
});
