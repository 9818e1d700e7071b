import { describe, expect, it } from 'vitest';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { revisionOf } from '#lib/domain/revision.ts';
import { gridDocuments, sha256 } from './gridDocuments.ts';

const size = { doors: 50, residents: 120, visits: 60, concerns: 10 };
const grid = '150105001019-01';
const nowMs = Date.parse('2026-11-23T02:00:00.000Z');

describe('gridDocuments', () => {
	it('makes documents that a phone would take, the same in every run', () => {
		const documents = gridDocuments(grid, size, 7, nowMs);
		expect(documents).toHaveLength(290);
		expect(new Set(documents.map(({ _id }) => _id)).size).toBe(290);
		for (const document of documents) {
			expect(parseDocument(document)).toMatchObject({ ok: true });
			expect(document._rev).toBe(revisionOf(document, sha256));
		}
		expect(gridDocuments(grid, size, 7, nowMs)).toEqual(documents);
	});
});
