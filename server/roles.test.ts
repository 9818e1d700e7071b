import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConcernEventType, LedgerDocument } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { eventCarries } from '#lib/domain/eventCarries.ts';
import type { FeedGrant, Role, RoleGrant } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import { withRevision } from '#lib/domain/revision.ts';
import { sampleGrid } from '#lib/domain/sampleDocuments.ts';
import { grantsOfToday } from './access/grantsOfToday.ts';
import { openMemoryAccessStore } from './access/memoryAccessStore.ts';
import { openMemoryStorage } from './storage/memoryStorage.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid, sha256 } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation, trialOrigin } from './trialStation.ts';

const community = '150105001019';
const other = `${community}-02`;
const dayMs = 86_400_000;
const inGrid = (scope: string): RoleGrant => ({ role: 'grid_worker', scope });
const grants: Readonly<Record<Exclude<Role, 'station_keeper'>, RoleGrant>> = {
	grid_worker: inGrid(sampleGrid),
	building_head: { role: 'building_head', scope: `${sampleGrid}/xk/3` },
	informant: { role: 'informant', scope: `${community}/xinxiyuan1` },
	handler_property: { role: 'handler_property', scope: `${community}/wy-herun` },
	handler_dept: { role: 'handler_dept', scope: `${community}/bm-ranqi` },
	community_staff: { role: 'community_staff', scope: community },
	community_lead: { role: 'community_lead', scope: community },
	street_staff: { role: 'street_staff', scope: '150105001' }
};

interface Me {
	feeds: FeedGrant[];
	ended: FeedGrant[];
	numbers: Record<string, { highest: number; missing: number[] }>;
}

describe('roles before the station', () => {
	let station: TrialStation;
	let nowMs: number;
	const storage = () => station.storage;
	beforeEach(async () => {
		nowMs = Date.parse('2026-11-26T02:00:00.000Z');
		station = await openTrialStation({ nowMs: () => nowMs });
	});
	afterEach(async () => {
		await station.close();
	});

	async function me(person: Person): Promise<Me> {
		return (await (await person.ask('/station/me')).json()) as Me;
	}

	async function regrant(account: string, ...given: RoleGrant[]): Promise<void> {
		const known = station.access.account(account)!;
		const hash = station.access.passwordHash(account)!;
		station.access.saveAccount({ ...known, grants: given }, hash);
	}

	async function reasons(person: Person, ...documents: LedgerDocument[]): Promise<string[]> {
		return (await person.push(...documents)).map(({ reason }) => reason.split(' | ')[0]!);
	}

	test('[A40] each role finds its feed under a name people know', async () => {
		for (const [role, grant] of Object.entries(grants)) {
			const { feeds } = await me(await enter(station, `${role}-1`, grant));
			expect(feeds).toHaveLength(1);
			expect(feeds[0]).toMatchObject({ role, scope: grant.scope });
			expect(feeds[0]!.label).toMatch(/[\u4e00-\u9fff]/);
			expect(await storage().open(feeds[0]!.feed)).toBeDefined();
			expect(await storage().open(feeds[0]!.media)).toBeDefined();
		}
	});

	test('[A40] it is there again after a restart, and followed, though nobody holds it now', async () => {
		const herun = await enter(station, 'wuye2', grants.handler_property);
		await regrant('wuye2');
		await station.close();
		station = await openTrialStation({ storage: storage(), access: station.access });
		expect(station.router.followed()).toContain(herun.feed);
	});

	test('[A40] what the keeper adds at the command line has its feed at once', async () => {
		const adminToken = 'only-in-the-data-folder';
		await station.close();
		station = await openTrialStation({ adminToken });
		const hash = station.access.passwordHash('wangge1')!;
		const posts = { name: 'wuye2', displayName: '和润', grants: [grants.handler_property] };
		station.access.saveAccount({ ...posts, demo: true }, hash);
		const headers = { Authorization: `Bearer ${adminToken}` };
		const request = new Request(`${trialOrigin}/station/admin/accounts`, { headers });
		const answer = await station.handle(request);
		expect(answer.status).toBe(200);
		expect(station.router.followed()).toContain(`feed-handler-${community}-wy-herun`);
	});

	test('[A40] labels are taken from the register and the organisation', async () => {
		const ledger = (await storage().open(`ledger-${community}`))!;
		const writer = await enter(station, 'wangge1', grants.grid_worker);
		const documents = [writer.write('door'), writer.write('organisation')];
		await ledger.write(
			documents.map(({ _id: id, _rev, ...content }) => ({
				...{ id, revisions: { start: 1, ids: [_rev.slice(2)] }, deleted: false },
				...{ body: JSON.stringify(content), attachments: null }
			})),
			{ newEdits: false }
		);
		const head = await me(await enter(station, 'louzhang1', grants.building_head));
		expect(head.feeds[0]!.label).toBe('兴康小区3号楼');
		const herun = await me(await enter(station, 'wuye2', grants.handler_property));
		expect(herun.feeds[0]!.label).toBe('兴康社区 和润物业');
	});

	test('[A41] a stand-in reads and writes from the first day to the last, as Hohhot counts', async () => {
		const days = { from: '2026-11-27', until: '2026-11-28' };
		const standIn = { ...inGrid(other), ...days };
		const person = await enter(station, 'wangge1', inGrid(sampleGrid));
		await regrant('wangge1', inGrid(sampleGrid), standIn);
		const status = async (at: string) => {
			nowMs = Date.parse(at);
			return (await person.ask(`/db/feed-grid-${other}`)).status;
		};
		expect(await status('2026-11-26T15:59:00.000Z')).toBe(404);
		expect(await status('2026-11-26T16:00:00.000Z')).toBe(200);
		expect((await me(person)).feeds).toHaveLength(2);
		expect(await status('2026-11-28T15:59:00.000Z')).toBe(200);
		expect(await status('2026-11-28T16:00:00.000Z')).toBe(404);
		expect((await me(person)).feeds).toHaveLength(1);
	});

	test('[A42] a worker who moved hands in what she had not sent, and reads her old grid no more', async () => {
		const worker = await enter(station, 'wangge1', inGrid(sampleGrid));
		const [early, late] = [newUlid(), newUlid()].map((id) =>
			worker.write('visit', { _id: documentId.visit(id) })
		);
		await regrant('wangge1', inGrid(other), { ...inGrid(sampleGrid), until: '2026-11-25' });
		expect((await me(worker)).feeds.map(({ scope }) => scope)).toEqual([other]);
		expect((await me(worker)).ended.map(({ feed }) => feed)).toEqual([worker.feed]);
		expect(await worker.push(early!)).toEqual([]);
		for (const path of ['', '/_changes', `/${early!._id}`, '/_local/checkpoint']) {
			expect((await worker.ask(`/db/${worker.feed}${path}`)).status).toBe(404);
		}
		await station.router.idle();
		expect(await (await storage().open(`ledger-${community}`))?.row(early!._id)).toBeDefined();
		nowMs += 30 * dayMs;
		const again = await enter(station, 'wangge1', inGrid(sampleGrid));
		await expect(again.push(late!)).rejects.toThrow('404');
	});

	test('[A43] a post that is taken away at the station ends the day before', async () => {
		const store = openMemoryAccessStore();
		const today = grantsOfToday(store, () => nowMs);
		const account = { name: 'a', displayName: 'a', demo: true };
		today.saveAccount({ ...account, grants: [inGrid(sampleGrid)] }, 'hash');
		today.saveAccount({ ...account, grants: [inGrid(other)] }, 'hash');
		const ended = { ...inGrid(sampleGrid), until: '2026-11-25' };
		expect(store.account('a')?.grants).toEqual([inGrid(other), ended]);
		expect(today.account('a')).toMatchObject({ grants: [inGrid(other)], ended: [ended] });
		today.saveAccount({ ...today.account('a')! }, 'hash');
		expect(store.account('a')?.grants).toEqual([inGrid(other), ended]);
		nowMs += 31 * dayMs;
		today.saveAccount({ ...today.account('a')! }, 'hash');
		expect(store.account('a')).toEqual({ ...account, grants: [inGrid(other)] });
	});

	test('[A44] a picture is looked at from every feed that holds its photo, and from no other', async () => {
		const worker = await enter(station, 'wangge1', grants.grid_worker);
		const office = await enter(station, 'shequ1', grants.community_staff);
		const herun = await enter(station, 'wuye2', grants.handler_property);
		const ranqi = await enter(station, 'bumen1', grants.handler_dept);
		const bytes = new Uint8Array([0xff, 0xd8, 0xff, 7]);
		const name = createHash('sha256').update(bytes).digest('hex');
		const _id = documentId.photo(name);
		const concern = newUlid();
		const header = documentId.concern(concern);
		await worker.push(
			worker.write('concern', { _id: header, photos: [_id] }),
			worker.write('photo', { _id, sha256: name, subject: header })
		);
		const put = await worker.ask(`/db/media-grid-${sampleGrid}/${_id}/${name}`, {
			...{ method: 'PUT', headers: { 'Content-Type': 'image/jpeg' }, body: bytes }
		});
		expect(put.status).toBe(201);
		const step = (type: 'receive' | 'dispatch', handler?: string) =>
			office.write('event', {
				...{ _id: documentId.event(concern, newUlid()), concern, type },
				...(handler === undefined ? {} : { handler })
			});
		await station.router.idle();
		const looked = async (person: Person) => {
			const media = person.feed.replace('feed-', 'media-');
			return person.ask(`/db/${media}/${_id}/${name}`);
		};
		expect((await looked(herun)).status).toBe(404);
		await office.push(step('receive'), step('dispatch', 'wy-herun'));
		await station.router.idle();
		for (const person of [worker, office, herun]) {
			const answer = await looked(person);
			expect([person.account, answer.status]).toEqual([person.account, 200]);
			expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
		}
		expect((await looked(ranqi)).status).toBe(404);
	});

	test('[A45] each writes only what is of her place, under her name in that feed', async () => {
		const head = await enter(station, 'louzhang1', grants.building_head);
		const raised = (change: object) =>
			head.write('concern', {
				_id: documentId.concern(newUlid()),
				source: 'building_head',
				...change
			});
		const elsewhere = { building: 'xk/4', door: '' as const };
		const nextDoor = { building: 'xk/3', door: `${sampleGrid}/xk/33-1-101` };
		const abroad = { grid: other, door: '' as const };
		expect(await reasons(head, raised({}))).toEqual([]);
		for (const change of [elsewhere, nextDoor, abroad]) {
			expect(await reasons(head, raised(change))).toEqual(['quarantined: scope']);
		}
		const office = await enter(station, 'shequ1', grants.community_staff);
		const foreign = office.write('concern', { grid: `${community.slice(0, 9)}020-01`, door: '' });
		expect(await reasons(office, foreign)).toEqual(['quarantined: scope']);
		const posing = office.write('concern', { _id: documentId.concern(newUlid()) });
		const device = posing.device.split('_')[0]!;
		const unmarked = { ...posing, device, clock: posing.clock.replace(posing.device, device) };
		expect(await reasons(office, withRevision(unmarked, sha256))).toEqual(['quarantined: device']);
	});

	/** By hand, after DOMAIN 5.5; kinds that are missing are the station's own. */
	const mayWrite: Readonly<Record<keyof typeof grants, readonly DocumentKind[]>> = {
		grid_worker: [
			...(['resident', 'visit', 'concern', 'event', 'amendment', 'photo', 'check'] as const),
			...(['campaign_answer', 'rights_request'] as const)
		],
		building_head: ['concern', 'event', 'photo', 'check_answer'],
		informant: ['concern', 'photo', 'check_answer'],
		handler_property: ['concern', 'event', 'photo'],
		handler_dept: ['event', 'photo'],
		community_staff: [
			...(['concern', 'event', 'photo', 'amendment', 'check'] as const),
			...(['campaign', 'campaign_end', 'rights_answer'] as const)
		],
		community_lead: [
			...(['concern', 'event', 'photo', 'amendment', 'check', 'organisation'] as const),
			...(['campaign', 'campaign_end', 'rights_answer'] as const)
		],
		street_staff: ['concern', 'event', 'photo']
	};

	test.each(Object.keys(grants) as (keyof typeof grants)[])(
		'[A46] %s writes her own kinds and no other',
		async (role) => {
			const person = await enter(station, `${role}-1`, grants[role]);
			const concern = newUlid();
			const feed = (await storage().open(person.feed))!;
			// Whatever is acted upon lies in the feed.
			await feed.write(
				[
					{
						...{ id: documentId.concern(concern), revisions: { start: 1, ids: ['a'.repeat(32)] } },
						...{ deleted: false, body: '{}', attachments: null }
					}
				],
				{ newEdits: false }
			);
			const anEvent: ConcernEventType = role === 'street_staff' ? 'nudge' : 'retract';
			const [at] = [newUlid()];
			const offered: LedgerDocument[] = [
				person.write('door'),
				person.write('household'),
				person.write('resident'),
				person.write('visit'),
				person.write('concern', { _id: documentId.concern(newUlid()) }),
				person.write('event', {
					...{ _id: documentId.event(concern, newUlid()), concern, type: anEvent },
					...(anEvent === 'retract' ? { retracts: at } : {})
				}),
				person.write('amendment', {
					...{ _id: documentId.amendment(concern, newUlid()), subject: concern },
					...{ subjectKind: 'concern', set: { urgency: 'red' }, saw: { urgency: null } }
				}),
				person.write('photo', { subject: documentId.concern(concern) }),
				person.write('check'),
				person.write('check_answer'),
				person.write('warning'),
				person.write('organisation'),
				person.write('campaign'),
				person.write('campaign_end'),
				person.write('campaign_answer'),
				person.write('rights_request'),
				person.write('rights_answer')
			];
			const taken: DocumentKind[] = [];
			for (const document of offered) {
				const [refusal] = await reasons(person, document);
				if (refusal === undefined) taken.push(document.kind);
				else expect(refusal).toMatch(/^quarantined: (?:role|scope)$/);
			}
			const kinds = role === 'informant' ? taken.filter((kind) => kind !== 'event') : taken;
			expect(kinds.sort()).toEqual([...mayWrite[role]].sort());
			const cut = withRevision({ ...person.write('concern'), cut: 'handler' as const }, sha256);
			expect(await reasons(person, cut)).toEqual(['quarantined: shape']);
		}
	);

	test('[A46] a unit reports in for itself only', async () => {
		const ranqi = await enter(station, 'bumen1', grants.handler_dept);
		const concern = newUlid();
		const feed = (await storage().open(ranqi.feed))!;
		const header = {
			id: documentId.concern(concern),
			revisions: { start: 1, ids: ['a'.repeat(32)] }
		};
		await feed.write([{ ...header, deleted: false, body: '{}', attachments: null }], {
			newEdits: false
		});
		const join = (handler: string) =>
			ranqi.write('event', {
				...{ _id: documentId.event(concern, newUlid()), concern, type: 'join', handler }
			});
		expect(await reasons(ranqi, join('bm-ranqi'))).toEqual([]);
		expect(await reasons(ranqi, join('bm-reli'))).toEqual(['quarantined: role']);
		expect(eventCarries.join.must).toContain('handler');
	});

	test('[A47] numbers count where they were given: what was brought is no gap and no number', async () => {
		const worker = await enter(station, 'wangge1', grants.grid_worker);
		const office = await enter(station, 'shequ1', grants.community_staff);
		for (let at = 0; at < 3; at += 1) {
			await worker.push(worker.write('visit', { _id: documentId.visit(newUlid()) }));
		}
		const concern = newUlid();
		await worker.push(worker.write('concern', { _id: documentId.concern(concern) }));
		await station.router.idle();
		const event = () =>
			office.write('event', {
				...{ _id: documentId.event(concern, newUlid()), concern, type: 'receive' }
			});
		const [lost, kept, refused] = [event(), event(), office.write('visit')];
		await office.push(kept, refused);
		await station.router.idle();
		expect((await me(worker)).numbers).toEqual({ [worker.feed]: { highest: 4, missing: [] } });
		expect((await me(office)).numbers).toEqual({ [office.feed]: { highest: 3, missing: [1] } });
		await office.push(lost);
		expect((await me(office)).numbers[office.feed]!.missing).toEqual([]);
		const received = (await storage().open(`received-${community}`))!;
		await vi.waitFor(async () => {
			const { rows } = await received.changes({ since: '0', limit: 100, bodies: true });
			const noted = rows.flatMap(
				({ body }) => (JSON.parse(body) as { documents?: [string, string][] }).documents ?? []
			);
			expect(new Set(noted.map(([id]) => id)).size).toBe(noted.length);
			expect(noted.map(([id]) => id)).toEqual(expect.arrayContaining([kept._id, lost._id]));
		});
	});

	test('[A40] a station of the kind before has its feeds made at the first start', async () => {
		const access = station.access;
		await station.close();
		station = await openTrialStation({ access, storage: openMemoryStorage() });
		expect(station.router.followed()).toContain(`feed-community-${community}`);
	});
});
