import { PictureUnreadable } from '#lib/device/preparePicture.ts';
import { LedgerConflict, LedgerFailure } from '#lib/ledger/ledgerFailure.ts';
import { MeetingTrouble } from '#lib/replication/trouble.ts';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from './app.ts';
import { failureOf, failures, WorldSaidNo } from './failures.ts';

const named = (name: string, more: object = {}) =>
	Object.assign(new Error(name), { name, ...more });

describe('failures', () => {
	const cases: [unknown, FailureKind][] = [
		[new LedgerFailure('storage_full', undefined), 'storage_full'],
		[new MeetingTrouble('signed_out', ''), 'signed_out'],
		[new MeetingTrouble('not_the_station', ''), 'not_the_station'],
		[new WorldSaidNo('storage_closed', ''), 'storage_closed'],
		[new PictureUnreadable('x'), 'picture_unreadable'],
		[named('QuotaExceededError'), 'storage_full'],
		[named('DatabaseClosedError'), 'storage_closed'],
		// Dexie hides the reason inside an abort.
		[named('AbortError', { inner: named('QuotaExceededError') }), 'storage_full'],
		[named('BulkError', { cause: named('QuotaExceededError') }), 'storage_full'],
		[new MeetingTrouble('phone_failed', '', { cause: named('QuotaExceededError') }), 'storage_full']
	];

	it.each(cases)('[M19] gives %s its kind', (cause, kind) => {
		expect(failureOf(cause).kind).toBe(kind);
	});

	it('[M19] takes a defect for nothing else', () => {
		for (const cause of [new TypeError('x'), new LedgerConflict('visit:X'), 'text', undefined]) {
			expect(failureOf(cause).kind).toBe('unexpected');
		}
	});

	it('[M19] ends on causes that go round in a circle', () => {
		const circle = named('BulkError');
		circle.cause = circle;
		expect(failureOf(circle).kind).toBe('unexpected');
	});

	it('[M19] has words and a remedy for each', () => {
		for (const [kind, entry] of Object.entries(failures)) {
			expect(entry.text).toBe(`failure.${kind}`);
			expect(entry.remedy).not.toBe('');
		}
	});
});
