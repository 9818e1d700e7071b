// The closing line must never flatter: what died, did not load or was flaky counts as failed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addTallies, tallyOfPlaywright, tallyOfVitest } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'qingge-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
	const path = join(folder, 'report.json');
	writeFileSync(path, JSON.stringify(content));
	return path;
}

const vitestReport = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };

describe('tally', () => {
	test('a lane without a report is a failure', () => {
		const absent = join(folder, 'absent.json');
		expect(tallyOfVitest(absent)).toEqual({ passed: 0, failed: 1, skipped: 0 });
		expect(tallyOfPlaywright(absent)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	});

	test('skipped and to-do tests are never passed', () => {
		const path = report({ ...vitestReport, success: true });
		expect(tallyOfVitest(path)).toEqual({ passed: 5, failed: 0, skipped: 2 });
	});

	test('a file that did not load is a failure though no test failed', () => {
		const path = report({ ...vitestReport, success: false });
		expect(tallyOfVitest(path).failed).toBe(1);
	});

	test('a flaky browser test and a broken lane are failures', () => {
		const path = report({
			stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
			errors: [{}]
		});
		expect(tallyOfPlaywright(path)).toEqual({ passed: 3, failed: 3, skipped: 2 });
	});

	test('adds lane to lane', () => {
		const one = { passed: 1, failed: 2, skipped: 3 };
		expect(addTallies(one, one)).toEqual({ passed: 2, failed: 4, skipped: 6 });
	});
});
