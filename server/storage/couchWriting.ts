/**
 * Writes edits into one database of a cluster by `_bulk_docs`. 201 is the only yes: what only some
 * copies took (202) is not answered for, and comes again.
 */
import type { CouchCalls, CouchErrorBody } from './couchCalls.ts';
import { editText } from './couchRows.ts';
import type { Edit, WriteOptions, WriteRow } from './documentStore.ts';
import { EditRefused, StorageUnreachable } from './storageErrors.ts';

type AnswerRow = { id: string; ok?: true; rev?: string } & CouchErrorBody;

export async function writeEdits(
	calls: CouchCalls,
	path: string,
	edits: readonly Edit[],
	{ newEdits }: WriteOptions
): Promise<WriteRow[]> {
	return newEdits ? writeNew(calls, path, edits) : writeAsIs(calls, path, edits);
}

async function writeNew(
	calls: CouchCalls,
	path: string,
	edits: readonly Edit[]
): Promise<WriteRow[]> {
	const answers = await bulkDocs(calls, path, edits, true);
	return edits.map(({ id }, at): WriteRow => {
		const answer = answers[at];
		if (answer?.rev !== undefined) return { id, rev: answer.rev, outcome: 'written' };
		if (answer?.error === 'conflict') return { id, rev: '', outcome: 'conflict' };
		throw refusalOf(answer);
	});
}

async function writeAsIs(
	calls: CouchCalls,
	path: string,
	edits: readonly Edit[]
): Promise<WriteRow[]> {
	const missing = await missingOf(calls, path, edits);
	const taken = edits.filter((edit) => missing.delete(keyOf(edit)));
	const refused = taken.length > 0 ? await bulkDocs(calls, path, taken, false) : [];
	const wrong = refused.find(({ error }) => error !== undefined);
	if (wrong) throw refusalOf(wrong);
	const written = new Set(taken);
	return edits.map((edit) => ({
		id: edit.id,
		rev: revOf(edit),
		outcome: written.has(edit) ? 'written' : 'known'
	}));
}

/** Which of them the cluster does not hold; also spares a write where a phone sends again. */
async function missingOf(
	calls: CouchCalls,
	path: string,
	edits: readonly Edit[]
): Promise<Set<string>> {
	const asked = new Map<string, string[]>();
	for (const edit of edits) asked.set(edit.id, [...(asked.get(edit.id) ?? []), revOf(edit)]);
	if (asked.size === 0) return new Set();
	const { json } = await calls.ask('POST', `${path}/_revs_diff`, {
		json: JSON.stringify(Object.fromEntries(asked))
	});
	const answer = Object.entries(json as Record<string, { missing?: string[] }>);
	return new Set(
		answer.flatMap(([id, { missing = [] }]) => missing.map((rev) => JSON.stringify([id, rev])))
	);
}

async function bulkDocs(
	calls: CouchCalls,
	path: string,
	edits: readonly Edit[],
	newEdits: boolean
): Promise<AnswerRow[]> {
	const docs = edits.map(editText).join(',');
	const { status, json } = await calls.ask('POST', `${path}/_bulk_docs`, {
		json: `{"new_edits":${newEdits},"docs":[${docs}]}`
	});
	if (status !== 201) throw new StorageUnreachable('Too few copies of the cluster took a write.');
	return json as AnswerRow[];
}

function refusalOf(answer: AnswerRow | undefined): Error {
	const { error = '', reason = '' } = answer ?? {};
	if (error === 'forbidden' || error === 'unauthorized')
		return new EditRefused('forbidden', reason);
	return new StorageUnreachable(`The cluster did not take a document (${error}).`);
}

function keyOf(edit: Edit): string {
	return JSON.stringify([edit.id, revOf(edit)]);
}

function revOf({ id, revisions }: Edit): string {
	if (!revisions)
		throw new EditRefused('bad_request', `A replicated document needs its revision: ${id}`);
	return `${revisions.start}-${revisions.ids[0] ?? ''}`;
}
