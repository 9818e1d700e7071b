// Somebody asks to be forgotten: what the station and its files hold of her afterwards, searched byte
// by byte, and what stays.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AmendmentDocument, LedgerDocument } from '#lib/domain/documents.ts';
import { foldFields } from '#lib/domain/household.ts';
import { eraseResident, isErased } from '#lib/domain/householdFacts.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { editOf } from './storage/ledgerEdit.ts';
import { documentsOf } from './storage/ledgerReading.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid, sha256 } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';
const ledgerName = `ledger-${community}`;
const name = '敖登高娃其其格';
const phone = '15547112233';
const others = { name: '巴特尔', phone: '13947119988' };
const said = '老伴住院了，女儿在包头';

describe('an erasure that was granted', () => {
	let directory: string;
	let storage: StationStorage;
	let station: TrialStation;
	let worker: Person;
	let desk: Person;

	beforeEach(async () => {
		directory = await mkdtemp(join(tmpdir(), 'qingge-erasure-'));
		storage = await openSqliteStorage({ directory });
		station = await openTrialStation({ storage });
		worker = await enter(station, 'wangge1', { role: 'grid_worker', scope: sampleGrid });
		desk = await enter(station, 'shequ1', { role: 'community_staff', scope: community });
	});
	afterEach(async () => {
		await station.close();
		await storage.close();
		await rm(directory, { recursive: true });
	});

	async function push(by: Person, ...documents: LedgerDocument[]): Promise<void> {
		expect(await by.push(...documents)).toEqual([]);
		await station.router.idle();
	}

	async function stored(database: string) {
		const store = await storage.open(database);
		if (!store) throw new Error(`There is no ${database}.`);
		return store;
	}

	async function importHousehold(): Promise<void> {
		const { deviceSeq: _none, ...household } = worker.write('household', {
			...{ author: 'station', headName: name, phones: [phone, others.phone], note: '' }
		});
		await (await stored(ledgerName)).write([editOf(household)], { newEdits: false });
		await station.router.idle();
	}

	function amend(
		subjectKind: 'resident' | 'household',
		subject: string,
		set: AmendmentDocument['set'],
		saw: AmendmentDocument['saw'] = {}
	): AmendmentDocument {
		const _id = documentId.amendment(subject, newUlid());
		const seen = Object.fromEntries(Object.keys(set).map((field) => [field, saw[field] ?? null]));
		return worker.write('amendment', { _id, subject, subjectKind, set, saw: seen });
	}

	/** What lies in the files of the station, whatever they are called, also beside the databases. */
	async function filesHold(...words: string[]): Promise<string[]> {
		const names = (await readdir(directory, { recursive: true, withFileTypes: true })).filter(
			(entry) => entry.isFile()
		);
		const found: string[] = [];
		for (const { parentPath, name: file } of names) {
			const bytes = await readFile(join(parentPath, file));
			found.push(...words.filter((word) => bytes.includes(word)).map((word) => `${file}: ${word}`));
		}
		return found;
	}

	const ask = (resident: string) =>
		worker.write('rights_request', {
			...{ _id: documentId.rightsRequest(newUlid()), door: sampleDoor, resident },
			...{ request: 'erase', words: '' }
		});
	const answer = (request: LedgerDocument, outcome: 'done' | 'refused') =>
		desk.write('rights_answer', {
			_id: documentId.rightsAnswer(localPart(request._id), newUlid()),
			...{ request: localPart(request._id), outcome, note: '' }
		});

	async function livesHere(fields: { name: string; phone: string }) {
		const resident = worker.write('resident', {
			...{ _id: documentId.resident(newUlid()), ...fields, note: '' }
		});
		await push(worker, resident);
		return { resident, subject: localPart(resident._id) };
	}

	test('[P20] leaves nothing of her in ledger, feed and files; who wrote when stays, and it folds', async () => {
		await importHousehold();
		const { resident, subject } = await livesHere({ name, phone });
		const other = await livesHere(others);
		const moved = amend('resident', subject, { phone: '15547110000', moved: true });
		const noted = amend('resident', subject, { note: said });
		await push(worker, moved, noted);
		expect(await filesHold(name, phone, said)).not.toEqual([]);

		const request = ask(subject);
		await push(worker, request);
		await push(desk, answer(request, 'done'));
		const saw = { phone: moved._id, note: noted._id };
		await push(
			worker,
			amend('resident', subject, eraseResident(), saw),
			amend('household', sampleDoor, { headName: '', phones: [others.phone] })
		);

		expect(await filesHold(name, phone, '15547110000', said)).toEqual([]);
		expect(await filesHold(others.name, others.phone)).not.toEqual([]);
		for (const database of [ledgerName, worker.feed]) {
			const store = await stored(database);
			const residents = await documentsOf(store, 'resident');
			const hers = residents.find(({ _id }) => _id === resident._id);
			expect(hers).toMatchObject({
				...{ author: 'wangge1', clock: resident.clock, deviceSeq: resident.deviceSeq },
				erased: localPart(request._id)
			});
			expect(residents.find(({ _id }) => _id === other.resident._id)).toMatchObject(others);
			const about = (await documentsOf(store, 'amendment')).filter(
				(one) => one.subject === subject
			);
			expect(about.map(({ _id }) => _id)).toEqual(expect.arrayContaining([moved._id, noted._id]));
			const { fields, clashes } = foldFields(hers!, about);
			expect([isErased(fields), fields.moved, clashes]).toEqual([true, true, []]);
			const [household] = await documentsOf(store, 'household');
			expect([household?.headName, household?.phones]).toEqual(['', [others.phone]]);
		}
		for (const document of await worker.read()) expect(parseDocument(document).ok).toBe(true);
		const trail = station.audit.last(20).filter(({ event }) => event === 'erased');
		expect(trail).toMatchObject([{ by: 'station', facts: { request: localPart(request._id) } }]);
	});

	test('[P21] does not begin without a yes, nor before the door was told, nor for another door', async () => {
		const { subject } = await livesHere({ name, phone });
		const request = ask(subject);
		await push(worker, request, amend('resident', subject, eraseResident()));
		await push(desk, answer(request, 'refused'));
		expect(await filesHold(name)).not.toEqual([]);
		const again = worker.write('rights_request', {
			...{ _id: documentId.rightsRequest(newUlid()), door: `${sampleGrid}/xk/3-2-502` },
			...{ resident: subject, request: 'erase', words: '' }
		});
		await push(worker, again);
		await push(desk, answer(again, 'done'));
		await push(worker, amend('resident', subject, eraseResident()));
		expect(await filesHold(name)).not.toEqual([]);
	});

	test('[P22] what arrives late of her is emptied as it comes, and what is offered again is known', async () => {
		const { resident, subject } = await livesHere({ name, phone });
		const late = amend('resident', subject, { phone: '15547110000' });
		const request = ask(subject);
		await push(worker, request);
		await push(desk, answer(request, 'done'));
		await push(worker, amend('resident', subject, eraseResident()));
		await push(worker, late);
		await push(worker, resident, late);
		expect(await filesHold(name, phone, '15547110000')).toEqual([]);
		expect((await station.router.reading()).setAside).toBe(0);
	});

	test('[P23] of a whole household go the notes of visits, pictures and recordings too; who moves in later is not touched', async () => {
		await importHousehold();
		await livesHere({ name, phone });
		const visit = documentId.visit(newUlid());
		const picture = sha256('picture');
		const sound = sha256('sound');
		await push(
			worker,
			worker.write('visit', {
				...{ _id: visit, note: said, photos: [documentId.photo(picture)] },
				careChecks: { health: { state: 'attention', note: '腿疼' } }
			}),
			worker.write('photo', { _id: documentId.photo(picture), sha256: picture, subject: visit }),
			worker.write('sound', { _id: documentId.sound(sound), sha256: sound, subject: visit })
		);
		const request = ask('');
		await push(worker, request);
		await push(desk, answer(request, 'done'));
		const emptied = {
			...{ headName: '', phones: [], partyHub: false },
			...{ preferredLanguage: 'zh', bestTime: '', note: '' }
		};
		await push(worker, amend('household', sampleDoor, emptied));
		expect(await filesHold(name, phone, said, '腿疼')).toEqual([]);
		for (const database of [ledgerName, worker.feed]) {
			const store = await stored(database);
			const [left] = await documentsOf(store, 'visit');
			expect(left).toMatchObject({ outcome: 'met', note: '', photos: [] });
			for (const id of [documentId.photo(picture), documentId.sound(sound)]) {
				expect([id, (await store.row(id))?.deleted]).toEqual([id, true]);
			}
		}
		const next = { name: '新来的其木格', phone: '13900001111' };
		await livesHere(next);
		await push(worker, amend('household', sampleDoor, { headName: next.name }));
		expect(await filesHold(next.name, next.phone)).not.toEqual([]);
		expect(
			(await documentsOf(await stored(ledgerName), 'resident')).map((one) => one.name)
		).toContain(next.name);
	});
});
