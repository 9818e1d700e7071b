/** What somebody was asked to look in on, and what was found. */
import type { ProjectionDatabase } from './database.ts';
import type { CheckRow } from './communityRows.ts';

/** Of these scopes, or of all: what is still to be answered first, the earliest day first. */
export async function checksFor(
	database: ProjectionDatabase,
	{ scopes }: { scopes?: readonly string[] } = {}
): Promise<CheckRow[]> {
	const rows = scopes
		? await database.checks
				.where('scope')
				.anyOf([...scopes])
				.toArray()
		: await database.checks.toArray();
	return rows.sort(
		(a, b) =>
			a.isAnswered - b.isAnswered ||
			compare(a.dueOn, b.dueOn) ||
			compare(b.capturedAt, a.capturedAt)
	);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
