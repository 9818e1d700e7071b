/**
 * Calls to a CouchDB over HTTP, for the storage that lies in a cluster. The credentials stand in
 * one header and nowhere else: no error and no log may carry the address.
 */
import { DatabaseGone, EditRefused, StorageFull, StorageUnreachable } from './storageErrors.ts';

export interface CouchCalls {
	/** A path behind the address, encoded, with its query. Throws for every answer not in `also`. */
	ask(method: string, path: string, how?: CallOptions): Promise<CouchAnswer>;
	bytes(path: string): Promise<Uint8Array | undefined>;
}

interface CallOptions {
	/** JSON text. */
	json?: string;
	/** Statuses that are answers and no errors, beside those of success. */
	also?: readonly number[];
	/** Longer than usual for what waits on purpose. */
	timeoutMs?: number;
	signal?: AbortSignal;
}

interface CouchAnswer {
	status: number;
	json: unknown;
}

export interface CouchErrorBody {
	error?: string;
	reason?: string;
}

/** A cluster in trouble answers late; a phone waits as long for the station. */
const usualTimeoutMs = 25_000;

/** `url` may carry `user:password@`; a path in it is kept. */
export function openCouchCalls(url: string): CouchCalls {
	const { username, password, origin, pathname } = new URL(url);
	const base = origin + pathname.replace(/\/+$/, '');
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	const authorization: Record<string, string> =
		username === '' ? {} : { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };

	async function send(method: string, path: string, how: CallOptions): Promise<Response> {
		const late = AbortSignal.timeout(how.timeoutMs ?? usualTimeoutMs);
		try {
			return await fetch(`${base}/${path}`, {
				method,
				headers: {
					...authorization,
					Accept: 'application/json',
					...(how.json === undefined ? {} : { 'Content-Type': 'application/json' })
				},
				...(how.json === undefined ? {} : { body: how.json }),
				redirect: 'error',
				signal: how.signal ? AbortSignal.any([late, how.signal]) : late
			});
		} catch (error) {
			throw unreachable(error);
		}
	}

	return {
		async ask(method, path, how = {}) {
			const response = await send(method, path, how);
			const { status } = response;
			const json: unknown = await response.json().catch((error: unknown) => {
				throw unreachable(error);
			});
			if (response.ok) return { status, json };
			const failure = failureOf(status, json as CouchErrorBody, path);
			if (how.also?.includes(status) && !(failure instanceof DatabaseGone)) return { status, json };
			throw failure;
		},
		async bytes(path) {
			const response = await send('GET', path, {});
			if (response.status === 404) {
				await response.body?.cancel();
				return undefined;
			}
			if (!response.ok) {
				const body = (await response.json().catch(() => ({}))) as CouchErrorBody;
				throw failureOf(response.status, body, path);
			}
			return new Uint8Array(await response.arrayBuffer());
		}
	};
}

/** CouchDB sends whoever encodes the slash of a design document elsewhere first. */
export function documentPath(database: string, id: string): string {
	const [design, name] = id.startsWith('_design/') ? ['_design/', id.slice(8)] : ['', id];
	return `${database}/${design}${encodeURIComponent(name)}`;
}

function unreachable(error: unknown): StorageUnreachable {
	// Only a code goes on: fetch may name the address in its message.
	const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
	return new StorageUnreachable(`The cluster does not answer (${cause?.code ?? name}).`);
}

function failureOf(
	status: number,
	{ error = '', reason = '' }: CouchErrorBody,
	path: string
): Error {
	if (status === 404 && isGone(reason)) {
		return new DatabaseGone(decodeURIComponent(path.split(/[/?]/, 1)[0] ?? ''));
	}
	if (status === 507) return new StorageFull(undefined);
	const refusal = refusals.find((one) => one === error);
	if (refusal && status < 500) return new EditRefused(refusal, reason);
	if (status === 400) return new EditRefused('bad_request', reason);
	return new StorageUnreachable(`The cluster answered ${status} ${error}.`);
}

/** `no_db_file` is what older versions say. */
function isGone(reason: string): boolean {
	return reason === 'Database does not exist.' || reason === 'no_db_file';
}

const refusals = [
	'bad_request',
	'doc_validation',
	'illegal_docid',
	'illegal_database_name',
	'missing_stub',
	'forbidden'
] as const;
