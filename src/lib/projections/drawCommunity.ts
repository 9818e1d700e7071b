/** Draws what a community asks, warns of and is: checks with their answers, warnings, the organisation. */
import type {
	CheckAnswerDocument,
	CheckDocument,
	OrganisationDocument,
	WarningDocument
} from '#lib/domain/loopDocuments.ts';
import { wroteHere } from '#lib/domain/feeds.ts';
import { inClockOrder } from '#lib/domain/household.ts';
import { documentId, localPart } from '#lib/domain/ids.ts';
import type { CheckRow, WarningRow } from './communityRows.ts';
import { isFuller } from './isFuller.ts';
import type { Drawing } from './drawing.ts';

/** An answer may come before what was asked; it waits. */
export async function drawChecks(
	{ database, feed, device }: Drawing,
	arrived: readonly CheckDocument[],
	answers: readonly CheckAnswerDocument[],
	disturbed: readonly string[]
): Promise<void> {
	const touched = new Set([
		...arrived.map(({ _id }) => _id),
		...answers.map(({ check }) => documentId.check(check)),
		...disturbed
	]);
	if (touched.size === 0) return;
	const { checks, checkAnswers } = database;
	await checkAnswers.bulkPut([...answers]);
	const fresh = arrived.map((document): CheckRow => {
		const { _id: id, author, capturedAt, door, label, scope, words, dueOn } = document;
		const own = wroteHere(device, document.device);
		const asked = { id, feed, author, capturedAt, door, label, scope, words, dueOn, own };
		return { ...asked, answers: [], isAnswered: 0 };
	});
	const known = (await checks.bulkGet([...touched])).flatMap((row) => row ?? []);
	// A copy of what was asked here does not say that it was.
	const own = new Set(known.filter((row) => row.own).map(({ id }) => id));
	const rows = new Map(
		[...known, ...fresh.filter(({ id }) => !own.has(id))].map((row) => [row.id, row])
	);
	const given = await checkAnswers
		.where('check')
		.anyOf([...rows.keys()].map(localPart))
		.toArray();
	await checks.bulkPut([...rows.values()].map((row) => withAnswers(row, given)));
}

function withAnswers(row: CheckRow, given: readonly CheckAnswerDocument[]): CheckRow {
	const own = given.filter(({ check }) => documentId.check(check) === row.id);
	const answers = inClockOrder(own).map(
		({ _id: id, author, capturedAt, outcome, note, photos }) => {
			return { id, author, capturedAt, outcome, note, photos };
		}
	);
	return { ...row, answers, isAnswered: answers.length > 0 ? 1 : 0 };
}

export async function drawWarnings(
	{ database, feed }: Drawing,
	arrived: readonly WarningDocument[]
): Promise<void> {
	if (arrived.length === 0) return;
	await database.warnings.bulkPut(
		arrived.map((document): WarningRow => {
			const { _id: id, capturedAt, policy, step, stage, dueAt } = document;
			const concern = documentId.concern(document.concern);
			return { id, feed, concern, capturedAt, policy, step, stage, dueAt };
		})
	);
}

export async function drawOrganisations(
	{ database: { organisations } }: Drawing,
	arrived: readonly OrganisationDocument[]
): Promise<void> {
	if (arrived.length === 0) return;
	const known = await organisations.bulkGet(arrived.map(({ _id }) => _id));
	await organisations.bulkPut(
		arrived.filter((document, at) => {
			const other = known[at];
			return !other || isFuller(document, other);
		})
	);
}
