import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { communityLedger, gridFeed } from './feeds.ts';
import { routesFor } from './routing.ts';
import { sampleDocument, sampleGrid, sampleKinds } from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = gridFeed(sampleGrid);
/** The organisation is the whole community's. */
const ofGrids = sampleKinds.filter((kind) => kind !== 'organisation');
const ledger = communityLedger('150105001019');

describe('routesFor', () => {
	test.each(ofGrids)('[R1] a %s goes from the grid to its community', (kind) => {
		expect(routesFor(sampleDocument(kind, sha256), { from: feed })).toEqual([ledger]);
	});

	test.each(ofGrids)('[R2] a %s goes from the community to its grid', (kind) => {
		expect(routesFor(sampleDocument(kind, sha256), { from: ledger })).toEqual([feed]);
	});

	test('[R3] what lies where it has no business goes nowhere', () => {
		const document = sampleDocument('visit', sha256);
		for (const from of [gridFeed('150105001019-02'), communityLedger('150105001020'), 'x', '']) {
			expect(routesFor(document, { from })).toEqual([]);
		}
	});

	test('[R4] nothing is sent back to where it came from', () => {
		const document = sampleDocument('concern', sha256);
		for (const from of [feed, ledger]) expect(routesFor(document, { from })).not.toContain(from);
	});
});
