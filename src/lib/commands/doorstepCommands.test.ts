import { beforeEach, describe, expect, it } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Role } from '#lib/domain/feeds.ts';
import { foldFields } from '#lib/domain/household.ts';
import { eraseHousehold, eraseResident } from '#lib/domain/householdFacts.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { NewResident } from '#lib/domain/newResident.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleGrid
} from '#lib/domain/sampleDocuments.ts';
import { ulidAt } from '#lib/domain/toldConcern.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { addResident } from './addResident.ts';
import { amendAll } from './amendAll.ts';
import { answerCampaign } from './answerCampaign.ts';
import { answerRights } from './answerRights.ts';
import { askRights } from './askRights.ts';
import { endCampaign } from './endCampaign.ts';
import { makeCampaign } from './makeCampaign.ts';
import type { PreparedPicture } from './picture.ts';
import { retractResident } from './retractResident.ts';
import type { WritingDesk } from './writingDesk.ts';

const now = '2026-11-23T02:00:00.000Z';
const community = sampleGrid.slice(0, 12);
const picture: PreparedPicture = {
	...{ sha256: 'cd'.repeat(32), contentType: 'image/jpeg', bytes: 150_000 },
	...{ width: 1600, height: 1200, thumbnail: 'AAAA' }
};
const campaign = sampleDocument('campaign', sha256);
const request = sampleDocument('rights_request', sha256);

let ledger: Ledger;
let desk: (role: Role, grid?: string) => WritingDesk;

beforeEach(async () => {
	ledger = openMemoryLedger('f');
	const { append } = await openScribe({
		...{ ledger, author: 'wangge1', device: sampleDevice, now: () => now, sha256 },
		lock: (work) => work()
	});
	let ids = 0;
	const newId = () => ulidAt((ids += 1));
	desk = (role, grid = sampleGrid) => ({
		...{ append, newId, account: 'wangge1', role, units: [], grid },
		now: () => now
	});
});

async function written(): Promise<LedgerDocument[]> {
	const { documents } = await ledger.changesSince(0, 100);
	for (const document of documents) expect(parseDocument(document)).toMatchObject({ ok: true });
	return documents;
}
const worker = () => desk('grid_worker');
const staff = () => desk('community_staff', community);
const heard = { door: sampleDoor, outcome: 'answered', answers: { q1: 'for' }, note: '' } as const;
const no = { ok: false, refusal: { kind: 'not_allowed' } };

describe('campaigns', () => {
	it('[C136] the community makes and ends one, for the whole community', async () => {
		const { title, words, where, questions } = campaign;
		const made = await makeCampaign(
			{ title, words, where, questions, dueOn: '2026-12-10' },
			staff()
		);
		expect(made).toMatchObject({ ok: true, value: { grid: `${community}-00`, where } });
		const id = made.ok ? made.value._id : '';
		expect(await endCampaign({ id, note: ' 都问过了 ' }, staff())).toMatchObject({
			...{ ok: true, value: { campaign: localPart(id), note: '都问过了', grid: `${community}-00` } }
		});
		expect(await endCampaign({ id: 'campaign:x', note: '' }, staff())).toMatchObject({ ok: false });
		expect(await written()).toHaveLength(2);
	});

	it('[C136] a grid worker answers at her doors, with pictures, and writes no campaign', async () => {
		const answer = { campaign, ...heard, kept: [`photo:${'ab'.repeat(32)}`], pictures: [picture] };
		const done = await answerCampaign(answer, worker());
		expect(done).toMatchObject({ ok: true, value: { grid: sampleGrid, answers: { q1: 'for' } } });
		const documents = await written();
		expect(documents.find(({ kind }) => kind === 'photo')).toMatchObject({
			subject: done.ok && done.value._id
		});
		expect(done.ok && done.value.photos).toHaveLength(2);
		expect(await answerCampaign(answer, staff())).toEqual(no);
		expect(await answerCampaign(answer, desk('grid_worker', `${community}-02`))).toEqual(no);
		expect(await makeCampaign({ ...campaign }, worker())).toEqual(no);
		expect(await endCampaign({ id: campaign._id, note: '' }, worker())).toEqual(no);
		expect(await written()).toHaveLength(2);
	});

	it('[C131] nobody at home carries no picture and no answer', async () => {
		const nobody = { ...heard, outcome: 'no_answer' as const, kept: [], pictures: [picture] };
		await answerCampaign({ campaign, ...nobody }, worker());
		expect(await written()).toMatchObject([{ kind: 'campaign_answer', answers: {}, photos: [] }]);
	});
});

describe('what residents ask', () => {
	const asked = { door: sampleDoor, resident: '', request: 'correct', words: '电话错了' } as const;

	it('[H15] is written at the door and answered by the community, a no with its reason', async () => {
		expect(await askRights(asked, worker())).toMatchObject({ ok: true });
		expect(await askRights({ ...asked, words: ' ' }, worker())).toMatchObject({
			refusal: { kind: 'words_missing' }
		});
		expect(await askRights(asked, staff())).toEqual(no);
		const reply = { request, outcome: 'refused', note: '' } as const;
		expect(await answerRights(reply, staff())).toMatchObject({ refusal: { kind: 'note_missing' } });
		expect(await answerRights({ ...reply, note: '还在办' }, worker())).toEqual(no);
		expect(await answerRights({ ...reply, outcome: 'done' }, staff())).toMatchObject({
			...{ ok: true, value: { grid: sampleGrid, outcome: 'done' } }
		});
		expect(await written()).toHaveLength(2);
	});

	it('[H13] what is erased is erased together, and only what is not yet', async () => {
		const resident = sampleDocument('resident', sha256);
		const household = sampleDocument('household', sha256);
		const known = <F extends object>(base: F) => foldFields<object>(base, []);
		const changes = [
			{
				...{ subjectKind: 'resident' as const, subject: localPart(resident._id) },
				...{ set: eraseResident(), known: known(resident) }
			},
			{
				...{ subjectKind: 'household' as const, subject: sampleDoor },
				...{ set: eraseHousehold(household, 'all'), known: known(household) }
			}
		];
		expect(await amendAll(changes, worker())).toMatchObject({ ok: true });
		const documents = await written();
		expect(documents.map(({ kind }) => kind)).toEqual(['amendment', 'amendment']);
		expect(JSON.stringify(documents)).not.toContain(resident.phone);
		const erased = changes.map((change) => ({
			...change,
			known: known({ ...change.known.fields, ...change.set })
		}));
		expect(await amendAll(erased, worker())).toMatchObject({
			refusal: { kind: 'nothing_changed' }
		});
		const wrong = [...changes, { ...changes[0]!, subject: 'nobody' }];
		expect(await amendAll(wrong, worker())).toMatchObject({ ok: false });
		expect(await written()).toHaveLength(2);
	});
});

describe('who came', () => {
	const resident: NewResident = {
		...{ name: '张安', relation: '女', gender: 'female' as const, birthYear: 2026, phone: '' },
		...{ residency: 'resident', careTags: [] }
	};

	it('[H10] is entered by the worker of the door and taken back by who entered her', async () => {
		const added = await addResident({ door: sampleDoor, resident }, worker());
		expect(added).toMatchObject({ ok: true, value: { door: sampleDoor, grid: sampleGrid } });
		const id = added.ok ? added.value._id : '';
		expect(await retractResident({ id, author: 'wangge2' }, worker())).toMatchObject({ ok: false });
		expect(await retractResident({ id, author: 'wangge1' }, worker())).toMatchObject({
			...{ ok: true, value: { subjectKind: 'resident', set: { retracted: true } } }
		});
		const entered = { door: sampleDoor, resident };
		expect(await addResident(entered, staff())).toEqual(no);
		expect(await written()).toHaveLength(2);
	});
});
