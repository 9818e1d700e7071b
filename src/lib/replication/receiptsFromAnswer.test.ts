import { createHash } from 'node:crypto';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { describe, expect, it } from 'vitest';
import { receiptsFromAnswer } from './receiptsFromAnswer.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const at = '2026-11-23T02:00:00.000Z';
const visit = sampleDocument('visit', sha256);
const concern = sampleDocument('concern', sha256);
const batch = [visit, concern];

describe('receiptsFromAnswer', () => {
	it('[M7] takes no row for the receipt of that very revision', () => {
		expect(receiptsFromAnswer(batch, [], at)?.receipts).toEqual(
			batch.map(({ _id: id, _rev: rev }) => {
				return { id, rev, of: 'document', state: 'delivered', reason: '', at };
			})
		);
	});

	it('[M7] reads a refusal, and it stands in nobody’s way', () => {
		const reason = 'quarantined: scope | the document belongs to another feed';
		const answer = [{ id: visit._id, error: 'forbidden', reason }];
		const read = receiptsFromAnswer(batch, answer, at);
		expect(read?.receipts.map(({ state, reason: why }) => [state, why])).toEqual([
			['refused', 'scope'],
			['delivered', '']
		]);
	});

	it('[M7] takes an ok for another revision for no receipt', () => {
		const answer = [{ id: visit._id, ok: true, rev: '1-somethingelse' }];
		expect(receiptsFromAnswer([visit], answer, at)).toEqual({
			receipts: [],
			undecided: [visit._id]
		});
	});

	it('[M7] leaves waiting what the station could not decide', () => {
		const answer = [{ id: visit._id, error: 'internal_server_error', reason: 'later' }];
		expect(receiptsFromAnswer([visit], answer, at)?.undecided).toEqual([visit._id]);
	});

	it('[M1] knows no receipt in anything else', () => {
		expect(receiptsFromAnswer(batch, { ok: true }, at)).toBeUndefined();
		expect(receiptsFromAnswer(batch, [{ error: 'x' }], at)).toBeUndefined();
		expect(receiptsFromAnswer(batch, [null], at)).toBeUndefined();
	});
});
