/**
 * Requests that no honest client sends, as bytes for a raw socket: thrown together by fast-check from
 * pieces that have hurt somebody. For tests only. One list of
 * pieces and how they are put together; apart, neither could be read.
 */
import fc from 'fast-check';
import type { Bytes } from './bytes.ts';
import { joinBytes, utf8 } from './bytes.ts';
import { body, packing } from './fuzzBodies.ts';

export interface FuzzedRequest {
	/** What it is, for whoever reads a failure. */
	what: string;
	/** Sent one after the other; more than one means a caller who takes his time. */
	parts: Bytes[];
	/** A HEAD is answered without a body. */
	headOnly: boolean;
}

export interface FuzzedPlace {
	/** Databases that exist behind the mount, by name; all of them may be written to. */
	databases: readonly string[];
	/** Header lines that let the caller in. */
	credentials: readonly string[];
}

/** How the end of a body is told, or not. */
type Framing = [what: string, frame: (sent: Bytes) => Bytes];
const byLength: Framing = ['length', (sent) => framed(`Content-Length: ${sent.length}\r\n`, sent)];
const framings: Framing[] = [
	byLength,
	['chunks', (sent) => framed('Transfer-Encoding: chunked\r\n', chunked(sent))],
	['length too small', (sent) => framed(`Content-Length: ${sent.length >> 1}\r\n`, sent)],
	['length too great', (sent) => framed(`Content-Length: ${sent.length + 9}\r\n`, sent)],
	['length beyond measure', (sent) => framed('Content-Length: 99999999999999999999\r\n', sent)],
	['negative length', (sent) => framed('Content-Length: -1\r\n', sent)],
	[
		'two lengths',
		(sent) => framed(`Content-Length: ${sent.length}\r\nContent-Length: 1\r\n`, sent)
	],
	['both', (sent) => framed(`Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, chunked(sent))],
	['odd coding', (sent) => framed('Transfer-Encoding: xchunked\r\n', chunked(sent))],
	['folded coding', (sent) => framed('Transfer-Encoding:\r\n chunked\r\n', chunked(sent))],
	['bad chunks', (sent) => framed('Transfer-Encoding: chunked\r\n', framed('zz', sent))],
	[
		'endless chunk',
		(sent) => framed('Transfer-Encoding: chunked\r\n', framed('fffffffffff', sent))
	],
	['no length', (sent) => framed('', sent)]
];

function framed(head: string, sent: Bytes): Bytes {
	return joinBytes([utf8(`${head}\r\n`), sent]);
}

function chunked(sent: Bytes): Bytes {
	return joinBytes([utf8(`${sent.length.toString(16)}\r\n`), sent, utf8('\r\n0\r\n\r\n')]);
}

const oddHeaders = [
	...['', 'Range: bytes=0-1', 'Range: bytes=-0', 'Range: bytes=9-1', 'Range: bytes=0-0,2-3,5-'],
	...[
		'Range: items=1',
		`Range: bytes=${'0-1,'.repeat(900)}`,
		'If-Match: *',
		'If-None-Match: "1-a"'
	],
	...[
		'Accept: multipart/mixed',
		'Accept: ;;;',
		'Accept-Encoding: gzip;q=NaN, *',
		'Expect: 100-continue'
	],
	...[
		'Upgrade: websocket\r\nConnection: upgrade',
		'Connection: close, close',
		'Cookie: AuthSession=a'
	],
	...['X-Qingge-Device: ../../x', 'Authorization: Basic !!!', 'Origin: null', 'Host: elsewhere'],
	...[
		'Content-Type: multipart/related; boundary=',
		'Content-Type: application/json; charset=utf-7'
	],
	...[
		'Destination: ../x?rev=1',
		'Last-Event-ID: -1',
		'X : y',
		': y',
		'no colon',
		'X: \u0001',
		'X:\u00e9'
	],
	...[
		`X: ${'a'.repeat(64 * 1024)}`,
		Array.from({ length: 200 }, (_, at) => `X${at}: y`).join('\r\n')
	]
];
const types = ['application/json', 'text/plain', 'multipart/related;boundary=a', 'image/jpeg', ''];
const methods = [
	...[
		'GET',
		'PUT',
		'POST',
		'DELETE',
		'HEAD',
		'OPTIONS',
		'COPY',
		'PATCH',
		'TRACE',
		'CONNECT',
		'PROPFIND'
	],
	...['get', 'BREW', 'GETGETGET', '\u0000']
];
const likely = ['GET', 'PUT', 'POST', 'POST', 'POST', 'DELETE', 'HEAD'];
const parameterNames = [
	...[
		'rev',
		'revs',
		'open_revs',
		'latest',
		'attachments',
		'since',
		'limit',
		'skip',
		'startkey',
		'key'
	],
	...[
		'keys',
		'descending',
		'include_docs',
		'filter',
		'doc_ids',
		'style',
		'seq_interval',
		'count',
		'device'
	]
];
const parameterValues = [
	...[
		'',
		'true',
		'1',
		'-1',
		'1e999',
		'9007199254740993',
		'[]',
		'{}',
		'%22a%22',
		'[%221-a%22]',
		'all'
	],
	...[
		'now',
		'%00',
		'%ff',
		'%ed%a0%80',
		'[[[[',
		'__proto__',
		'1-a',
		'999999999-a',
		'%5B%22a%22%2C1%5D'
	]
];
const query = fc.oneof(
	{ weight: 1, arbitrary: fc.constant(`?${'a=1&'.repeat(3_000)}`) },
	{
		weight: 40,
		arbitrary: fc
			.array(fc.tuple(fc.constantFrom(...parameterNames), fc.constantFrom(...parameterValues)), {
				maxLength: 4
			})
			.map((asked) => `?${[...asked.map((pair) => pair.join('=')), 'timeout=0'].join('&')}`)
	}
);

/** Places behind the mount, in every spelling that has once led somebody astray. */
function targets(databases: readonly string[]): string[] {
	const calls = [
		...[
			'',
			'/',
			'/_changes',
			'/_all_docs',
			'/_bulk_docs',
			'/_bulk_get',
			'/_revs_diff',
			'/_missing_revs'
		],
		...[
			'/_local/x',
			'/_local/',
			'/_design/x',
			'/%5fdesign%2fx',
			'/_design%2fx',
			'/_ensure_full_commit'
		],
		...[
			'/_security',
			'/_find',
			'/_index',
			'/_explain',
			'/_purge',
			'/_compact',
			'/_revs_limit',
			'/_shards'
		],
		...[
			'/a',
			'/a/b',
			'/a/b/c',
			'/a%2fb',
			'/visit:01KASXV2G0000000000000000A',
			'/__proto__',
			'/%E9',
			'/%'
		],
		...[
			'/%00',
			'/a%00b',
			'/..',
			'/../..',
			'/..%2f..%2fx',
			'/%2e%2e/x',
			'/..%5cx',
			'/%252e%252e%252fx'
		],
		...[
			'/%ed%a0%80',
			'/%c0%ae%c0%ae/',
			'//',
			'/a//b',
			'/a/./b',
			'/%E2%80%AEx',
			`/${'a'.repeat(3_000)}`
		]
	];
	const others = [
		...[
			'/db',
			'/db/',
			'/db/_up',
			'/db/_uuids?count=99999999',
			'/db/_session',
			'/db/_all_dbs',
			'/db/_users'
		],
		...[
			'/db/A',
			'/db/a%00b',
			'/db/..%2f..%2fpwn',
			'/db/%2e%2e%2fx',
			'/db/_replicate',
			'/db/_config',
			'/'
		],
		...[
			'/station/me',
			'/station/health',
			'/station/admin/accounts',
			'/station/x',
			'/../etc/passwd',
			'*'
		],
		...[
			'/%2e%2e/%2e%2e/etc/passwd',
			'/assets/..%2f..%2fpackage.json',
			'http://elsewhere/db/',
			'/db/new-one'
		]
	];
	return [...databases.flatMap((db) => calls.map((call) => `/db/${db}${call}`)), ...others];
}

export function fuzzedRequest({
	databases,
	credentials
}: FuzzedPlace): fc.Arbitrary<FuzzedRequest> {
	return fc
		.record({
			method: fc.oneof(
				{ weight: 9, arbitrary: fc.constantFrom(...likely) },
				{ weight: 1, arbitrary: fc.constantFrom(...methods) }
			),
			target: fc.constantFrom(...targets(databases)),
			query,
			type: fc.oneof({ weight: 4, arbitrary: fc.constant(types[0]) }, fc.constantFrom(...types)),
			headers: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, fc.constantFrom(...oddHeaders)),
			known: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
			body,
			packing,
			framing: fc.oneof(
				{ weight: 6, arbitrary: fc.constant(byLength) },
				{ weight: 2, arbitrary: fc.constantFrom(...framings) }
			),
			version: fc.oneof(
				{ weight: 40, arbitrary: fc.constant('HTTP/1.1') },
				fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'XTTP/1.1', '')
			),
			slow: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, fc.constant(true))
		})
		.map((of): FuzzedRequest => {
			const { method, target, type, headers, known, slow } = of;
			const asked = target.includes('?') ? '' : of.query;
			const [encoding, pack] = of.packing;
			const [framing, frame] = of.framing;
			const lines = [
				`${method} ${target}${asked} ${of.version}`,
				...['Host: station', 'Connection: close'],
				// Or the first DELETE would sign everybody out.
				...(known && target !== '/db/_session' ? credentials : []),
				...(type ? [`Content-Type: ${type}`] : []),
				...(headers === '' ? [] : [headers])
			];
			const bodiless = method === 'GET' || method === 'HEAD';
			const rest = bodiless ? utf8('\r\n') : frame(pack(of.body[1]()));
			const whole = joinBytes([utf8(`${lines.join('\r\n')}\r\n${encoding}`), rest]);
			const what = `${lines.join(' | ').slice(0, 300)} | ${encoding.trim()} ${framing} ${of.body[0]}`;
			return { what, headOnly: method === 'HEAD', parts: slow ? cut(whole) : [whole] };
		});
}

function cut(whole: Bytes): Bytes[] {
	const at = [0.1, 0.5, 0.9].map((share) => Math.floor(whole.length * share));
	return [0, ...at].map((from, part) => whole.subarray(from, at[part] ?? whole.length));
}
