import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { revisionOf, withRevision } from './revision.ts';

const stationSha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const phoneSha256 = (text: string) => bytesToHex(nobleSha256(utf8ToBytes(text)));

const visit = { _id: 'visit:01J0000000000000000000000A', kind: 'visit', note: '见到·无变化' };

describe('revisionOf', () => {
	test('[D12] is of generation one and 32 hex digits', () => {
		expect(revisionOf(visit, stationSha256)).toMatch(/^1-[0-9a-f]{32}$/);
	});

	test('[D12] is the same for the same content and differs for another', () => {
		const { note, ...rest } = visit;
		expect(revisionOf({ note, ...rest }, stationSha256)).toBe(revisionOf(visit, stationSha256));
		for (const other of [{ note: '见到·有变化' }, { kind: 'concern' }, { added: 0 }]) {
			expect(revisionOf({ ...visit, ...other }, stationSha256)).not.toBe(
				revisionOf(visit, stationSha256)
			);
		}
	});

	test('[D12] stays what it was when this test was written', () => {
		// A change here would make every phone's receipts worthless.
		expect(revisionOf(visit, stationSha256)).toBe('1-dc3068a0d487b83c8542c3bc8420a31f');
	});

	test('[D10] does not depend on what only rides on a document', () => {
		const carried = {
			_rev: '7-ffff',
			_revisions: { start: 1, ids: ['ffff'] },
			_attachments: { photo: { stub: true } },
			_conflicts: ['1-0'],
			_local_seq: 3
		};
		expect(revisionOf({ ...visit, ...carried }, stationSha256)).toBe(
			revisionOf(visit, stationSha256)
		);
		expect(withRevision({ ...visit, ...carried }, stationSha256)._rev).toBe(
			revisionOf(visit, stationSha256)
		);
	});

	test('[D10] does depend on _deleted: an erasure is not the document', () => {
		expect(revisionOf({ ...visit, _deleted: true }, stationSha256)).not.toBe(
			revisionOf(visit, stationSha256)
		);
	});

	test('[D14] is the same on the phone and at the station', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (document) => {
				expect(revisionOf(document, phoneSha256)).toBe(revisionOf(document, stationSha256));
			})
		);
	});
});
