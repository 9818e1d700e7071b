import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';
const dayMs = 86_400_000;

describe('the window of a feed', () => {
	let station: TrialStation;
	let nowMs: number;
	let worker: Person;
	let office: Person;
	let herun: Person;
	beforeEach(async () => {
		nowMs = Date.parse('2026-11-26T02:00:00.000Z');
		station = await openTrialStation({ nowMs: () => nowMs });
		await enterAll();
	});
	afterEach(async () => {
		await station.close();
	});

	/** Sign-ins end long before a feed ages. */
	async function enterAll(): Promise<void> {
		worker = await enter(station, 'wangge1', { role: 'grid_worker', scope: sampleGrid });
		office = await enter(station, 'shequ1', { role: 'community_staff', scope: community });
		herun = await enter(station, 'wuye2', {
			role: 'handler_property',
			scope: `${community}/wy-herun`
		});
	}

	async function idsOf(person: Person): Promise<string[]> {
		const store = (await station.storage.open(person.feed))!;
		const range = { from: 'a', to: 'z', limit: 1_000, bodies: false };
		return (await store.rowsById(range)).map(({ id }) => id);
	}

	function step(by: Person, concern: string, change: Partial<EventDocument>): EventDocument {
		return by.write('event', { _id: documentId.event(concern, newUlid()), concern, ...change });
	}

	/** One that is over, one that is not; both were the handler's. */
	async function twoConcerns(): Promise<[over: string, open: string]> {
		const [over, open] = [newUlid(), newUlid()];
		for (const concern of [over, open]) {
			await worker.push(worker.write('concern', { _id: documentId.concern(concern) }));
			await station.router.idle();
			await office.push(
				step(office, concern, { type: 'receive' }),
				step(office, concern, { type: 'dispatch', handler: 'wy-herun' })
			);
			await station.router.idle();
		}
		await office.push(step(office, over, { type: 'withdraw' }));
		await station.router.idle();
		return [over, open];
	}

	const isAbout = (concern: string) => (id: string) => id.includes(concern);

	test('[R55] what is over leaves the feeds after a year, what is open and the last visit stay', async () => {
		const [over, open] = await twoConcerns();
		const visits = [newUlid(), newUlid()].map(documentId.visit);
		for (const _id of visits) await worker.push(worker.write('visit', { _id }));
		const check = documentId.check(newUlid());
		await worker.push(worker.write('check', { _id: check }));
		await station.router.idle();
		nowMs += 300 * dayMs;
		expect(await station.ageing.run()).toBe(0);
		nowMs += 70 * dayMs;
		expect(await station.ageing.run()).toBeGreaterThan(0);
		for (const person of [worker, office, herun]) {
			const ids = await idsOf(person);
			expect(ids.filter(isAbout(over))).toEqual([]);
			expect(ids.filter(isAbout(open)).length).toBeGreaterThan(2);
			expect(ids).not.toContain(check);
		}
		expect((await idsOf(worker)).filter((id) => id.startsWith('visit:'))).toEqual([visits[1]]);
		const ledger = (await station.storage.open(`ledger-${community}`))!;
		for (const id of [documentId.concern(over), visits[0]!, check]) {
			expect((await ledger.row(id))?.deleted).toBe(false);
		}
		expect(await station.ageing.run()).toBe(0);
	});

	test('[R56] what has left a feed does not come back, and leaves no gap in the numbers', async () => {
		const [over] = await twoConcerns();
		const old = await (await station.storage.open(worker.feed))!.row(documentId.concern(over));
		nowMs += 370 * dayMs;
		await station.ageing.run();
		await station.close();
		// As after a restore, which brings no places along.
		for (const name of await station.storage.names()) {
			const store = (await station.storage.open(name))!;
			for (const place of ['router', 'numbers']) await store.removeLocal(place);
		}
		const { storage, access } = station;
		station = await openTrialStation({ storage, access, nowMs: () => nowMs });
		await station.router.idle();
		for (const person of [worker, office, herun]) {
			expect((await idsOf(person)).filter(isAbout(over))).toEqual([]);
		}
		const again = await enter(station, 'wangge1', { role: 'grid_worker', scope: sampleGrid });
		const health = (await (await again.ask('/station/health')).json()) as { gaps: number };
		expect(health.gaps).toBe(0);
		const rows = { _id: documentId.concern(over), _rev: old!.rev };
		const difference = await again.ask(`/db/${worker.feed}/_revs_diff`, {
			...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
			body: JSON.stringify({ [rows._id]: [rows._rev] })
		});
		expect(await difference.json()).toEqual({});
	});

	test('[R45] [R55] a new feed begins with what is open, and with what ended lately', async () => {
		const head = { role: 'building_head', scope: `${sampleGrid}/xk/3` } as const;
		const raised = async (concern: string) => {
			const _id = documentId.concern(concern);
			await worker.push(worker.write('concern', { _id, door: '', confidentialReporter: false }));
			await station.router.idle();
		};
		const [over, open] = [newUlid(), newUlid()];
		for (const concern of [over, open]) await raised(concern);
		await worker.push(step(worker, over, { type: 'withdraw' }));
		await station.router.idle();
		nowMs += 370 * dayMs;
		await enterAll();
		const louzhang = await enter(station, 'louzhang1', head);
		await station.router.idle();
		const concerns = (await idsOf(louzhang)).filter((id) => id.startsWith('concern:'));
		expect(concerns).toEqual([documentId.concern(open)]);
	});
});
