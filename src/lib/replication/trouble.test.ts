import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

const head = { status: 200, contentType: 'application/json', redirected: false, retryAfter: '' };

describe('trouble', () => {
	it('[M1] believes JSON that says it is fine', () => {
		expect(troubleOf(head)).toBeUndefined();
		expect(troubleOf({ ...head, status: 201 })).toBeUndefined();
	});

	it.each([
		[{ ...head, contentType: 'text/html; charset=utf-8' }],
		[{ ...head, contentType: '' }],
		[{ ...head, redirected: true }],
		[{ ...head, status: 401, contentType: 'text/html' }],
		[{ ...head, status: 404, contentType: 'text/plain' }]
	])('[M1] takes %o for somebody else', (answer) => {
		expect(troubleOf(answer)?.kind).toBe('not_the_station');
	});

	it.each([
		[401, 'signed_out'],
		[403, 'station_refused'],
		[404, 'station_refused'],
		[429, 'station_unreachable'],
		[500, 'station_unreachable'],
		[503, 'station_unreachable']
	])('[M2] reads %i as %s', (status, kind) => {
		expect(troubleOf({ ...head, status })?.kind).toBe(kind);
	});

	it('[M2] waits as long as it is asked to, in whole seconds', () => {
		const trouble = troubleOf({ ...head, status: 429, retryAfter: '7' });
		expect(trouble?.waitMs).toBe(7_000);
		expect(troubleOf({ ...head, status: 429, retryAfter: 'tomorrow' })?.waitMs).toBe(0);
	});

	it('lets the caller read statuses it knows', () => {
		expect(troubleOf({ ...head, status: 413 }, [413])).toBeUndefined();
	});
});
