import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConcernDocument, EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid, sha256 } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';

describe('a concern on its way', () => {
	let station: TrialStation;
	let worker: Person;
	let office: Person;
	let herun: Person;
	beforeEach(async () => {
		station = await openTrialStation();
		worker = await enter(station, 'wangge1', { role: 'grid_worker', scope: sampleGrid });
		office = await enter(station, 'shequ1', { role: 'community_staff', scope: community });
		herun = await enter(station, 'wuye2', {
			role: 'handler_property',
			scope: `${community}/wy-herun`
		});
	});
	afterEach(async () => {
		await station.close();
	});

	function eventOf(
		by: Person,
		concern: string,
		change: Partial<EventDocument> & Pick<EventDocument, 'type'>
	): EventDocument {
		const _id = documentId.event(concern, newUlid());
		return by.write('event', { _id, concern, ...change });
	}

	/** Without what the station writes of its own, which is told elsewhere. */
	async function idsOf(person: Person): Promise<string[]> {
		const byPeople = (await person.read()).filter(({ author }) => author !== 'station');
		return byPeople.map(({ _id }) => _id).sort();
	}

	async function found<D extends LedgerDocument>(person: Person, id: string): Promise<D> {
		const one = (await person.read()).find(({ _id }) => _id === id);
		if (!one) throw new Error(`${person.account} does not hold ${id}.`);
		return one as D;
	}

	async function report(change: Partial<ConcernDocument> = {}): Promise<string> {
		const concern = newUlid();
		const document = worker.write('concern', { _id: documentId.concern(concern), ...change });
		expect(await worker.push(document)).toEqual([]);
		await station.router.idle();
		return concern;
	}

	async function dispatch(concern: string, handler = 'wy-herun'): Promise<EventDocument> {
		const receive = eventOf(office, concern, { type: 'receive', number: '1' });
		const order = { type: 'dispatch' as const, handler, note: '请去看看暖气', contact: '138' };
		const sent = eventOf(office, concern, order);
		expect(await office.push(receive, sent)).toEqual([]);
		await station.router.idle();
		return sent;
	}

	test('[R43] a report is dispatched, reaches the handler cut, and her answer reaches everybody', async () => {
		const concern = await report();
		expect(await idsOf(office)).toEqual([documentId.concern(concern)]);
		expect(await idsOf(herun)).toEqual([]);
		const sent = await dispatch(concern);
		const copy = await found<ConcernDocument>(herun, documentId.concern(concern));
		expect(copy).toMatchObject({ cut: 'handler', device: 'station', text: '暖气不热' });
		expect(copy.deviceSeq).toBeUndefined();
		expect(copy._rev).toBe(revisionOf(copy, sha256));
		expect(parseDocument(copy).ok).toBe(true);
		expect(await found(herun, sent._id)).toMatchObject({ note: '请去看看暖气', contact: '138' });

		const accept = eventOf(herun, concern, { type: 'accept' });
		expect(await herun.push(accept)).toEqual([]);
		await station.router.idle();
		const ledger = await station.storage.open(`ledger-${community}`);
		expect((await ledger?.row(accept._id))?.rev).toBe(accept._rev);
		for (const person of [worker, office, herun]) {
			expect((await found(person, accept._id))._rev).toBe(accept._rev);
		}
	});

	test('[R44] what a unit gave back goes on without it', async () => {
		const jiahe = await enter(station, 'wuye3', {
			role: 'handler_property',
			scope: `${community}/wy-jiahe`
		});
		const concern = await report();
		await dispatch(concern);
		const giveBack = eventOf(herun, concern, { type: 'return', note: '不是我们的' });
		expect(await herun.push(giveBack)).toEqual([]);
		await station.router.idle();
		const second = eventOf(office, concern, {
			...{ type: 'dispatch', handler: 'wy-jiahe', note: '请你们去' }
		});
		await office.push(second);
		await station.router.idle();
		const accept = eventOf(jiahe, concern, { type: 'accept' });
		await jiahe.push(accept);
		await station.router.idle();
		const old = await idsOf(herun);
		expect(old).toContain(giveBack._id);
		expect(old).not.toContain(second._id);
		expect(old).not.toContain(accept._id);
		expect(await idsOf(jiahe)).toEqual(expect.arrayContaining([second._id, accept._id]));
	});

	test('[R45] a unit that comes later finds what it has in hand', async () => {
		const concern = await report();
		await dispatch(concern, 'bm-reli');
		const reli = await enter(station, 'bumen3', {
			role: 'handler_dept',
			scope: `${community}/bm-reli`
		});
		await station.router.idle();
		expect(await idsOf(reli)).toContain(documentId.concern(concern));
		expect(await idsOf(herun)).toEqual([]);
	});

	test('[R46] whatever arrives first, the same is there in the end', async () => {
		const orders = [
			...[
				[0, 1, 2, 3],
				[3, 2, 1, 0],
				[2, 0, 3, 1],
				[1, 3, 0, 2],
				[3, 0, 2, 1]
			]
		];
		for (const order of orders) {
			const concern = newUlid();
			const _id = documentId.concern(concern);
			const picture = { _id: documentId.photo(sha256(concern)), sha256: sha256(concern) };
			const header = worker.write('concern', { _id, photos: [picture._id] });
			const photo = worker.write('photo', { ...picture, subject: _id });
			const receive = eventOf(office, concern, { type: 'receive' });
			const sent = eventOf(office, concern, { type: 'dispatch', handler: 'wy-herun' });
			const all: [Person, LedgerDocument][] = [
				...([
					[worker, header],
					[worker, photo],
					[office, receive],
					[office, sent]
				] as const)
			].map(([by, document]) => [by, document]);
			const before = new Set(await idsOf(herun));
			for (const at of order) {
				const [by, document] = all[at]!;
				expect(await by.push(document)).toEqual([]);
				await station.router.idle();
			}
			const arrived = (await idsOf(herun)).filter((id) => !before.has(id));
			expect(arrived).toEqual([_id, photo._id, receive._id, sent._id].sort());
		}
	});

	test('[R47] a cut copy is written once, and never goes back into the ledger', async () => {
		const concern = await report();
		await dispatch(concern);
		const feed = await station.storage.open(herun.feed);
		const before = (await feed?.info())?.updateSeq;
		const ledger = await station.storage.open(`ledger-${community}`);
		const whole = await ledger?.row(documentId.concern(concern));
		await station.close();
		const again = await openTrialStation({ storage: station.storage, access: station.access });
		await again.router.idle();
		expect((await feed?.info())?.updateSeq).toBe(before);
		expect((await ledger?.row(documentId.concern(concern)))?.rev).toBe(whole?.rev);
		expect((await again.router.reading()).setAside).toBe(0);
		await again.close();
	});
});
