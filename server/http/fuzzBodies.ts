/**
 * Bodies that no honest client sends: text that is no JSON or too much of it, documents that lie, and
 * packings that burst. For tests only.
 */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Bytes } from './bytes.ts';
import { joinBytes, utf8 } from './bytes.ts';

const many = (count: number, text: (at: number) => string): string =>
	Array.from({ length: count }, (_, at) => text(at)).join(',');

const ids = [
	...[
		'a',
		'visit:01KASXV2G0000000000000000A',
		'__proto__',
		'constructor',
		'toString',
		'é',
		'e\u0301'
	],
	...[
		'\u202Ecod',
		'%00',
		'..',
		'../../x',
		'a/b',
		'_design/x',
		'_local/x',
		'_x',
		'',
		' ',
		'\uFEFF',
		'💠'
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
	...[
		'selector',
		'id',
		'rev',
		'stub',
		'data',
		'start',
		'ids',
		'__proto__',
		'constructor',
		'limit',
		''
	]
];
const revs = [
	...[
		'1-a',
		'1-967a00dff5e02add41819138abb3284d',
		'999999999-a',
		'9007199254740991-a',
		'0-a',
		'-1-a'
	],
	...['9007199254740993-a', '1-', '-', '1e5-a', `1-${'a'.repeat(5_000)}`]
];
/** JSON that only a careless parser takes, or takes in another way than the next one. */
const oddTexts = [
	...[
		'',
		' ',
		'{',
		'}',
		'{"a"',
		'{"a":',
		'{"a":1',
		'[1,',
		'"',
		'{}{}',
		'{"a":1,}',
		"{'a':1}",
		'null',
		'0'
	],
	...['{"a":1,"a":2}', '{"\\u0061":1,"a":2}', '{"_id":"a","_id":"b"}', '{"docs":[],"docs":[{}]}'],
	...[
		'{"a":NaN}',
		'{"a":Infinity}',
		'{"a":1e999}',
		'{"a":-1e999}',
		'{"a":0x10}',
		'{"a":01}',
		'{"a":+1}'
	],
	...[
		'{"a":1E400,"b":[1e999]}',
		'{"a":9007199254740993}',
		`{"a":${'9'.repeat(4_000)}}`,
		'{"a":-0}'
	],
	...[
		'{"a":"\\ud800"}',
		'{"_id":"\\udfff"}',
		'{"\\ud83d":1}',
		'{"a":"\\u0000"}',
		'{"_id":"a\\u0000b"}'
	],
	...[
		'{"__proto__":{"isAdmin":true}}',
		'{"constructor":{"prototype":{"x":1}}}',
		'{"a":"\t"}',
		'/**/{}'
	],
	...['{"docs":[null,1,"a",[],{}],"new_edits":false}', '{"docs":{"length":5}}', '{"docs":"abc"}'],
	...[
		'{"keys":{}}',
		'{"keys":[{}]}',
		'{"a":["1-a"],"b":"1-a"}',
		'{"selector":{"$where":"while(1);"}}'
	]
];
function utf16(order: 'little' | 'big'): Bytes {
	return Uint8Array.from(
		Array.from('{"a":1}').flatMap((letter) => {
			const unit = letter.charCodeAt(0);
			return order === 'little' ? [unit, 0] : [0, unit];
		})
	);
}
const oddBytes: [what: string, body: () => Bytes][] = [
	['a byte order mark', () => joinBytes([Uint8Array.from([0xef, 0xbb, 0xbf]), utf8('{}')])],
	['UTF-16 LE', () => joinBytes([Uint8Array.from([0xff, 0xfe]), utf16('little')])],
	['UTF-16 BE', () => joinBytes([Uint8Array.from([0xfe, 0xff]), utf16('big')])],
	[
		'overlong UTF-8',
		() => joinBytes([utf8('{"a":"'), Uint8Array.from([0xc0, 0xaf, 0xe0, 0x80, 0xaf]), utf8('"}')])
	],
	[
		'a surrogate in UTF-8',
		() => joinBytes([utf8('{"a":"'), Uint8Array.from([0xed, 0xa0, 0x80]), utf8('"}')])
	],
	['half a letter', () => joinBytes([utf8('{"a":"'), Uint8Array.from([0xf0, 0x9f])])],
	['zeros', () => new Uint8Array(5_000)],
	['noise', () => Uint8Array.from(Array.from({ length: 999 }, (_, at) => (at * 7919) % 256))]
];
/** Rare, since each costs as much as thousands of others. */
const heavyBytes: [what: string, body: () => Bytes][] = [
	['a million deep', () => utf8('['.repeat(1_000_000))],
	['a million deep and back', () => utf8('['.repeat(1_000_000) + ']'.repeat(1_000_000))],
	['two hundred thousand objects deep', () => utf8('{"a":'.repeat(200_000))],
	['a million names', () => utf8(`{${many(1_000_000, (at) => `"${at.toString(36)}":0`)}}`)],
	['a million documents', () => utf8(`{"docs":[${many(1_000_000, () => '{}')}]}`)],
	['a long text', () => utf8(`{"_id":"long","a":"${'青'.repeat(3_000_000)}"}`)],
	['a long quote that never ends', () => utf8(`{"a":"${'\\'.repeat(2_000_001)}`)]
];

const leaf = fc.oneof(
	fc.constantFrom(...ids, ...revs),
	...[fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true })]
);
const { value } = fc.letrec((tie) => ({
	value: fc.oneof(
		...[{ depthSize: 'small' as const }, leaf, fc.array(tie('value'), { maxLength: 5 })],
		fc.dictionary(fc.constantFrom(...members), tie('value'), { maxKeys: 6 })
	)
}));
const document = fc
	.record(
		{
			...{ _id: fc.constantFrom(...ids), _rev: fc.constantFrom(...revs), _deleted: fc.boolean() },
			_revisions: fc.record({ start: fc.integer(), ids: fc.array(fc.constantFrom(...ids)) }),
			...{ _attachments: value, kind: fc.constant('visit'), more: value }
		},
		{ requiredKeys: ['_id'] }
	)
	.map((made) => made as unknown);
const batch = fc.record({ docs: fc.array(document, { maxLength: 6 }), new_edits: fc.boolean() });

export type Body = [what: string, body: () => Bytes];
const asText = (what: string) => (made: unknown) =>
	[what, () => utf8(JSON.stringify(made))] as Body;
const plainBody: fc.Arbitrary<Body> = fc.oneof(
	fc.constantFrom(...oddTexts).map((text): Body => [text.slice(0, 40), () => utf8(text)]),
	fc.constantFrom(...oddBytes),
	...[
		value.map(asText('a value')),
		document.map(asText('a document')),
		batch.map(asText('a batch'))
	],
	fc.tuple(batch, fc.nat(400)).map(([made, at]): Body => {
		return ['a batch cut off', () => utf8(JSON.stringify(made).slice(0, at))];
	}),
	fc.tuple(document, fc.nat(200), fc.nat(255)).map(([made, at, byte]): Body => {
		return ['a document with a wrong byte', () => withByte(utf8(JSON.stringify(made)), at, byte)];
	})
);
export const body: fc.Arbitrary<Body> = fc.oneof(
	{ weight: 150, arbitrary: plainBody },
	{ weight: 1, arbitrary: fc.constantFrom(...heavyBytes) }
);

function withByte(text: Bytes, at: number, byte: number): Bytes {
	text[at % text.length] = byte;
	return text;
}

const zeros = new Uint8Array(48 * 1024 * 1024).fill(91);
let packedZeros: Bytes | undefined;
const encodings: [header: string, pack: (plain: Bytes) => Bytes][] = [
	['', (plain) => plain],
	['Content-Encoding: gzip\r\n', (plain) => new Uint8Array(gzipSync(plain))],
	['Content-Encoding: gzip\r\n', (plain) => plain],
	['Content-Encoding: gzip\r\n', (plain) => new Uint8Array(gzipSync(plain)).slice(0, -9)],
	[
		'Content-Encoding: gzip, gzip\r\n',
		(plain) => new Uint8Array(gzipSync(new Uint8Array(gzipSync(plain))))
	],
	['Content-Encoding: deflate\r\n', (plain) => new Uint8Array(deflateSync(plain))],
	['Content-Encoding: br\r\n', (plain) => new Uint8Array(brotliCompressSync(plain))],
	['Content-Encoding: identity\r\n', (plain) => plain]
];
const bomb: (typeof encodings)[number] = [
	'Content-Encoding: gzip\r\n',
	() => (packedZeros ??= new Uint8Array(gzipSync(zeros)))
];

export type Packing = (typeof encodings)[number];

export const packing: fc.Arbitrary<Packing> = fc.oneof(
	{ weight: 60, arbitrary: fc.constant<Packing>(['', (plain) => plain]) },
	{ weight: 20, arbitrary: fc.constantFrom(...encodings) },
	{ weight: 1, arbitrary: fc.constant(bomb) }
);
