/**
 * Who is signed in. The token lives in the browser's cookie only; here lies its hash. A session
 * belongs to the first device that used it: the same cookie elsewhere is nobody's.
 */
import { createHash, randomBytes } from 'node:crypto';
import { ulidPattern } from '#lib/domain/ids.ts';
import { CouchError } from '../http/couchError.ts';
import { StorageFull } from '../storage/storageErrors.ts';
import type { AccessStore, StoredSession } from './accessStore.ts';
import type { Account } from './account.ts';
import { peerOf } from './peer.ts';

export const cookieName = 'AuthSession';
/** For browsers over TLS: they take such a name from nobody else, a neighbouring host included. */
const hostCookieName = `__Host-${cookieName}`;
const dayMs = 24 * 60 * 60_000;
/** A phone that was in the field for days without signal is still signed in. Renewed by use. */
export const idleMs = 7 * dayMs;
/** However much it is used: a stolen cookie does not live for ever. */
export const longestMs = 30 * dayMs;
/** Renewing costs a commit, so not at every request. */
const renewAfterMs = 60 * 60_000;

interface Session {
	tokenHash: string;
	account: Account;
	device: string | null;
}

export interface Sessions {
	/** Answers the `Set-Cookie` header. */
	begin(request: Request, account: Account): string;
	/** Throws CouchError 401 when the session is another device's. */
	find(request: Request): Session | undefined;
	isAlive(tokenHash: string): boolean;
	/** Before anything else is asked for this request: its session may be another station's. */
	meet(request: Request): Promise<void>;
	/** Answers the `Set-Cookie` header that takes the cookie away. */
	end(request: Request): string;
	endAllOf(account: string): void;
	/** The `Set-Cookie` header that this request's answer must carry, if any. */
	renewalFor(request: Request): string | undefined;
	onEnd(listener: () => void): () => void;
}

export function openSessions(store: AccessStore, nowMs: () => number): Sessions {
	const renewals = new WeakMap<Request, string>();
	const listeners = new Set<() => void>();
	store.dropSessionsBefore(nowMs());

	function alive(tokenHash: string): { session: StoredSession; account: Account } | undefined {
		const session = store.session(tokenHash);
		if (!session || session.endsMs <= nowMs()) return undefined;
		const account = store.account(session.account);
		return account && { session, account };
	}

	function renew(request: Request, token: string, session: StoredSession): void {
		const endsMs = Math.min(nowMs() + idleMs, session.startedMs + longestMs);
		if (endsMs - session.endsMs < renewAfterMs) return;
		try {
			store.saveSession({ ...session, endsMs });
		} catch (error) {
			// Who is signed in can read though nothing can be written; the next use renews.
			if (error instanceof StorageFull) return;
			throw error;
		}
		renewals.set(request, cookie(request, token, endsMs - nowMs()));
	}

	function tellEnd(): void {
		for (const listener of [...listeners]) listener();
	}

	return {
		begin(request, account) {
			store.dropSessionsBefore(nowMs());
			const token = randomBytes(32).toString('base64url');
			const startedMs = nowMs();
			const device = deviceOf(request);
			const endsMs = startedMs + idleMs;
			const tokenHash = hashOf(token);
			store.saveSession({ tokenHash, account: account.name, device, startedMs, endsMs });
			return cookie(request, token, idleMs);
		},
		find(request) {
			const token = tokenOf(request);
			if (token === undefined) return undefined;
			const tokenHash = hashOf(token);
			const found = alive(tokenHash);
			if (!found) return undefined;
			const device = deviceOf(request);
			const { session, account } = found;
			if (device !== null && session.device === null) {
				session.device = device;
				store.saveSession(session);
			}
			if (device !== null && session.device !== device) throw otherDevice();
			renew(request, token, session);
			return { tokenHash, account, device };
		},
		isAlive: (tokenHash) => alive(tokenHash) !== undefined,
		async meet(request) {
			const token = tokenOf(request);
			if (token !== undefined) await store.meet(hashOf(token));
		},
		end(request) {
			const token = tokenOf(request);
			if (token !== undefined) store.dropSession(hashOf(token));
			renewals.delete(request);
			tellEnd();
			return cookie(request, '', 0);
		},
		endAllOf(account) {
			store.dropSessionsOf(account);
			tellEnd();
		},
		renewalFor: (request) => renewals.get(request),
		onEnd(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}

/** Named in a header; an EventSource cannot send one and names it in the URL. */
export function deviceOf(request: Request): string | null {
	const device =
		request.headers.get('x-qingge-device') ?? new URL(request.url).searchParams.get('device');
	return device !== null && ulidPattern.test(device) ? device : null;
}

function otherDevice(): CouchError {
	return new CouchError(401, 'unauthorized', 'This session belongs to another device.');
}

function tokenOf(request: Request): string | undefined {
	const cookies = (request.headers.get('cookie') ?? '').split(';').map((one) => one.trim());
	const of = (name: string) => cookies.filter((one) => one.startsWith(`${name}=`));
	const ofHost = peerOf(request).secure ? of(hostCookieName) : [];
	// A plain name counts for those only on whom no browser's neighbour can plant one.
	const named = ofHost.length > 0 || isBrowserOverTls(request) ? ofHost : of(cookieName);
	// Two of one name: somebody else planted one, and nobody knows which.
	if (named.length !== 1) return undefined;
	const token = named[0]?.replace(/^[^=]*=/, '') ?? '';
	return /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** CouchDB's own clients are none, and look for the plain name. */
function isBrowserOverTls(request: Request): boolean {
	const { headers } = request;
	return (
		peerOf(request).secure && (headers.has('sec-fetch-site') || headers.has('x-qingge-device'))
	);
}

/** A token has 256 random bits, so a fast hash without salt is enough. */
function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

function cookie(request: Request, token: string, lifeMs: number): string {
	const age = Math.floor(lifeMs / 1000);
	const secure = peerOf(request).secure ? '; Secure' : '';
	const name = isBrowserOverTls(request) ? hostCookieName : cookieName;
	return `${name}=${token}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}
