/** The keeper's calls for a backup: the stream itself, and the note that it arrived whole. */
import type { AccessStore } from '../access/accessStore.ts';
import type { Backups } from '../backup/backups.ts';
import { noteLastBackup } from '../backup/lastBackup.ts';
import { badRequest, notFound } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readObject } from '../http/requestBody.ts';

const mostBytes = 1024;

interface Parts {
	access: AccessStore;
	/** Undefined where the documents lie in a cluster, which has its own way. */
	backups: Backups | undefined;
}

type Call = (parts: Parts, request: Request) => Promise<Response>;

export const backupCalls: readonly (readonly [string, Call])[] = [
	['POST /backup', stream],
	['POST /backup/made', noteMade]
];

async function stream({ backups }: Parts): Promise<Response> {
	if (!backups) throw notFound('missing');
	return new Response(backups.begin(), {
		headers: { 'Content-Type': 'application/x-tar', 'Cache-Control': 'no-store' }
	});
}

async function noteMade({ access }: Parts, request: Request): Promise<Response> {
	const { at, bytes } = await readObject(request, mostBytes);
	if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) throw badRequest('at');
	if (typeof bytes !== 'number') throw badRequest('bytes');
	noteLastBackup(access, { at, bytes });
	return json(200, { ok: true });
}
