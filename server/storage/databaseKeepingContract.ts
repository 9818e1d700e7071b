/** What every realisation of the storage port must do for whoever keeps a database. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Commit, DocumentStore, StationStorage, StorageEvent } from './documentStore.ts';
import { editOf } from './edit.ts';
import { historyOf, leavesOf, treeOf } from './revisionTree.ts';

const all = { since: '0', limit: 1000, bodies: true } as const;

export function databaseKeepingContract(
	realisation: string,
	openStorage: () => Promise<StationStorage>,
	{
		isOurs
	}: {
		/** Not in a cluster: there a purge is no change, and compacting has no turns. */ isOurs: boolean;
	} = {
		isOurs: true
	}
): void {
	describe(`keeping a database: ${realisation}`, () => {
		let storage: StationStorage;
		let store: DocumentStore;

		beforeEach(async () => {
			storage = await openStorage();
			await storage.create('ledger');
			store = (await storage.open('ledger'))!;
		});
		afterEach(async () => storage.close());

		const write = async (newEdits: boolean, documents: object[]) =>
			store.write(
				documents.map((document) => editOf(document, { newEdits })),
				{ newEdits }
			);
		const put = async (...documents: object[]) => write(true, documents);
		const arrive = async (...documents: object[]) => write(false, documents);
		const path = (start: number, ...ids: string[]): object => ({
			_rev: `${start}-${ids[0]}`,
			_revisions: { start, ids }
		});
		const attached = (text: string) => ({
			_attachments: { a: { data: Buffer.from(text).toString('base64') } }
		});
		const digestIn = async (id: string) => (await store.row(id))!.attachments!['a']!.digest;

		/** Ours are found by their digest alone. */
		const bytesOf = async (digest: string) =>
			store.attachment(digest, { id: '', rev: '', name: '' });

		/** Edits the document as often as asked, and answers its revisions, oldest first. */
		async function edited(id: string, times: number): Promise<string[]> {
			const revs: string[] = [];
			for (let n = 1; n <= times; n += 1) {
				const before = revs.at(-1);
				const [row] = await put({ _id: id, n, ...(before === undefined ? {} : { _rev: before }) });
				revs.push(row!.rev);
			}
			return revs;
		}

		test('[S30] a database begins with CouchDB’s limits and nobody’s rights, and keeps what is set', async () => {
			const plain = { revsLimit: 1000, purgedInfosLimit: 1000, security: null };
			expect(await store.settings()).toEqual(plain);
			await store.saveSettings({ revsLimit: 7 });
			await store.saveSettings({ security: '{"members":{}}' });
			expect(await store.settings()).toEqual({
				...{ revsLimit: 7, purgedInfosLimit: 1000 },
				security: '{"members":{}}'
			});
			await storage.drop('ledger');
			await storage.create('ledger');
			store = (await storage.open('ledger'))!;
			expect(await store.settings()).toEqual(plain);
		});

		test('[S31] no more revisions of a line are remembered than its limit, content included', async () => {
			await store.saveSettings({ revsLimit: 3 });
			const revs = await edited('a', 5);
			const row = (await store.row('a'))!;
			const history = historyOf(treeOf(row), row.rev).map(({ rev }) => rev);
			expect(history).toEqual(revs.slice(2).reverse());
			expect(await store.revision('a', revs[1]!)).toBeUndefined();
			expect((await store.revision('a', revs[2]!))?.body).toBe('{"n":3}');
		});

		test('[S31] a limit of one keeps one line one, and a replicated line is cut the same', async () => {
			await store.saveSettings({ revsLimit: 1 });
			const revs = await edited('a', 3);
			const row = (await store.row('a'))!;
			expect([row.rev, row.leaves]).toEqual([revs[2], null]);
			await arrive({ _id: 'b', ...path(3, 'c', 'b', 'a'), n: 1 });
			const arrived = (await store.row('b'))!;
			expect(historyOf(treeOf(arrived), '3-c').map(({ rev }) => rev)).toEqual(['3-c']);
			expect(await arrive({ _id: 'b', ...path(4, 'd', 'c', 'b'), n: 2 })).toMatchObject([
				{ outcome: 'written' }
			]);
			expect((await store.row('b'))?.leaves).toBeNull();
		});

		test('[S32] a purged document was never here', async () => {
			const [row] = await put({ _id: 'a', n: 1 });
			await put({ _id: 'b' });
			const since = await store.standing();
			const commits: Commit[] = [];
			store.onCommit((commit) => commits.push(commit));
			const purged = await store.purge(new Map([['a', [row!.rev, row!.rev, '9-no']]]));
			expect(Object.fromEntries(purged)).toEqual({ a: [row!.rev] });
			expect(await store.row('a')).toBeUndefined();
			expect((await store.changes(all)).rows.map(({ id }) => id)).toEqual(['b']);
			expect(await store.info()).toMatchObject({ docCount: 1, deletedCount: 0, purgeSeq: 1 });
			if (isOurs) expect(commits).toEqual([{ since, seq: await store.standing(), rows: [] }]);
			expect((await put({ _id: 'a', n: 2 }))[0]?.outcome).toBe('written');
			expect((await store.changes(all)).rows.map(({ id }) => id)).toEqual(['b', 'a']);
		});

		test('[S32] of several branches the others stay, and the best of them wins with its content', async () => {
			await arrive(
				{ _id: 'a', ...path(2, 'bb', 'aa'), n: 'b' },
				{ _id: 'a', ...path(2, 'cc', 'aa'), n: 'c' },
				{ _id: 'a', ...path(1, 'zz'), n: 'z' }
			);
			await store.purge(new Map([['a', ['2-cc']]]));
			let row = (await store.row('a'))!;
			expect([row.rev, row.body, row.leaves]).toEqual(['2-bb', '{"n":"b"}', ['2-bb', '1-zz']]);
			expect((await store.changes(all)).rows).toMatchObject([{ id: 'a', rev: '2-bb', seq: 4 }]);
			expect(await store.revision('a', '2-cc')).toBeUndefined();
			await store.purge(new Map([['a', ['2-bb']]]));
			row = (await store.row('a'))!;
			expect(leavesOf(treeOf(row))).toEqual([{ rev: '1-zz', deleted: false }]);
			// What led to purged leaves alone is unknown again.
			expect(await arrive({ _id: 'a', ...path(1, 'aa'), n: 'a' })).toMatchObject([
				{ outcome: 'written' }
			]);
		});

		test('[S32] nothing is purged that is no leaf, and nothing changes then', async () => {
			const revs = await edited('a', 2);
			const before = await store.info();
			const purged = await store.purge(
				new Map([
					['a', [revs[0]!]],
					['none', ['1-x']]
				])
			);
			expect(Object.fromEntries(purged)).toEqual({ a: [], none: [] });
			expect(await store.info()).toEqual(before);
			expect(await store.purgedInfos()).toEqual([]);
		});

		test('[S32] a deletion that is purged gives the document back', async () => {
			await arrive({ _id: 'a', ...path(1, 'x'), n: 1 }, { _id: 'a', ...path(1, 'y'), n: 2 });
			await put({ _id: 'a', _rev: '1-y', _deleted: true });
			await put({ _id: 'a', _rev: '1-x', _deleted: true });
			expect(await store.info()).toMatchObject({ docCount: 0, deletedCount: 1 });
			const leaves = leavesOf(treeOf((await store.row('a'))!)).map(({ rev }) => rev);
			await store.purge(new Map([['a', leaves]]));
			expect(await store.info()).toMatchObject({ docCount: 0, deletedCount: 0 });
		});

		test('[S32] the latest purges are remembered, up to the limit', async () => {
			for (const id of ['a', 'b', 'c']) {
				const [row] = await put({ _id: id });
				await store.purge(new Map([[id, [row!.rev]]]));
			}
			expect((await store.purgedInfos()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
			await store.saveSettings({ purgedInfosLimit: 2 });
			expect((await store.purgedInfos()).map(({ id }) => id)).toEqual(['b', 'c']);
			const [row] = await put({ _id: 'd' });
			await store.purge(new Map([['d', [row!.rev]]]));
			expect(await store.purgedInfos()).toEqual([
				{ id: 'c', revs: [expect.stringMatching(/^1-/)] },
				{ id: 'd', revs: [row!.rev] }
			]);
		});

		// One turn after the other: the writing meets the reading wherever it stands.
		test.runIf(isOurs).each([1, 2, 3, 4])(
			'[S33] compacting forgets nothing that is written after its turn %i',
			async (at) => {
				const gone = await put({ _id: 'gone', ...attached('gone') });
				const goneDigest = await digestIn('gone');
				await put({ _id: 'gone', _rev: gone[0]!.rev, _deleted: true });
				const [removed] = await put({ _id: 'removed', ...attached('again') });
				const againDigest = await digestIn('removed');
				await put({ _id: 'removed', _rev: removed!.rev, _deleted: true });
				await arrive({ _id: 'two', ...path(1, 'x'), ...attached('loser') });
				await arrive({ _id: 'two', ...path(1, 'y'), ...attached('winner') });
				const loserDigest = (await store.revision('two', '1-x'))!.attachments!['a']!.digest;

				let turns = 0;
				let writing: Promise<unknown> | undefined;
				await store.compact(() => {
					turns += 1;
					if (turns !== at) return;
					// The same bytes come back, new ones come, and an older leaf wins again.
					writing = Promise.all([
						put({ _id: 'back', ...attached('again') }),
						put({ _id: 'new', ...attached('new') }),
						put({ _id: 'two', _rev: '1-y', _deleted: true })
					]);
				});
				await writing;
				expect(writing).toBeDefined();
				expect(await bytesOf(goneDigest)).toBeUndefined();
				expect(await bytesOf(againDigest)).toBeDefined();
				expect(await bytesOf(await digestIn('new'))).toBeDefined();
				expect((await store.row('two'))?.attachments?.['a']?.digest).toBe(loserDigest);
				expect(await bytesOf(loserDigest)).toBeDefined();
			}
		);

		test('[S33] compacting a database that is dropped meanwhile ends', async () => {
			const revs = await edited('a', 3);
			expect(revs.length).toBe(3);
			await put({ _id: 'b', ...attached('b') });
			const compacted = store.compact();
			await storage.drop('ledger');
			await expect(compacted).rejects.toThrow('does not exist');
		});

		test('[S34] whoever listens is told what was made, written and dropped, until she leaves', async () => {
			const events: StorageEvent[] = [];
			const leave = storage.onEvent((event) => events.push(event));
			const heard = async (event: StorageEvent) =>
				vi.waitFor(() => expect(events).toContainEqual(event), { timeout: 30_000 });
			await storage.create('other');
			await storage.create('other');
			await heard({ type: 'created', db: 'other' });
			await put({ _id: 'a' });
			await put({ _id: 'a' });
			await heard({ type: 'updated', db: 'ledger' });
			await storage.drop('other');
			await storage.drop('other');
			await heard({ type: 'deleted', db: 'other' });
			// A cluster may begin with what happened a moment before.
			expect(isOurs ? events : events.slice(-3)).toEqual([
				{ type: 'created', db: 'other' },
				{ type: 'updated', db: 'ledger' },
				{ type: 'deleted', db: 'other' }
			]);
			leave();
			const { length } = events;
			await put({ _id: 'b' });
			expect(events.length).toBe(length);
		});

		test('[S34] who listens to a database is told once when it is dropped', async () => {
			let gone = 0;
			store.onCommit(
				() => undefined,
				() => (gone += 1)
			);
			const leave = store.onCommit(
				() => undefined,
				() => (gone += 10)
			);
			leave();
			await storage.drop('ledger');
			expect(gone).toBe(1);
		});
	});
}
