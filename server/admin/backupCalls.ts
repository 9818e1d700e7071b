/** The keeper's calls for a backup: the stream itself, and the note that it arrived whole. */
import { noteLastBackup } from '../backup/lastBackup.ts';
import { badRequest, notFound } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readObject } from '../http/requestBody.ts';
import type { AdminCall } from './adminCalls.ts';

const mostBytes = 1024;

export const backupCalls: readonly (readonly [string, AdminCall])[] = [
	['POST /backup', stream],
	['POST /backup/made', noteMade]
];

async function stream({ backups }: Parameters<AdminCall>[0]): Promise<Response> {
	if (!backups) throw notFound('missing');
	return new Response(backups.begin(), {
		headers: { 'Content-Type': 'application/x-tar', 'Cache-Control': 'no-store' }
	});
}

async function noteMade({ access }: Parameters<AdminCall>[0], request: Request): Promise<Response> {
	const { at, bytes } = await readObject(request, mostBytes);
	if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) throw badRequest('at');
	if (typeof bytes !== 'number') throw badRequest('bytes');
	noteLastBackup(access, { at, bytes });
	return json(200, { ok: true });
}
