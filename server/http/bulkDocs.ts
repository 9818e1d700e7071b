/**
 * Writes many documents in one transaction. For a phone the answer is the receipt: no row means that
 * the station holds that revision on its medium; a row says what was refused and why.
 */
import type { DocumentStore, Edit, WriteRow } from '../storage/documentStore.ts';
import { editOf } from '../storage/edit.ts';
import { EditRefused } from '../storage/storageErrors.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest, tooLarge } from './couchError.ts';
import { json } from './couchResponse.ts';
import type { RefusedRow } from './gate.ts';
import { keyOf, writeLocal } from './localDocument.ts';
import { readDeclaredObject } from './requestBody.ts';
import { newUuid } from './serverInfo.ts';

export const answerBulkDocs: Resource = async (call) => {
	const { docs, new_edits: newEdits = true } = await readDeclaredObject(
		call.request,
		call.limits.bodyBytes
	);
	if (docs === undefined) throw badRequest('POST body must include `docs` parameter.');
	if (!Array.isArray(docs)) throw badRequest('`docs` parameter must be an array.');
	if (typeof newEdits !== 'boolean') throw badRequest('`new_edits` parameter must be a boolean.');
	if (docs.length > call.limits.documents) throw tooLarge('Too many documents in one request');
	const rows = await write(call, docs, newEdits);
	return json(201, newEdits ? rows : rows.filter((row) => 'error' in row));
};

type AnswerRow =
	| { ok: true; id: string; rev: string }
	| { id: string; rev?: string; error: string; reason: string };

async function write(call: Call, docs: unknown[], newEdits: boolean): Promise<AnswerRow[]> {
	const { face, principal, route } = call;
	const store = await storeOf(call);
	const written = async (taken: unknown[]): Promise<AnswerRow[]> => {
		const edits = taken.map((document) =>
			isLocal(document) ? document : editOrRefusal(document, newEdits)
		);
		const rows = await store.write(edits.filter(isEdit), { newEdits });
		const answers: AnswerRow[] = [];
		for (const edit of edits) {
			if (isEdit(edit)) answers.push(answerRow(rows.shift()));
			else if (isLocal(edit)) answers.push(await writeLocalRow(call, store, edit));
			else answers.push(edit);
		}
		return answers;
	};
	if (!face.gate.screenPush) return written(docs);
	return face.inTurn(route.db, async () => {
		const screening = await face.gate.screenPush?.(principal, route.db, docs, newEdits);
		if (!screening) return written(docs);
		const rows = await written(screening.take);
		const late = (await screening.settle?.()) ?? [];
		const stayed = rows.filter(({ id }) => !late.some((row) => row.id === id));
		return inOrder(docs, stayed, [...screening.refused, ...late]);
	});
}

function editOrRefusal(document: unknown, newEdits: boolean): Edit | RefusedRow {
	const named = newEdits ? withId(document) : document;
	try {
		return editOf(named, { newEdits });
	} catch (error) {
		// What is malformed fails the whole request, as in CouchDB; what is forbidden only itself.
		if (!(error instanceof EditRefused) || error.error !== 'forbidden') throw error;
		const { _id: id, _rev: rev } = named as { _id: string; _rev?: string };
		return { id, ...(rev === undefined ? {} : { rev }), error: 'forbidden', reason: error.message };
	}
}

function isEdit(edit: Edit | RefusedRow | LocalOffered): edit is Edit {
	return 'body' in edit && !isLocal(edit);
}

interface LocalOffered extends Record<string, unknown> {
	_id: string;
}

/** Local documents may come among the others; they stay apart from them all the same. */
function isLocal(document: unknown): document is LocalOffered {
	const { _id: id } = (document ?? {}) as { _id?: unknown };
	return typeof id === 'string' && id.startsWith('_local/') && id.length > '_local/'.length;
}

async function writeLocalRow(
	{ principal }: Call,
	store: DocumentStore,
	document: LocalOffered
): Promise<AnswerRow> {
	const { _id: id } = document;
	const name = id.slice('_local/'.length);
	if (document['_deleted'] !== true) {
		return { ok: true, id, rev: await writeLocal(store, principal, name, document) };
	}
	if (await store.removeLocal(keyOf(principal, name))) return { ok: true, id, rev: '0-0' };
	return { id, error: 'not_found', reason: 'missing' };
}

function withId(document: unknown): unknown {
	if (typeof document !== 'object' || document === null || '_id' in document) return document;
	return { ...document, _id: newUuid() };
}

function answerRow(row: WriteRow | undefined): AnswerRow {
	if (!row) throw new Error('The store answered fewer rows than edits.');
	const { id, rev, outcome } = row;
	if (outcome !== 'conflict') return { ok: true, id, rev };
	return { id, error: 'conflict', reason: 'Document update conflict.' };
}

/** Rows stand where their documents stood, whoever answered them. */
function inOrder(docs: unknown[], written: AnswerRow[], refused: RefusedRow[]): AnswerRow[] {
	const left = [...refused];
	const rows = docs.flatMap((document) => {
		const { _id: id } = (document ?? {}) as { _id?: unknown };
		const at = left.findIndex((row) => row.id === id);
		const next = at >= 0 && written[0]?.id !== id ? left.splice(at, 1)[0] : written.shift();
		return next ?? [];
	});
	return [...rows, ...written, ...left];
}
