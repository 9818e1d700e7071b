// What a meeting costs follows what has changed and not what is held: counted in statements and rows,
// since time on a shared machine proves nothing.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { sampleDevice, sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import type { Edit } from './storage/documentStore.ts';
import type { OpenSqlite } from './storage/sqliteDriver.ts';
import { openSqlite } from './storage/sqliteDriver.ts';
import { openSqliteStorage } from './storage/sqliteStorage.ts';
import { openTrialStation } from './trialStation.ts';

const feed = 'feed-grid-150105001019-01';
const ledger = 'ledger-150105001019';
const fromOthers = 50;
const own = 20;

const folder = mkdtempSync(join(tmpdir(), 'qingge-cost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Used {
	/** By statement: how often it was run, and how many rows it answered or changed. */
	statements: Map<string, { runs: number; rows: number }>;
	/** How SQLite finds the rows of a statement; `SCAN` walks all there are. */
	plans: Map<string, string>;
}

function counting(used: Used): OpenSqlite {
	return (file) => {
		const connection = openSqlite(file);
		return {
			...connection,
			prepare(sql) {
				const statement = connection.prepare(sql);
				if (/^(?:SELECT|DELETE|UPDATE)/.test(sql) && !used.plans.has(sql)) {
					const plan = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
					used.plans.set(sql, plan.map((row) => String(row[3])).join('; '));
				}
				const count = (rows: number) => {
					const of = used.statements.get(sql) ?? { runs: 0, rows: 0 };
					used.statements.set(sql, { runs: of.runs + 1, rows: of.rows + rows });
				};
				return {
					one(...values) {
						const row = statement.one(...values);
						count(row ? 1 : 0);
						return row;
					},
					all(...values) {
						const rows = statement.all(...values);
						count(rows.length);
						return rows;
					},
					run(...values) {
						const changed = statement.run(...values);
						count(changed);
						return changed;
					}
				};
			}
		};
	};
}

let made = 0;
function visits(count: number, device = sampleOther): LedgerDocument[] {
	return Array.from({ length: count }, (_, at) => {
		made += 1;
		const clock = sampleDocument('visit', sha256).clock.slice(0, -sampleDevice.length) + device;
		return sampleDocument('visit', sha256, {
			...{ _id: `visit:01KASXV2G000000000${String(made).padStart(8, '0')}` },
			...{ device, deviceSeq: at + 1, clock }
		});
	});
}

/** As an import would: rows that nobody has numbered, in the feed and the community's ledger. */
function held(count: number): Edit[] {
	return Array.from({ length: count }, (_, at) => {
		const hash = sha256(String(at)).slice(0, 32);
		const body = JSON.stringify({ kind: 'door', note: '青'.repeat(60) });
		return {
			...{ id: `door:150105001019-01/xk/${at}`, revisions: { start: 1, ids: [hash] } },
			...{ deleted: false, body, attachments: null }
		};
	});
}

/** A phone that was away takes 50, delivers 20, and finds out that there is nothing more. */
async function meetingWith(documents: number): Promise<Used> {
	const used: Used = { statements: new Map(), plans: new Map() };
	const storage = await openSqliteStorage({
		directory: join(folder, String(documents)),
		openSqlite: counting(used)
	});
	const station = await openTrialStation({ storage });
	const phone = await station.signIn('wangge1', sampleDevice);
	const other = await station.signIn('wangge1', sampleOther);
	const ask = async (from: typeof phone, path: string, body?: object) => {
		const headers = { 'Content-Type': 'application/json' };
		const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
		const answer = await from(path, init);
		expect([200, 201]).toContain(answer.status);
		return answer;
	};
	const changes = async (since: string, limit: number) => {
		const path = `/db/${feed}/_changes?include_docs=true&since=${since}&limit=${limit}`;
		return (await (await ask(phone, path)).json()) as { results: unknown[]; last_seq: string };
	};
	const push = (from: typeof phone, docs: LedgerDocument[]) =>
		ask(from, `/db/${feed}/_bulk_docs`, { new_edits: false, docs });

	for (const db of [feed, ledger]) {
		const store = (await storage.open(db))!;
		await store.write(held(documents), { newEdits: false });
	}
	const { last_seq: since } = await changes('now', 1);
	await push(other, visits(fromOthers));
	const delivered = visits(own, sampleDevice);
	// Everybody who follows the feed has to be where it is before anything is counted.
	await station.router.idle();
	await (await ask(phone, '/station/me')).json();

	used.statements.clear();
	const news = await changes(since, 1_000);
	expect(news.results).toHaveLength(fromOthers);
	expect(await (await push(phone, delivered)).json()).toEqual([]);
	await station.router.idle();
	await (await ask(phone, '/station/me')).json();
	expect((await changes(news.last_seq, 1_000)).results).toHaveLength(own);
	const asked = Object.fromEntries(delivered.map(({ _id, _rev }) => [_id, [_rev]]));
	expect(await (await ask(phone, `/db/${feed}/_revs_diff`, asked)).json()).toEqual({});
	await ask(phone, `/db/${feed}`);
	const counted = { statements: new Map(used.statements), plans: used.plans };
	await station.close();
	await storage.close();
	return counted;
}

/** Places are kept when it has been quiet for a while, so at any time. */
const byTheClock = (sql: string) => /\blocals\b|^(?:BEGIN|COMMIT)/.test(sql);

test('[HTTP47] a meeting runs the same statements over as many rows with 100 documents held and with 20,000', async () => {
	const [few, many] = [await meetingWith(100), await meetingWith(20_000)];
	const counts = ({ statements }: Used) =>
		Object.fromEntries([...statements].filter(([sql]) => !byTheClock(sql)).sort());
	expect(counts(many)).toEqual(counts(few));
	const [{ statements, plans }] = [many];
	const rows = [...statements.values()].reduce((sum, one) => sum + one.rows, 0);
	// Fifty taken, twenty delivered, each of them looked at, written and carried a handful of times.
	expect(rows).toBeLessThan(12 * (fromOthers + own));
	// What answers one row may still have walked a million: nothing is counted, nothing scanned.
	for (const sql of statements.keys()) {
		expect(sql).not.toMatch(/\bcount\s*\(/i);
		expect(`${sql}: ${plans.get(sql) ?? ''}`).not.toMatch(/SCAN (?!counts)|TEMP B-TREE/);
	}
});

test('[HTTP48] what is left behind a page is counted once, also while others write', async () => {
	const used: Used = { statements: new Map(), plans: new Map() };
	const storage = await openSqliteStorage({
		directory: join(folder, 'pages'),
		openSqlite: counting(used)
	});
	await storage.create('pages');
	const store = (await storage.open('pages'))!;
	const edits = held(1_000);
	await store.write(edits.slice(0, 600), { newEdits: false });
	const pages: number[] = [];
	let since = '100';
	for (const at of [0, 1, 2, 3]) {
		const page = await store.changes({ since, limit: 50, bodies: true, countPending: true });
		since = page.lastSeq;
		pages.push(page.pending);
		await store.write(edits.slice(600 + at * 10, 610 + at * 10), { newEdits: false });
	}
	expect(pages).toEqual([450, 410, 370, 330]);
	const runsOf = (part: RegExp) =>
		[...used.statements].filter(([sql]) => part.test(sql)).map(([, { runs }]) => runs);
	expect(runsOf(/count\(\*\) FROM rows WHERE seq/)).toEqual([1]);
	// A document that is written again leaves its old place: only counting tells how many are left.
	const [first] = edits;
	const again = { ...first!, revisions: { start: 2, ids: ['b', first!.revisions!.ids[0]!] } };
	await store.write([again], { newEdits: false });
	const page = await store.changes({ since, limit: 50, bodies: true, countPending: true });
	expect(page.pending).toBe(640 - 300 - 50 + 1);
	await storage.close();
});
