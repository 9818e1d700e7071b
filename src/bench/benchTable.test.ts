import { describe, expect, it } from 'vitest';
import { benchTable, figure } from './benchTable.ts';

describe('benchTable', () => {
	it('says how many times better, whichever way is better', () => {
		const table = benchTable([
			{ what: 'writes', unit: 'docs/s', ours: 40_000, peer: { name: 'peer', value: 8_000 } },
			{ what: 'waits', unit: 'ms', ours: 4, peer: { name: 'peer', value: 2 } }
		]);
		expect(table).toContain('| 5×');
		expect(table).toContain('| 0.5×');
	});

	it('says of every target whether it is met, and of every missing row why', () => {
		const table = benchTable([
			{ what: 'a', unit: 'ms', ours: 1, target: { text: '≤ 2 ms', met: true } },
			{ what: 'b', unit: 'ms', ours: 3, target: { text: '≤ 2 ms', met: false } },
			{ what: 'c', missing: 'no browser' }
		]);
		expect(table).toMatch(/a .*yes/);
		expect(table).toMatch(/b .*NO/);
		expect(table).toContain('not measured: no browser');
	});

	it('has a place for Apache CouchDB where it was measured, and none elsewhere', () => {
		const row = { what: 'a', unit: 'ms' as const, ours: 1 };
		expect(benchTable([row])).not.toContain('CouchDB');
		expect(benchTable([{ ...row, couchdb: 2 }, row])).toMatch(/Apache CouchDB \|\n.*\n.*2 ms/);
	});

	it('shows three figures that count', () => {
		expect(figure(0.123456)).toBe('0.123');
		expect(figure(12_345.6)).toBe('12,346');
		expect(figure(0)).toBe('0');
	});
});
