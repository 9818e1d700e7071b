/**
 * Documents that a broken or bad device, or a CouchDB in bad hands, could send (SAFETY F15, F16). The
 * same list goes through the station and, past it, straight into a phone's pull. For tests only.
 */
import type { DocumentOfKind } from '#lib/domain/documents.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { sampleDevice, sampleDocument, sampleOther } from '#lib/domain/sampleDocuments.ts';
import { sha256 } from '#lib/ledger/sha256.ts';

export interface HostileDocument {
	what: string;
	document: unknown;
	/** What a phone does whose station lets it through: sets it aside, or finds nothing wrong with it. */
	onPhone: 'aside' | 'read';
}

/** Each has an id of its own, so that every one can be looked for. */
let made = 0;
const nextUlid = () => `01KASXV2G00000000H${String((made += 1)).padStart(8, '0')}`;

function visit(change: Partial<DocumentOfKind['visit']> = {}): DocumentOfKind['visit'] {
	return sampleDocument('visit', sha256, {
		_id: `visit:${nextUlid()}`,
		deviceSeq: made,
		...change
	});
}

/** With its own revision again, so that nothing but the change itself is wrong. */
function altered(change: object): object {
	const document = { ...visit(), ...change };
	return { ...document, _rev: revisionOf(document, sha256) };
}

/** As text from a socket has it: `__proto__` is a name like any other. */
function withMember(json: string): object {
	return { ...visit(), ...(JSON.parse(json) as object) };
}

function nested(depth: number): unknown {
	let inner: unknown = 'bottom';
	for (let level = 0; level < depth; level += 1) inner = [inner];
	return inner;
}

function parsedMember(json: string): object {
	return JSON.parse(`${JSON.stringify(visit()).slice(0, -1)},${json}}`) as object;
}

const hex = '0'.repeat(32);
const aside = (what: string, document: unknown): HostileDocument => ({
	...{ what, document, onPhone: 'aside' }
});
const each = (what: string, values: readonly unknown[], make: (value: unknown) => unknown) =>
	values.map((value) => aside(`${what} ${label(value)}`, make(value)));
/** Nothing in the lists above is `undefined`, which alone has no text. */
const label = (value: unknown) => JSON.stringify(value).slice(0, 60);

const revisions = [
	...[
		`999999999-${hex}`,
		`9007199254740991-${hex}`,
		`9007199254740992-${hex}`,
		`2-${hex}`,
		`0-${hex}`
	],
	...[
		`-1-${hex}`,
		`1-${'A'.repeat(32)}`,
		'1-short',
		'1-',
		`1-${hex} `,
		`1-${'z'.repeat(32)}`,
		'',
		1,
		null,
		[hex]
	]
];
const histories = [
	{ start: 2, ids: [hex, hex] },
	{ start: 999_999_999, ids: [hex] },
	{ start: -1, ids: [hex] },
	{ start: 1, ids: [] },
	{ start: '1', ids: [hex] },
	{ ids: 'x' },
	7
];
const attachments = [
	{ 'a.jpg': { stub: true, digest: 'md5-AAAA', length: 1, revpos: 1, content_type: 'image/jpeg' } },
	{ 'a.jpg': { follows: true, length: 5, content_type: 'image/jpeg' } },
	{ 'a.html': { data: btoa('<script>alert(1)</script>'), content_type: 'text/html' } },
	{ 'a.svg': { data: btoa('<svg onload="alert(1)"/>'), content_type: 'image/svg+xml' } },
	{ 'a.jpg': { data: '!!!', content_type: 'image/jpeg' } },
	{ 'a.jpg': { data: 'AAAA', digest: 'md5-lie', length: 999, content_type: 'image/jpeg' } },
	{ '../../a': { data: 'AAAA', content_type: 'image/jpeg' } },
	{ _hidden: { data: 'AAAA', content_type: 'x\r\nSet-Cookie: a=b' } }
];
const idsAstray = [
	...[
		'_design/x',
		'_local/x',
		'_hidden',
		'__proto__',
		'constructor',
		'',
		'visit:',
		'visit:..',
		'visit:a/b'
	],
	...['visit:01kasxv2g0000000000000000a', `visit：${sampleOther}`, `concern:${sampleOther}`],
	...[`visit:${sampleOther}\u202E`, `visit:\u200B${sampleOther}`, `visit:${sampleOther}\u0000`],
	...[`visit:${'0'.repeat(600)}`, 'visit:０１KASXV2G0000000000000000A', 7, null, {}, ['visit:a']]
];
const kinds = ['__proto__', 'toString', 'constructor', 'design', '', 7, null, ['visit'], {}];
const schemas = [99, 0, -1, 1.5, '1', null, Number.MAX_SAFE_INTEGER];
const numbers = [0, -1, 1.5, Number.MAX_SAFE_INTEGER + 2, '1', null];
const instants = [
	'2026-02-30T00:00:00.000Z',
	'2026-11-23T10:00:00+08:00',
	'now',
	0,
	'+275760-09-13T00:00:00.000Z'
];
const stamps = ['', 'x', `${'f'.repeat(17)}-${sampleOther}`, '9'.repeat(300), null];

/** The same letter composed and taken apart: two ids that look alike. */
const twin = (form: 'NFC' | 'NFD') => {
	const door = `150105001019-01/xk/${'é'.normalize(form)}-1-101`;
	return sampleDocument('door', sha256, { _id: `door:${door}`, door, author: 'station' });
};

export function hostileDocuments(): HostileDocument[] {
	return [
		aside('a name that reaches into the prototype', parsedMember('"__proto__":{"isAdmin":true}')),
		aside('the same, further down', parsedMember('"careChecks":{"__proto__":{"a":1}}')),
		...each('a member', ['constructor', 'prototype', 'toString', 'hasOwnProperty', ' '], (name) =>
			withMember(JSON.stringify({ [name as string]: { prototype: { isAdmin: true } } }))
		),
		...each('a revision', revisions, (_rev) => ({ ...visit(), _rev })),
		...each('a history', histories, (_revisions) => ({ ...visit(), _revisions })).map((one) => ({
			...one,
			// What a database hangs on a document is none of its content (rule D10).
			onPhone: 'read' as const
		})),
		...each('erased', ['true', 1, null, false], (_deleted) => ({ ...visit(), _deleted })),
		aside('nothing but a gravestone', { _id: visit()._id, _rev: `1-${hex}`, gone: true }),
		aside('a history without end', {
			...visit(),
			_revisions: { start: 1, ids: Array<string>(2_000).fill(hex) }
		}),
		...each('attachments', attachments, (_attachments) => ({ ...visit(), _attachments })).map(
			(one) => ({
				...one,
				onPhone: 'read' as const
			})
		),
		...each('an id', idsAstray, (_id) => altered({ _id })),
		{ what: 'a door as composed', document: twin('NFC'), onPhone: 'read' },
		aside('its twin, taken apart', twin('NFD')),
		...each('a kind', kinds, (kind) => altered({ kind })),
		...each('a schema', schemas, (schema) => altered({ schema })),
		...each('a number', numbers, (deviceSeq) => altered({ deviceSeq })),
		...each('captured', instants, (capturedAt) => altered({ capturedAt })),
		...each('a clock', stamps, (clock) => altered({ clock })),
		...each('depth', [17, 99, 101, 2_000, 5_000], (depth) => ({
			...visit(),
			careChecks: { deep: nested(depth as number) }
		})),
		aside('more values than anybody has', altered({ photos: Array<number>(2_100).fill(0) })),
		aside('a text too long', altered({ note: '长'.repeat(8 * 1024 + 1) })),
		aside('too much of it', altered({ photos: Array<string>(40).fill('a'.repeat(4_000)) })),
		aside('a name too long', altered({ ['n'.repeat(300)]: 1 })),
		aside('half a letter', altered({ note: 'a\uD800' })),
		aside('a text that ends early in C', altered({ note: 'a\u0000b' })),
		aside('half a letter in a name', altered({ 'a\uDFFF': 1 })),
		...each('no document:', [null, 7, 'visit', [], {}, true], (value) => value),
		aside('a place on the map', altered({ location: { lat: 40.8, lng: 111.7 } })),
		aside('a door elsewhere', altered({ door: '150105001019-02/xk/3-2-501' })),
		aside('an answer nobody can give', altered({ outcome: 'x', unchanged: 'yes' })),
		{ what: 'of somebody else', document: visit({ author: 'wangge2' }), onPhone: 'read' },
		{
			what: 'of another device',
			document: visit({
				device: sampleOther,
				clock: writeStamp({ wallMs: 1, counter: 0 }, sampleOther)
			}),
			onPhone: 'read'
		},
		{
			what: 'of another grid',
			document: visit({ grid: '150105001019-02', door: '150105001019-02/xk/3-2-501' }),
			onPhone: 'read'
		},
		{
			what: 'a roster by a device',
			document: sampleDocument('household', sha256),
			onPhone: 'read'
		},
		{
			what: 'a step that is not hers',
			document: sampleDocument('event', sha256, { type: 'dispatch', handler: '物业' }),
			onPhone: 'read'
		}
	];
}

/** A clock years ahead: taken, since the station turns nobody's work away, and harmless to others. */
export function visitFromTheFuture(yearsAhead: number, fromMs: number): DocumentOfKind['visit'] {
	const wallMs = fromMs + yearsAhead * 365 * 24 * 3_600_000;
	return visit({
		capturedAt: new Date(wallMs).toISOString(),
		clock: writeStamp({ wallMs, counter: 65_000 }, sampleDevice)
	});
}

/** One id under many revisions, each true to its own content. */
export function manyLeaves(count: number): DocumentOfKind['visit'][] {
	const { _id } = visit();
	return Array.from({ length: count }, (_, at) => visit({ _id, note: `第${at}个说法` }));
}
