/**
 * What every realisation of the storage port must do; runs on each of them. Long, since a realisation
 * holds the whole list or is none.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Commit, DocumentStore, StationStorage, WriteRow } from './documentStore.ts';
import { editOf } from './edit.ts';
import { historyOf, leavesOf, treeOf } from './revisionTree.ts';

const all = { since: '0', limit: 1000, bodies: true } as const;

export interface Traits {
	/** Places are `N-epoch` and limits are the station's; an Apache CouchDB has its own. */
	isOurs: boolean;
	/** Forgets when it is told to; a cluster does so in its own time. */
	compactsAtOnce: boolean;
}

export function documentStoreContract(
	realisation: string,
	openStorage: () => Promise<StationStorage>,
	{ isOurs, compactsAtOnce }: Traits = { isOurs: true, compactsAtOnce: true }
): void {
	describe(`document store: ${realisation}`, () => {
		let storage: StationStorage;
		let store: DocumentStore;

		beforeEach(async () => {
			storage = await openStorage();
			await storage.create('ledger');
			store = (await storage.open('ledger'))!;
		});
		afterEach(async () => storage.close());

		const put = async (...documents: object[]): Promise<WriteRow[]> =>
			store.write(
				documents.map((document) => editOf(document, { newEdits: true })),
				{ newEdits: true }
			);
		const arrive = async (...documents: object[]): Promise<WriteRow[]> =>
			store.write(
				documents.map((document) => editOf(document, { newEdits: false })),
				{ newEdits: false }
			);
		const path = (start: number, ...ids: string[]): object => ({
			_rev: `${start}-${ids[0]}`,
			_revisions: { start, ids }
		});
		const bodyOf = async (id: string): Promise<unknown> =>
			JSON.parse((await store.row(id))?.body ?? 'null');

		test('[S1] a database is made once, listed, dropped, and comes back empty', async () => {
			expect(await storage.create('ledger')).toBe(false);
			await put({ _id: 'a' });
			await storage.create('feed-1');
			expect(await storage.names()).toEqual(['feed-1', 'ledger']);
			expect(await storage.drop('ledger')).toBe(true);
			expect(await storage.drop('ledger')).toBe(false);
			expect(await storage.open('ledger')).toBeUndefined();
			await expect(store.row('a')).rejects.toThrow('does not exist');
			await storage.create('ledger');
			const again = (await storage.open('ledger'))!;
			expect((await again.info()).docCount).toBe(0);
		});

		test('[S1] names outside the grammar are refused, never bent into another name', async () => {
			for (const name of ['', 'A', '_users', '../x', 'a\0b', 'a b', '1a', 'ä']) {
				await expect(storage.create(name)).rejects.toThrow('Only lowercase');
			}
			await expect(storage.create('a'.repeat(300))).rejects.toThrow('too long');
			expect(await storage.create('a$b(c)+d/e_f-g')).toBe(true);
			expect(await storage.names()).toContain('a$b(c)+d/e_f-g');
		});

		test('[S2] a replicated document keeps its revision; taking it again changes nothing', async () => {
			const document = { _id: 'visit:1', _rev: '1-abc', kind: 'visit', note: '没人' };
			expect(await arrive(document)).toEqual([{ id: 'visit:1', rev: '1-abc', outcome: 'written' }]);
			const before = await store.info();
			expect(await arrive(document)).toEqual([{ id: 'visit:1', rev: '1-abc', outcome: 'known' }]);
			expect(await store.info()).toEqual(before);
			expect(await bodyOf('visit:1')).toEqual({ kind: 'visit', note: '没人' });
		});

		test('[S2] the same content gets the same revision on any station', async () => {
			const [row] = await put({ _id: 'a', n: 1 });
			await storage.create('other');
			const other = (await storage.open('other'))!;
			const edit = editOf({ _id: 'a', n: 1 }, { newEdits: true });
			expect(await other.write([edit], { newEdits: true })).toEqual([row]);
			expect(row?.rev).toMatch(/^1-[0-9a-f]{32}$/);
		});

		test('[S3] an edit follows a leaf, or it is a conflict and writes nothing', async () => {
			const [first] = await put({ _id: 'a', n: 1 });
			const [second] = await put({ _id: 'a', _rev: first!.rev, n: 2 });
			expect(second).toMatchObject({ outcome: 'written', rev: expect.stringMatching(/^2-/) });
			const rows = await put({ _id: 'a', n: 3 }, { _id: 'a', _rev: first!.rev, n: 3 });
			expect(rows.map((row) => row.outcome)).toEqual(['conflict', 'conflict']);
			expect(await put({ _id: 'new', _rev: '1-abc' })).toMatchObject([{ outcome: 'conflict' }]);
			expect(await bodyOf('a')).toEqual({ n: 2 });
			expect((await store.info()).docCount).toBe(1);
		});

		test('[S3] one batch may edit one document twice', async () => {
			const rows = await put({ _id: 'a', n: 1 }, { _id: 'a', n: 2 });
			expect(rows.map((row) => row.outcome)).toEqual(['written', 'conflict']);
			await arrive({ _id: 'b', ...path(1, 'x'), n: 1 }, { _id: 'b', ...path(2, 'y', 'x'), n: 2 });
			expect((await store.row('b'))?.rev).toBe('2-y');
			expect((await store.info()).docCount).toBe(2);
		});

		test('[S4] replicas that take the same branches in any order agree on winner and conflicts', async () => {
			const branches = [
				{ _id: 'a', ...path(2, 'bb', 'aa'), n: 'b' },
				{ _id: 'a', ...path(2, 'cc', 'aa'), n: 'c' },
				{ _id: 'a', ...path(1, 'aa'), n: 'a' },
				{ _id: 'a', ...path(3, 'dd', 'cc', 'aa'), _deleted: true },
				{ _id: 'a', ...path(1, 'zz'), n: 'z' }
			];
			const seen = new Set<string>();
			for (let turn = 0; turn < branches.length; turn += 1) {
				await storage.create(`turn${turn}`);
				store = (await storage.open(`turn${turn}`))!;
				for (let i = 0; i < branches.length; i += 1) {
					await arrive(branches[(i + turn) % branches.length]!);
				}
				const row = (await store.row('a'))!;
				seen.add(JSON.stringify([row.rev, row.body, leavesOf(treeOf(row))]));
			}
			expect([...seen]).toEqual([
				JSON.stringify([
					'2-bb',
					'{"n":"b"}',
					[
						{ rev: '2-bb', deleted: false },
						{ rev: '1-zz', deleted: false },
						{ rev: '3-dd', deleted: true }
					]
				])
			]);
		});

		test('[S4] when the winner is deleted, the other leaf wins with its own content', async () => {
			await arrive({ _id: 'a', ...path(1, 'x'), n: 'x' }, { _id: 'a', ...path(1, 'y'), n: 'y' });
			expect(await bodyOf('a')).toEqual({ n: 'y' });
			await put({ _id: 'a', _rev: '1-y', _deleted: true });
			const row = (await store.row('a'))!;
			expect([row.rev, row.deleted, row.body]).toEqual(['1-x', false, '{"n":"x"}']);
			expect(row.leaves?.[0]).toBe('1-x');
			expect(await store.info()).toMatchObject({ docCount: 1, deletedCount: 0 });
			expect((await store.revision('a', '1-y'))?.body).toBe('{"n":"y"}');
		});

		test('[S5] a deletion counts, keeps its place in the changes, and can be written over', async () => {
			const [first] = await put({ _id: 'a', n: 1 });
			await put({ _id: 'a', _rev: first!.rev, _deleted: true });
			expect(await store.info()).toMatchObject({ docCount: 0, deletedCount: 1 });
			expect((await store.changes(all)).rows).toMatchObject([{ id: 'a', deleted: true }]);
			const [third] = await put({ _id: 'a', n: 3 });
			expect(third?.rev).toMatch(/^3-/);
			expect(await store.info()).toMatchObject({ docCount: 1, deletedCount: 0 });
		});

		test('[S6] changes name each document once, at its last change, in order', async () => {
			const rows = await put({ _id: 'a' }, { _id: 'b' }, { _id: 'c' });
			await put({ _id: 'a', _rev: rows[0]!.rev, n: 2 });
			const page = await store.changes({ ...all, countPending: true });
			expect(page.rows.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
			expect(new Set(page.rows.map(({ place }) => place)).size).toBe(3);
			expect([page.lastSeq, page.pending]).toEqual([page.rows[2]?.place, 0]);
			const one = await store.changes({ ...all, limit: 1, countPending: true });
			expect([one.rows.length, one.lastSeq, one.pending]).toEqual([1, one.rows[0]?.place, 2]);
			const next = await store.changes({
				since: one.lastSeq,
				limit: 1,
				bodies: false,
				countPending: true
			});
			expect([next.rows[0]?.id, next.pending]).toEqual(['c', 1]);
			const down = await store.changes({ ...all, descending: true, limit: 2 });
			expect(down.rows.map(({ id }) => id)).toEqual(['a', 'c']);
			const before = down.rows[1]!.place;
			const older = await store.changes({ ...all, descending: true, limit: 2, before });
			expect(older.rows.map(({ id }) => id)).toEqual(['b']);
		});

		test('[S6] changes of some documents are read without the others', async () => {
			await put({ _id: 'a' }, { _id: 'b' });
			const { lastSeq: since } = await store.changes({ ...all, limit: 1 });
			await put({ _id: 'c' }, { _id: 'd' });
			const docIds = ['d', 'a', 'b', 'nobody'];
			const page = await store.changes({ ...all, since, docIds });
			expect([page.rows.map(({ id }) => id), page.pending]).toEqual([['b', 'd'], 0]);
			const rest = await store.changes({ ...all, since: page.lastSeq });
			expect(rest.rows).toEqual([]);
			const one = await store.changes({ ...all, since, docIds, limit: 1 });
			expect([one.rows[0]?.id, one.lastSeq, one.pending]).toEqual(['b', one.rows[0]?.place, 1]);
		});

		test('[S6] who is at the end reads nothing, nor does who asks from now', async () => {
			await put({ _id: 'a' }, { _id: 'b' });
			const { lastSeq } = await store.changes(all);
			for (const since of [lastSeq, 'now']) {
				expect((await store.changes({ ...all, since })).rows).toEqual([]);
			}
		});

		test.runIf(isOurs)(
			'[S6] a place from nobody reads from the beginning; rubbish is refused',
			async () => {
				await put({ _id: 'a' }, { _id: 'b' });
				const epoch = (await store.changes(all)).lastSeq.split('-')[1];
				const ids = async (since: string): Promise<string[]> =>
					(await store.changes({ ...all, since })).rows.map(({ id }) => id);
				expect(await ids(`1-${epoch}`)).toEqual(['b']);
				expect(await ids('1-00000000')).toEqual(['a', 'b']);
				expect(await ids(`9-${epoch}`)).toEqual(['a', 'b']);
				for (const since of ['', '-1', 'x', '1-', '1-xyz', '1 2', '1e3']) {
					await expect(ids(since)).rejects.toThrow('Malformed sequence');
				}
			}
		);

		test('[S7] listeners hear one commit with its rows, after it can be read, until they leave', async () => {
			const since = await store.standing();
			const commits: Commit[] = [];
			const leave = store.onCommit((commit) => commits.push(commit));
			await put({ _id: 'a' }, { _id: 'b', n: 1 });
			await put({ _id: 'a' });
			await store.writeLocal('x', '{}');
			const seq = await store.standing();
			expect(commits).toMatchObject([
				{ since, seq, rows: [{ id: 'a' }, { id: 'b', body: '{"n":1}' }] }
			]);
			expect((await store.changes({ ...all, since })).rows).toEqual(commits[0]?.rows);
			expect((await store.changes({ ...all, since: seq })).rows).toEqual([]);
			leave();
			await put({ _id: 'c' });
			expect(commits.length).toBe(1);
		});

		test('[S8] ids are read in the order of their bytes, within bounds, without the deleted', async () => {
			await put({ _id: 'b' }, { _id: 'B' }, { _id: '\u{1F600}' }, { _id: '\uFF21' }, { _id: 'a' });
			const rows = await put({ _id: 'gone' });
			await put({ _id: 'gone', _rev: rows[0]!.rev, _deleted: true });
			const ids = async (range: object): Promise<string[]> =>
				(await store.rowsById({ limit: 99, bodies: false, ...range })).map(({ id }) => id);
			expect(await ids({})).toEqual(['B', 'a', 'b', '\uFF21', '\u{1F600}']);
			expect(await ids({ descending: true, limit: 2, skip: 1 })).toEqual(['\uFF21', 'b']);
			expect(await ids({ from: 'a', to: 'b' })).toEqual(['a', 'b']);
			expect(await ids({ from: 'a', to: 'b', toExclusive: true })).toEqual(['a']);
			expect(await store.countBefore('b')).toBe(2);
		});

		test('[S9] attachments are kept by their digest; a stub keeps what was there', async () => {
			const data = Buffer.from('照片').toString('base64');
			const [first] = await put({
				_id: 'p',
				_attachments: { 'a.jpg': { content_type: 'image/jpeg', data } }
			});
			const digest = `md5-${createHash('md5').update('照片').digest('base64')}`;
			const stub = { content_type: 'image/jpeg', revpos: 1, digest, length: 6 };
			expect((await store.row('p'))?.attachments).toEqual({ 'a.jpg': stub });
			const of = { id: 'p', rev: first!.rev, name: 'a.jpg' };
			expect(Buffer.from((await store.attachment(digest, of))!).toString()).toBe('照片');
			await put({ _id: 'p', _rev: first!.rev, n: 2, _attachments: { 'a.jpg': { stub: true } } });
			expect((await store.row('p'))?.attachments).toEqual({ 'a.jpg': stub });
		});

		test('[S9] a stub of nothing refuses the whole request and leaves no trace', async () => {
			const before = await store.info();
			const wrong = { _id: 'p', _attachments: { constructor: { stub: true } } };
			await expect(put({ _id: 'fine' }, wrong)).rejects.toThrow('Invalid attachment stub');
			expect(await store.info()).toEqual(before);
			expect(await store.row('fine')).toBeUndefined();
			await put({ _id: 'later' });
			expect((await store.changes(all)).rows).toMatchObject([{ id: 'later' }]);
		});

		test('[S61] of writes at the same moment one that is refused fails whole and alone', async () => {
			const wrong = { _id: 'wrong', _attachments: { 'a.jpg': { stub: true } } };
			const ended = await Promise.allSettled([
				put({ _id: 'a' }),
				put({ _id: 'half' }, wrong),
				put({ _id: 'b' }),
				put({ _id: 'a' })
			]);
			expect(ended).toMatchObject([
				{ value: [{ id: 'a', outcome: 'written' }] },
				{ reason: { error: 'missing_stub' } },
				{ value: [{ id: 'b', outcome: 'written' }] },
				{ value: [{ id: 'a', outcome: 'conflict' }] }
			]);
			const { rows } = await store.changes(all);
			expect(rows.map(({ id }) => id).sort()).toEqual(['a', 'b']);
			expect((await store.info()).docCount).toBe(2);
		});

		test('[S10] local documents are apart: last write wins, no change is told', async () => {
			expect(await store.local('x')).toBeUndefined();
			expect(await store.writeLocal('x', '{"n":1}')).toBe('0-1');
			expect(await store.writeLocal('x', '{"n":2}')).toBe('0-2');
			expect(await store.local('x')).toEqual({ rev: '0-2', body: '{"n":2}' });
			expect((await store.changes(all)).rows).toEqual([]);
			expect(await store.removeLocal('x')).toBe(true);
			expect(await store.removeLocal('x')).toBe(false);
		});

		test.runIf(compactsAtOnce)(
			'[S11] compacting forgets older content and orphaned bytes, never a leaf',
			async () => {
				const secret = {
					content_type: 'image/jpeg',
					data: Buffer.from('secret').toString('base64')
				};
				const [first] = await put({ _id: 'a', n: 'old', _attachments: { s: secret } });
				const digest = (await store.row('a'))!.attachments!['s']!.digest;
				await arrive({ _id: 'a', ...path(1, 'zz'), n: 'other' });
				await put({ _id: 'a', _rev: first!.rev, _deleted: true });
				expect((await store.revision('a', first!.rev))?.body).toBe('{"n":"old"}');
				await store.compact();
				expect(await store.revision('a', first!.rev)).toBeUndefined();
				const history = historyOf(
					treeOf((await store.row('a'))!),
					(await store.row('a'))!.leaves!.at(-1)!
				);
				expect(history.map(({ status }) => status)).toEqual(['deleted', 'missing']);
				expect(
					await store.attachment(digest, { id: 'a', rev: first!.rev, name: 's' })
				).toBeUndefined();
				expect(await bodyOf('a')).toEqual({ n: 'other' });
				expect((await store.changes(all)).rows[0]?.leaves?.length).toBe(2);
			}
		);

		test.runIf(isOurs)(
			'[S12] generations stay countable: an edit on top of the highest is refused',
			async () => {
				await arrive({ _id: 'a', _rev: '999999998-abc' });
				await expect(put({ _id: 'a', _rev: '999999998-abc', n: 1 })).rejects.toThrow('Invalid rev');
				for (const rev of ['9007199254740991-abc', '0-a', '-1-a', '1-', '1-a-b', 'x', '1-é']) {
					await expect(arrive({ _id: 'b', _rev: rev })).rejects.toThrow('Invalid rev');
				}
			}
		);

		test('[HTTP36] keys of an index stand in the order of their bytes, and go with their documents', async () => {
			const key = (...bytes: number[]): Uint8Array => new Uint8Array(bytes);
			const read = (range: object): string[] =>
				store
					.keyTable('by-n')
					.range({ from: key(0), to: key(255), descending: false, limit: 10, ...range })
					.map(({ id }) => id);
			expect([store.keyTable('by-n').filledTo(), read({})]).toEqual(['0', []]);
			await put({ _id: 'a' }, { _id: 'b' }, { _id: 'c' }, { _id: 'd' });
			const entries = [
				{ id: 'a', key: key(3) },
				{ id: 'b', key: key(1, 9) },
				{ id: 'c', key: key(1) },
				{ id: 'd', key: key(3) }
			];
			store.keyTable('by-n').fill('4-0', entries);
			expect([store.keyTable('by-n').filledTo(), read({})]).toEqual(['4-0', ['c', 'b', 'a', 'd']]);
			expect(read({ descending: true, limit: 3 })).toEqual(['d', 'a', 'b']);
			expect(read({ from: key(1, 1), to: key(3) })).toEqual(['b']);
			expect(read({ after: { key: key(3), id: 'a' } })).toEqual(['d']);
			expect(read({ after: { key: key(3), id: 'a' }, descending: true })).toEqual(['b', 'c']);
			store.keyTable('by-n').fill('5-0', [
				{ id: 'b', key: null },
				{ id: 'c', key: key(9) }
			]);
			expect(read({})).toEqual(['a', 'd', 'c']);
			expect(store.keyTable('other').filledTo()).toBe('0');
			const row = await store.row('d');
			await put({ _id: 'd', _rev: row?.rev, _deleted: true });
			await store.compact();
			if (compactsAtOnce) expect(read({})).toEqual(['a', 'c']);
			store.keyTable('by-n').drop();
			expect([store.keyTable('by-n').filledTo(), read({})]).toEqual(['0', []]);
		});

		test('[S10] local documents are listed in the order of their ids’ bytes, page by page', async () => {
			for (const id of ['b', '户', 'A', 'a']) await store.writeLocal(id, `{"of":"${id}"}`);
			const first = await store.localsAfter('', 2);
			expect(first).toEqual([
				{ id: 'A', rev: '0-1', body: '{"of":"A"}' },
				{ id: 'a', rev: '0-1', body: '{"of":"a"}' }
			]);
			expect((await store.localsAfter('a', 9)).map(({ id }) => id)).toEqual(['b', '户']);
		});
	});
}
