import { createHash } from 'node:crypto';
import { sampleDocument, sampleKinds } from '#lib/domain/sampleDocuments.ts';
import { describe, expect, it } from 'vitest';
import { sortArrivals } from './arrivals.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const row = (id: string, doc: unknown) => ({ seq: '1', id, changes: [{ rev: '1-a' }], doc });

function nested(depth: number): unknown {
	let value: unknown = 'bottom';
	for (let level = 0; level < depth; level += 1) value = { value };
	return value;
}

describe('arrivals', () => {
	it('keeps every kind', () => {
		const documents = sampleKinds.map((kind) => sampleDocument(kind, sha256));
		const arrivals = sortArrivals(documents.map((document) => row(document._id, document)));
		expect(arrivals).toEqual({ documents, tombstones: [], aside: [] });
	});

	it('[M4] sets aside what it cannot read and keeps what stands behind it', () => {
		const visit = sampleDocument('visit', sha256);
		const newer = { ...sampleDocument('concern', sha256), schema: 99 };
		const poison = { ...visit, _id: 'visit:P', note: nested(4_000) };
		const arrivals = sortArrivals([
			row('visit:P', poison),
			row(newer._id, newer),
			row('nonsense', null),
			row('visit:other', visit),
			row(visit._id, visit)
		]);
		expect(arrivals.documents).toEqual([visit]);
		expect(arrivals.aside.map(({ id, reason }) => [id, reason])).toEqual([
			['visit:P', 'poison depth'],
			[newer._id, 'schema_newer'],
			['nonsense', 'not_a_document'],
			['visit:other', 'not_a_document']
		]);
		expect(arrivals.aside[0]?.document).toBeTypeOf('string');
		expect(arrivals.aside[1]?.document).toEqual(newer);
	});

	it('passes tombstones on and design documents by', () => {
		const tombstone = { seq: '2', id: 'visit:X', changes: [{ rev: '2-dead' }], deleted: true };
		expect(sortArrivals([tombstone, row('_design/views', { _id: '_design/views' })])).toEqual({
			documents: [],
			tombstones: [{ id: 'visit:X', rev: '2-dead' }],
			aside: []
		});
	});
});
