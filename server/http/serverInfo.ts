/** What concerns the station as a whole: its welcome, whether it is up, and fresh ids. */
import { randomBytes } from 'node:crypto';
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { badRequest } from './couchError.ts';
import { json } from './couchResponse.ts';

/** The version whose behaviour the face follows; clients ask for it to know what they may call. */
const couchVersion = '3.5.2';
/** CouchDB's own limit; without one, one call can hold the station (CVE-2014-2668). */
const mostUuids = 1000;

export const answerServerInfo: Resource = async ({ face }) =>
	json(200, {
		couchdb: 'Welcome',
		version: couchVersion,
		uuid: face.uuid,
		features: [],
		vendor: { name: 'Qingge', version: face.version }
	});

export const answerUp: Resource = async () => json(200, { status: 'ok' });

export const answerUuids: Resource = async ({ query }) => {
	const count = query.count('count', 1, mostUuids + 1);
	if (count > mostUuids) throw badRequest('count parameter too large');
	return json(200, { uuids: Array.from({ length: count }, newUuid) });
};

/** Every commit is a full one before it is answered, so there is nothing left to do. */
export const answerEnsureFullCommit: Resource = async (call) => {
	const { startTime } = await (await storeOf(call)).info();
	return json(201, { ok: true, instance_start_time: startTime });
};

/** 32 hex digits, as CouchDB makes them. */
export function newUuid(): string {
	return randomBytes(16).toString('hex');
}
