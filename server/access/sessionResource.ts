/** `/db/_session`: signing in and out in CouchDB's words, and who one is by whatever one shows. */
import { badRequest, unauthorized } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readBytes, readObject } from '../http/requestBody.ts';
import type { Credentials } from './credentials.ts';
import type { Identify } from './identification.ts';
import { roleNames } from './identification.ts';
import { peerOf } from './peer.ts';
import type { Sessions } from './sessions.ts';

export interface SessionResourceParts {
	sessions: Sessions;
	credentials: Credentials;
	identify: Identify;
	/** Whether tokens are taken as well. */
	takesTokens: boolean;
}

/** A name and a password; nobody needs more. */
const mostBytes = 4 * 1024;

export function createSessionResource(
	parts: SessionResourceParts
): (request: Request) => Promise<Response> {
	return async (request) => {
		switch (request.method) {
			case 'POST':
				return signIn(parts, request);
			case 'DELETE':
				return json(200, { ok: true }, { 'Set-Cookie': parts.sessions.end(request) });
			default:
				return whoIs(parts, request);
		}
	};
}

async function signIn(parts: SessionResourceParts, request: Request): Promise<Response> {
	const { sessions, credentials } = parts;
	const { name, password } = await credentialsOf(request);
	const account = await credentials.check({ name, password, address: peerOf(request).address });
	if (!account) throw unauthorized('Name or password is incorrect.');
	const cookie = sessions.begin(request, account);
	return json(200, { ok: true, name, roles: roleNames(account) }, { 'Set-Cookie': cookie });
}

async function credentialsOf(request: Request): Promise<{ name: string; password: string }> {
	const type = request.headers.get('content-type') ?? '';
	const form = /^application\/x-www-form-urlencoded\b/i.test(type);
	const { name, password } = form
		? Object.fromEntries(new URLSearchParams(await textOf(request)))
		: await readObject(request, mostBytes);
	if (typeof name !== 'string' || typeof password !== 'string') {
		throw badRequest('request body must contain a username and a password');
	}
	return { name: name.normalize('NFC'), password };
}

async function textOf(request: Request): Promise<string> {
	return new TextDecoder().decode(await readBytes(request, mostBytes));
}

async function whoIs(parts: SessionResourceParts, request: Request): Promise<Response> {
	const identity = await parts.identify(request);
	return json(200, {
		ok: true,
		userCtx: { name: identity?.name ?? null, roles: identity?.roles ?? [] },
		info: {
			authentication_handlers: [...(parts.takesTokens ? ['jwt'] : []), 'cookie', 'default'],
			...(identity ? { authenticated: identity.by } : {})
		}
	});
}
