import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTestFace } from './testFace.ts';

const paths = [
	...[
		'',
		'/_up',
		'/_uuids',
		'/ledger',
		'/ledger/_changes',
		'/ledger/_all_docs',
		'/ledger/_bulk_docs'
	],
	...['/ledger/_bulk_get', '/ledger/_revs_diff', '/ledger/_missing_revs', '/ledger/_local/x'],
	...['/_all_dbs', '/_dbs_info', '/_db_updates', '/_active_tasks', '/ledger/_security'],
	...['/ledger/_revs_limit', '/ledger/_compact', '/ledger/_view_cleanup', '/ledger/_purge'],
	...['/ledger/_purged_infos', '/ledger/_purged_infos_limit', '/led%2Fger'],
	...['/ledger/a', '/ledger/a/b', '/ledger/_design/x', '/ledger/_ensure_full_commit', '/none'],
	...['/ledger/_find', '/ledger/_explain', '/ledger/_index', '/ledger/_index/_bulk_delete'],
	...['/ledger/_design_docs', '/ledger/_local_docs', '/ledger/_all_docs/queries'],
	...['/ledger/_index/x/json/y', '/ledger/_design/x/_view/y']
];
const parameters = [
	...['rev', 'revs', 'revs_info', 'open_revs', 'latest', 'attachments', 'atts_since', 'conflicts'],
	...['since', 'limit', 'skip', 'startkey', 'endkey', 'key', 'keys', 'descending', 'include_docs'],
	...[
		'feed',
		'filter',
		'view',
		'doc_ids',
		'style',
		'heartbeat',
		'seq_interval',
		'count',
		'new_edits',
		'meta'
	],
	...['q', 'n', 'partitioned', 'inclusive_end', 'timeout']
];
const values = [
	...[
		'',
		'true',
		'false',
		'null',
		'0',
		'-1',
		'1e999',
		'9007199254740993',
		'[]',
		'{}',
		'"a"',
		'["1-a"]'
	],
	...[
		'all',
		'_selector',
		'_view',
		'a/b',
		'1-a',
		'999999999-a',
		'now',
		'normal',
		'all_docs',
		'\u0000',
		'\ud800',
		'__proto__',
		'%00',
		'[[[['
	]
];
const members = [
	...[
		'_id',
		'_rev',
		'_deleted',
		'_attachments',
		'_revisions',
		'docs',
		'new_edits',
		'keys',
		'doc_ids'
	],
	...['selector', 'fields', 'sort', 'use_index', 'index', 'bookmark', 'limit', 'queries', 'docids'],
	...['$and', '$or', '$not', '$in', '$regex', '$elemMatch', '$mod', '$exists', '$nonsense'],
	...['views', 'language', 'follows', 'digest', 'length', 'atts_since'],
	...['members', 'admins', 'names', 'roles'],
	...['a', 'id', 'rev', 'stub', 'data', 'start', 'ids', '__proto__', 'constructor', 'toString', '']
];
const leaf = fc.oneof(
	fc.constantFrom(...values),
	fc.integer(),
	fc.boolean(),
	fc.constant(null),
	fc.double()
);
const { body } = fc.letrec((tie) => ({
	body: fc.oneof(
		{ depthSize: 'small' },
		leaf,
		fc.array(tie('body'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...members), tie('body'), { maxKeys: 5 })
	)
}));
const query = fc.array(fc.tuple(fc.constantFrom(...parameters), fc.constantFrom(...values)), {
	maxLength: 4
});

describe('hostile callers', () => {
	test('[HTTP3] no call makes the station make a mistake, and every error is JSON with a reason', async () => {
		const face = await openTestFace();
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'COPY'),
				fc.constantFrom(...paths),
				query,
				body,
				fc.constantFrom('application/json', 'text/plain', 'multipart/related', ''),
				async (method, path, asked, sent, type) => {
					const search = new URLSearchParams(
						asked.map(([name, value]) => [name, value.toWellFormed()])
					);
					// The feed is asked for without waiting: what waits is tested elsewhere.
					search.append('timeout', '0');
					const hasBody = method === 'PUT' || method === 'POST';
					const answer = await face.ask(method, `${path}?${search}`, {
						...(hasBody ? { body: JSON.stringify(sent) } : {}),
						headers: {
							...(type === '' ? {} : { 'content-type': type }),
							accept: 'multipart/mixed',
							destination: 'b?rev=1-a'
						}
					});
					// Functions of design documents are 501, which is an answer.
					if (answer.status !== 501) expect(answer.status).toBeLessThan(500);
					if (answer.status < 400 || method === 'HEAD') return;
					expect(answer.json).toEqual({ error: expect.any(String), reason: expect.any(String) });
				}
			),
			{ numRuns: 3000, seed: 20261123 }
		);
		expect(face.defects).toEqual([]);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	}, 60_000);

	test('[HTTP5] numbers without end are brought within bounds', async () => {
		const { ask } = await openTestFace();
		const most = '999999999999999';
		for (const path of [
			`/ledger/_changes?limit=${most}&seq_interval=${most}`,
			`/ledger/_changes?feed=longpoll&since=now&timeout=0&heartbeat=false`,
			`/ledger/_all_docs?limit=${most}&skip=${most}`
		]) {
			expect([path, (await ask('GET', path)).status]).toEqual([path, 200]);
		}
		const many = Array.from({ length: 100 }, (_, n) => `p${n}=1`).join('&');
		expect((await ask('GET', `/ledger?${many}`)).status).toBe(400);
	});

	test('[HTTP4] the text that came in is never what goes out', async () => {
		const { ask } = await openTestFace();
		await ask('PUT', '/ledger/a', { body: '{ "n" : 1.0e0 , "t":"\\u9752" }' });
		expect((await ask('GET', '/ledger/a')).text).toMatch(/"n":1,"t":"青"/);
	});
});
