import { createHash } from 'node:crypto';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { describe, expect, it } from 'vitest';
import { halves, pushBatches } from './pushBatches.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const visits = (count: number, note = '') =>
	Array.from({ length: count }, (_, index) =>
		sampleDocument('visit', sha256, { deviceSeq: index + 1, note })
	);

describe('pushBatches', () => {
	it('[M10] keeps order and stays below 200 documents', () => {
		const documents = visits(450);
		const batches = pushBatches(documents);
		expect(batches.map((batch) => batch.documents.length)).toEqual([200, 200, 50]);
		expect(batches.flatMap((batch) => batch.documents)).toEqual(documents);
	});

	it('[M10] stays below 2 MB on the wire', () => {
		const batches = pushBatches(visits(200, '暖'.repeat(8_000)));
		expect(batches.length).toBeGreaterThan(1);
		for (const { body } of batches) expect(Buffer.byteLength(body)).toBeLessThan(2_000_000);
	});

	it('[M10] writes what CouchDB reads', () => {
		const [batch] = pushBatches(visits(2));
		expect(JSON.parse(batch?.body ?? '')).toEqual({ new_edits: false, docs: visits(2) });
	});

	it('[M9] halves down to single documents and no further', () => {
		const [batch] = pushBatches(visits(3));
		const [first, second] = halves(batch!);
		expect([first?.documents.length, second?.documents.length]).toEqual([2, 1]);
		expect(halves(second!)).toEqual([]);
	});
});
