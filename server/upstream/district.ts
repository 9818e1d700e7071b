/**
 * The district's CouchDB as this station asks it: half a dozen calls that every CouchDB answers.
 * Every request has a time limit; credentials go to that address only, redirects are not followed.
 */
import type { UpstreamSettings } from './settings.ts';
import { UpstreamTrouble } from './trouble.ts';

export type Send = (request: Request) => Promise<Response>;

export interface District {
	/** Makes it where it is not there. */
	ensureDatabase(name: string): Promise<void>;
	readLocal(database: string, id: string): Promise<LocalFound | undefined>;
	/** `rev` is the one that was read; undefined for a first one. Answers the new one. */
	writeLocal(
		database: string,
		id: string,
		content: object,
		rev: string | undefined
	): Promise<string>;
	/** Which of these revisions are not there, by id. */
	missing(database: string, revisions: Record<string, string[]>): Promise<Map<string, string[]>>;
	/** Takes texts of documents. `too_much`: as one body they are not taken. */
	take(database: string, documents: readonly string[]): Promise<RefusedThere[] | 'too_much'>;
}

interface LocalFound {
	rev: string;
	content: unknown;
}

export interface RefusedThere {
	id: string;
	error: string;
	reason: string;
}

interface Answer {
	status: number;
	value: unknown;
}

const limitMs = 60_000;

export function openDistrict(
	{ url, user, password }: UpstreamSettings,
	send: Send,
	closing: AbortSignal
): District {
	const credentials = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');

	async function ask(method: string, path: string, body?: string): Promise<Answer> {
		const request = new Request(`${url}/${path}`, {
			method,
			redirect: 'error',
			headers: {
				Accept: 'application/json',
				...(user === '' ? {} : { Authorization: `Basic ${credentials}` }),
				...(body === undefined ? {} : { 'Content-Type': 'application/json' })
			},
			...(body === undefined ? {} : { body }),
			signal: AbortSignal.any([closing, AbortSignal.timeout(limitMs)])
		});
		let status: number;
		let text: string;
		try {
			const answer = await send(request);
			status = answer.status;
			text = await answer.text();
		} catch (error) {
			throw new UpstreamTrouble('unreachable', `${method} broke off`, error);
		}
		if (status === 401 || status === 403) throw new UpstreamTrouble('unauthorized', `${status}`);
		if (status === 429 || status >= 500) throw new UpstreamTrouble('unreachable', `${status}`);
		return { status, value: method === 'HEAD' ? undefined : parsed(text) };
	}

	const path = (database: string, rest = '') => encodeURIComponent(database) + rest;
	const localPath = (database: string, id: string) => path(database, `/_local/${id}`);

	return {
		async ensureDatabase(name) {
			if ((await ask('HEAD', path(name))).status === 200) return;
			const { status } = await ask('PUT', path(name));
			if (![201, 202, 412].includes(status)) throw notCouch(status);
		},
		async readLocal(database, id) {
			const { status, value } = await ask('GET', localPath(database, id));
			if (status === 404) return undefined;
			const rev = memberOf(value, '_rev');
			if (status !== 200 || typeof rev !== 'string') throw notCouch(status);
			return { rev, content: value };
		},
		async writeLocal(database, id, content, rev) {
			const body = JSON.stringify(rev === undefined ? content : { ...content, _rev: rev });
			const { status, value } = await ask('PUT', localPath(database, id), body);
			const written = memberOf(value, 'rev');
			if (![201, 202].includes(status) || typeof written !== 'string') throw notCouch(status);
			return written;
		},
		async missing(database, revisions) {
			const body = JSON.stringify(revisions);
			const { status, value } = await ask('POST', path(database, '/_revs_diff'), body);
			if (status !== 200 || typeof value !== 'object' || value === null) throw notCouch(status);
			return new Map(
				Object.entries(value).map(([id, one]) => {
					const revs = memberOf(one, 'missing');
					if (!Array.isArray(revs)) throw notCouch(status);
					return [id, revs.filter((rev) => typeof rev === 'string')];
				})
			);
		},
		async take(database, documents) {
			const body = `{"new_edits":false,"docs":[${documents.join(',')}]}`;
			const { status, value } = await ask('POST', path(database, '/_bulk_docs'), body);
			if (status === 413 || status === 400) return 'too_much';
			if (![201, 202].includes(status) || !Array.isArray(value)) throw notCouch(status);
			return value.flatMap((row) => refusedIn(row));
		}
	};
}

/** CouchDB names in its answer only what it did not take. */
function refusedIn(row: unknown): RefusedThere[] {
	const [id, error, reason] = ['id', 'error', 'reason'].map((name) => memberOf(row, name));
	if (typeof error !== 'string') return [];
	return [{ id: String(id), error, reason: typeof reason === 'string' ? reason : '' }];
}

function memberOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
}

function notCouch(status: number): UpstreamTrouble {
	// A database that is gone meanwhile is made anew in the next round.
	return new UpstreamTrouble(
		status === 404 || status === 409 ? 'unreachable' : 'not_couchdb',
		String(status)
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UpstreamTrouble('not_couchdb', 'The answer is no JSON.', error);
	}
}
