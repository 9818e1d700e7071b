import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDevice, sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { openDocumentAccessStore } from './access/documentAccessStore.ts';
import type { AccessStore } from './access/accessStore.ts';
import { openCouchStorage } from './storage/couchStorage.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { editOf } from './storage/edit.ts';
import { leavesOf, treeOf } from './storage/revisionTree.ts';
import type { TestCluster } from './testCluster.ts';
import { openTestCluster } from './testCluster.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation, trialOrigin, trialPassword } from './trialStation.ts';

const feed = 'feed-grid-150105001019-01';
const ledger = 'ledger-150105001019';
const otherDevice = '01KASXV2G0000000000000000E';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Patient: a busy machine may stand still for seconds. */
const until = async (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
vi.setConfig({ testTimeout: 90_000 });

type Phone = Awaited<ReturnType<TrialStation['signIn']>>;
type Row = { id: string; rev?: string; error?: string; reason?: string };

function visit(at: number, note = '', device = sampleDevice): LedgerDocument {
	const plain = sampleDocument('visit', sha256);
	return sampleDocument('visit', sha256, {
		_id: `visit:01KASXV2G0000000000000${String(at).padStart(4, '0')}`,
		clock: plain.clock.slice(0, -device.length) + device,
		deviceSeq: at + 1,
		device,
		note
	});
}

async function push(phone: Phone, ...docs: LedgerDocument[]): Promise<Row[]> {
	const answer = await phone(`/db/${feed}/_bulk_docs`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ new_edits: false, docs })
	});
	expect(answer.status).toBe(201);
	return (await answer.json()) as Row[];
}

describe('two stations before one cluster', () => {
	let cluster: TestCluster;
	let opened: { storage: StationStorage; access: AccessStore }[];
	let a: TrialStation;
	let b: TrialStation;

	async function open(name: string): Promise<TrialStation> {
		const storage = await openCouchStorage({ url: cluster.urlOf(name) });
		await storage.create('station-access');
		const access = await openDocumentAccessStore((await storage.open('station-access'))!, name);
		opened.push({ storage, access });
		const leaseTimes = { renewMs: 50, lifeMs: 1_500 };
		const station = await openTrialStation({ storage, access, leaseTimes });
		await access.settled();
		return station;
	}

	beforeEach(async () => {
		cluster = await openTestCluster();
		opened = [];
		a = await open('a');
		b = await open('b');
	});
	afterEach(async () => {
		cluster.cutOff.clear();
		await a.close();
		await b.close();
		for (const { storage, access } of opened) {
			access.close();
			await storage.close();
		}
		await cluster.close();
	});

	const storeIn = async (name: string) => (await cluster.storage.open(name))!;
	const docsIn = async (name: string) => {
		const page = { since: '0', limit: 1_000, bodies: true };
		return (await (await storeIn(name)).changes(page)).rows;
	};
	const living = async (name: string, id: string) =>
		leavesOf(treeOf((await (await storeIn(name)).row(id))!)).filter(({ deleted }) => !deleted);

	test('[S22] who signed in at one is signed in at the other with the next request, and out at both', async () => {
		const device = { 'X-Qingge-Device': sampleDevice };
		const signedIn = await a.handle(
			new Request(`${trialOrigin}/db/_session`, {
				method: 'POST',
				headers: { ...device, 'Content-Type': 'application/json' },
				body: JSON.stringify({ name: 'wangge1', password: trialPassword })
			})
		);
		const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		const ask = (path: string, method = 'GET') =>
			new Request(`${trialOrigin}${path}`, { method, headers: { ...device, Cookie: cookie } });
		expect((await b.handle(ask('/station/me'))).status).toBe(200);
		expect((await b.handle(ask('/db/_session', 'DELETE'))).status).toBe(200);
		await until(async () => expect((await a.handle(ask('/station/me'))).status).toBe(401));
	});

	test('[S17] a push at one rings at the other, rows and all, and its numbers are known there', async () => {
		const here = await a.signIn('wangge1', sampleDevice);
		const there = await b.signIn('wangge1', otherDevice);
		const reader = (await there('/station/doorbell')).body!.getReader();
		await reader.read();
		expect(await push(here, visit(0))).toEqual([]);
		const news = new TextDecoder().decode((await reader.read()).value);
		expect(news).toContain(visit(0)._id);
		await reader.cancel();
		expect(await (await there(`/db/${feed}/${visit(0)._id}`)).json()).toMatchObject({
			_rev: visit(0)._rev
		});
		const again = await b.signIn('wangge1', sampleDevice);
		const { numbers } = (await (await again('/station/me')).json()) as { numbers: object };
		expect(numbers).toEqual({ [feed]: { highest: 1, missing: [] } });
	});

	test('[R12] what was pushed at a station that dies is carried by the other', async () => {
		await until(() => {
			const followed = [...a.router.followed(), ...b.router.followed()];
			expect(followed.filter((name) => name === feed)).toHaveLength(1);
		});
		const [dying, staying] = a.router.followed().includes(feed) ? [a, b] : [b, a];
		const phone = await dying.signIn('wangge1', sampleDevice);
		const pushed = push(phone, visit(0), visit(1));
		expect(await pushed).toEqual([]);
		cluster.cutOff.add(dying === a ? 'a' : 'b');
		await until(() => expect(staying.router.followed()).toContain(feed));
		const other = await staying.signIn('wangge1', otherDevice);
		expect(await push(other, visit(2, '', otherDevice))).toEqual([]);
		await until(async () => expect(await docsIn(ledger)).toHaveLength(3));
	});

	test('[R14] what came in is noted once', async () => {
		const phones = [
			await a.signIn('wangge1', sampleDevice),
			await b.signIn('wangge1', otherDevice)
		];
		await push(phones[0]!, visit(0), visit(1));
		await push(phones[1]!, visit(2, '', otherDevice));
		await until(async () => {
			const noted = (await docsIn('received-150105001019')).flatMap(
				({ body }) => (JSON.parse(body) as { documents: [string, string][] }).documents
			);
			expect(noted.map(([id]) => id).sort()).toEqual([0, 1, 2].map((at) => visit(at)._id));
		});
	});

	test('[R13] one id with two contents in the same moment: one wins everywhere, none is lost', async () => {
		const here = await a.signIn('wangge1', sampleDevice);
		const there = await b.signIn('wangge1', otherDevice);
		const pairs = Array.from(
			{ length: 12 },
			(_, at) => [visit(at, '甲'), visit(at, '乙', otherDevice)] as const
		);
		const answers = await Promise.all(
			pairs.map(async ([one, other]) => Promise.all([push(here, one), push(there, other)]))
		);
		await until(async () => {
			for (const [one, other] of pairs) {
				const [winner, ...more] = await living(feed, one._id);
				expect(more).toEqual([]);
				const loser = winner?.rev === one._rev ? other : one;
				expect([one._rev, other._rev]).toContain(winner?.rev);
				expect(await living(ledger, one._id)).toEqual([winner]);
				const kept = (await docsIn('quarantine-150105001019')).filter(({ body }) => {
					const { document } = JSON.parse(body) as { document: string };
					return (JSON.parse(document) as { _rev?: string })._rev === loser._rev;
				});
				expect(kept.length).toBeGreaterThan(0);
			}
		});
		for (const [ofHere, ofThere] of answers) {
			for (const row of [...ofHere, ...ofThere]) {
				expect(row).toMatchObject({
					error: 'forbidden',
					reason: expect.stringMatching(/: exists/)
				});
			}
			expect(ofHere.length + ofThere.length).toBeLessThan(2);
		}
	});

	test('[R13] a station that died between the write and the look leaves it to the router', async () => {
		const [one, other] = [visit(0, '甲'), visit(0, '乙', otherDevice)];
		const store = await storeIn(feed);
		// The one that loses was carried already.
		const [winner, loser] = one._rev > other._rev ? [one, other] : [other, one];
		await store.write([editOf(loser, { newEdits: false })], { newEdits: false });
		await until(async () => expect(await docsIn(ledger)).toHaveLength(1));
		await store.write([editOf(winner, { newEdits: false })], { newEdits: false });
		await until(async () => {
			for (const name of [feed, ledger]) {
				expect(await living(name, one._id)).toEqual([{ rev: winner._rev, deleted: false }]);
			}
		});
		const [kept] = await docsIn('quarantine-150105001019');
		expect(JSON.parse(kept!.body)).toMatchObject({ feed, reason: 'exists', account: loser.author });
		expect(kept!.body).toContain(loser._rev);
	});

	test('[S25] what stations keep for each other is no database to anybody', async () => {
		const admin = await a.joinCouch('root', 'admin');
		await until(async () => expect((await admin('/db/_all_dbs')).status).toBe(200));
		expect(await (await admin('/db/_all_dbs')).json()).toEqual([]);
		for (const name of ['station-access', 'station-leases', 'two-station-access']) {
			expect((await admin(`/db/${name}`)).status).toBe(404);
			expect((await admin(`/db/${name}`, { method: 'PUT' })).status).toBe(404);
			expect((await admin(`/db/${name}/_all_docs?include_docs=true`)).status).toBe(404);
		}
	});

	test('[S27] one station sends to the district, and the other when that one has gone', async () => {
		const health = async (station: TrialStation) => {
			const answer = await station.handle(new Request(`${trialOrigin}/station/health`));
			return (await answer.json()) as { upstream: { state: string }; cluster: object };
		};
		opened[0]!.access.saveFact(
			'upstream',
			JSON.stringify({ url: 'http://127.0.0.1:9', user: '', password: '' })
		);
		await until(async () => {
			const states = [(await health(a)).upstream.state, (await health(b)).upstream.state];
			expect(states.filter((state) => state === 'elsewhere')).toHaveLength(1);
			expect(states).not.toContain('off');
			expect((await health(a)).cluster).toMatchObject({ stationsAlive: 2 });
		});
		const isAs = (await health(a)).upstream.state !== 'elsewhere';
		const [leaving, staying] = isAs ? [a, b] : [b, a];
		await leaving.close();
		await until(async () => {
			const { upstream, cluster } = await health(staying);
			expect(['sending', 'waiting']).toContain(upstream.state);
			expect(cluster).toMatchObject({ stationsAlive: 1 });
		});
	});
});
