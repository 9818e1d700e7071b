// Counts tests from the reports of Vitest and Playwright. A report that is not there counts as one
// failure: a lane that died must never look like a lane without tests.
import { readFileSync } from 'node:fs';

export interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

export const noTests: Tally = { passed: 0, failed: 0, skipped: 0 };
const laneDied: Tally = { passed: 0, failed: 1, skipped: 0 };

export function tallyOfVitest(path: string): Tally {
	const report = readReport(path) as
		| {
				numPassedTests: number;
				numFailedTests: number;
				numPendingTests: number;
				numTodoTests: number;
				numTotalTests: number;
				success: boolean;
		  }
		| undefined;
	if (!report) return laneDied;
	const passed = report.numPassedTests;
	// A file that does not even load holds no test but is a failure.
	const failed = Math.max(report.numFailedTests, report.success ? 0 : 1);
	return { passed, failed, skipped: report.numPendingTests + report.numTodoTests };
}

export function tallyOfPlaywright(path: string): Tally {
	const report = readReport(path) as
		| {
				stats: { expected: number; unexpected: number; flaky: number; skipped: number };
				errors: unknown[];
		  }
		| undefined;
	if (!report) return laneDied;
	const { expected, unexpected, flaky, skipped } = report.stats;
	return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

export function addTallies(one: Tally, other: Tally): Tally {
	return {
		passed: one.passed + other.passed,
		failed: one.failed + other.failed,
		skipped: one.skipped + other.skipped
	};
}

function readReport(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		// The lane ended before it could write; the caller counts that as a failure.
		return undefined;
	}
}
