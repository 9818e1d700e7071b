/**
 * How a call ends badly: one class, thrown anywhere, and one writer. Every error leaves as JSON
 * `{error, reason}` in CouchDB's words, since clients parse it before they look at the status.
 */
import {
	DatabaseDamaged,
	DatabaseGone,
	EditRefused,
	StorageBroken,
	StorageFull,
	StorageUnreachable
} from '../storage/storageErrors.ts';
import { MangoRefused } from '../mango/mangoRefusal.ts';
import { json } from './couchResponse.ts';

export class CouchError extends Error {
	readonly status: number;
	readonly error: string;
	readonly headers: Record<string, string>;

	constructor(status: number, error: string, reason: string, headers: Record<string, string> = {}) {
		// A no is an answer, not a defect: whoever asks for it a thousand times costs no thousand stacks.
		const { stackTraceLimit } = Error;
		Error.stackTraceLimit = 0;
		super(reason);
		Error.stackTraceLimit = stackTraceLimit;
		this.name = 'CouchError';
		this.status = status;
		this.error = error;
		this.headers = headers;
	}
}

export function badRequest(reason: string): CouchError {
	return new CouchError(400, 'bad_request', reason);
}

export function notFound(reason: string): CouchError {
	return new CouchError(404, 'not_found', reason);
}

export function unauthorized(reason: string): CouchError {
	return new CouchError(401, 'unauthorized', reason);
}

export function forbidden(reason: string): CouchError {
	return new CouchError(403, 'forbidden', reason);
}

/** For one document that the gate refused. */
export function refusedBy(row: {
	error: 'forbidden' | 'unauthorized';
	reason: string;
}): CouchError {
	const { error, reason } = row;
	return error === 'forbidden' ? forbidden(reason) : unauthorized(reason);
}

export function conflict(): CouchError {
	return new CouchError(409, 'conflict', 'Document update conflict.');
}

export function tooLarge(reason: string): CouchError {
	return new CouchError(413, 'too_large', reason);
}

/**
 * The answer for whatever was thrown; a defect is told to `onDefect` and hides what it was. A broken
 * medium has no answer: it goes on up, and the process stops (SAFETY F6).
 */
export function errorResponse(thrown: unknown, onDefect: (error: unknown) => void): Response {
	if (thrown instanceof StorageBroken) throw thrown;
	const { status, error, message, headers } = asCouchError(thrown, onDefect);
	return json(status, { error, reason: message }, headers);
}

function asCouchError(thrown: unknown, onDefect: (error: unknown) => void): CouchError {
	if (thrown instanceof CouchError) return thrown;
	if (thrown instanceof EditRefused) {
		return new CouchError(statusOfRefusal[thrown.error], thrown.error, thrown.message);
	}
	if (thrown instanceof MangoRefused) return new CouchError(400, thrown.error, thrown.message);
	if (thrown instanceof DatabaseGone) return notFound('Database does not exist.');
	onDefect(thrown);
	if (thrown instanceof StorageFull) {
		return new CouchError(507, 'insufficient_storage', 'The station has no space left to write.');
	}
	if (thrown instanceof StorageUnreachable) {
		const reason = 'The station cannot reach its storage.';
		return new CouchError(503, 'service_unavailable', reason, { 'Retry-After': '5' });
	}
	if (thrown instanceof DatabaseDamaged) {
		return new CouchError(503, 'service_unavailable', 'This database cannot be read.');
	}
	return new CouchError(
		500,
		'internal_server_error',
		'The station made a mistake; it is in its log.'
	);
}

const statusOfRefusal = {
	bad_request: 400,
	doc_validation: 400,
	illegal_docid: 400,
	illegal_database_name: 400,
	database_name_too_long: 400,
	missing_stub: 412,
	forbidden: 403
} as const satisfies Record<EditRefused['error'], number>;
