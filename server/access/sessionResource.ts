/** `/db/_session`: signing in and out in CouchDB's words, by cookie only. */
import { badRequest, CouchError } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readBytes, readObject } from '../http/requestBody.ts';
import type { AccessStore } from './accessStore.ts';
import type { ScryptCost } from './passwords.ts';
import { hashPassword, isOutdated, passwordFits } from './passwords.ts';
import { peerOf } from './peer.ts';
import type { Sessions } from './sessions.ts';
import type { openSignInLimiter } from './signInLimiter.ts';

export interface SessionResourceParts {
	store: AccessStore;
	sessions: Sessions;
	attempt: ReturnType<typeof openSignInLimiter>;
	cost: ScryptCost;
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
	const { store, sessions, attempt, cost } = parts;
	const { name, password } = await credentialsOf(request);
	const hash = store.passwordHash(name);
	const { address } = peerOf(request);
	const fits = await attempt({ name, address }, () => passwordFits(password, hash, cost));
	const account = store.account(name);
	if (!fits || !account || hash === undefined) {
		throw new CouchError(401, 'unauthorized', 'Name or password is incorrect.');
	}
	if (isOutdated(hash, cost)) store.setPassword(name, await hashPassword(password, cost));
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

function whoIs({ sessions }: SessionResourceParts, request: Request): Response {
	const account = sessions.find(request)?.account;
	return json(200, {
		ok: true,
		userCtx: { name: account?.name ?? null, roles: account ? roleNames(account) : [] },
		info: {
			authentication_handlers: ['cookie'],
			...(account ? { authenticated: 'cookie' } : {})
		}
	});
}

function roleNames({ grants }: { grants: { role: string }[] }): string[] {
	return [...new Set(grants.map(({ role }) => role))];
}
