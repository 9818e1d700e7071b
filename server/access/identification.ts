/**
 * Who calls: by an Authorization header if there is one, else by the session's cookie. Whichever way
 * somebody says who she is, what she may do is the same.
 */
import type { Principal } from '../http/gate.ts';
import { unauthorized } from '../http/couchError.ts';
import type { AccessStore } from './accessStore.ts';
import type { Account } from './account.ts';
import type { Credentials } from './credentials.ts';
import { peerOf } from './peer.ts';
import type { Sessions } from './sessions.ts';
import { deviceOf } from './sessions.ts';
import type { ReadToken } from './tokens.ts';

interface Identity extends Principal {
	name: string;
	/** An account for programs: what it may not do is refused in CouchDB's words, not hidden. */
	speaksCouch: boolean;
	/** CouchDB's name for the way she said it. */
	by: 'cookie' | 'default' | 'jwt';
}

export interface IdentificationParts {
	store: AccessStore;
	sessions: Sessions;
	credentials: Credentials;
	/** Without keys there are no tokens. */
	readToken?: ReadToken | undefined;
}

/** undefined for nobody. Throws CouchError where credentials are given and wrong. */
export type Identify = (request: Request) => Promise<Identity | undefined>;

export function createIdentification(parts: IdentificationParts): Identify {
	const { store, sessions, credentials, readToken } = parts;

	async function byPassword(request: Request, encoded: string): Promise<Identity> {
		const pair = pairOf(encoded);
		const { address } = peerOf(request);
		const account = pair && (await credentials.recall({ ...pair, address }));
		if (!account) throw unauthorized('Name or password is incorrect.');
		return identityOf(account, deviceOf(request), 'default');
	}

	async function byToken(request: Request, token: string, read: ReadToken): Promise<Identity> {
		const { sub, roles } = await read(token);
		const account = store.account(sub);
		if (!account && !roles.includes(adminRole)) {
			throw unauthorized('The token names nobody of this station.');
		}
		const known = account ?? { name: sub, grants: [], couch: 'admin' as const };
		return identityOf(known, deviceOf(request), 'jwt', roles);
	}

	return async (request) => {
		const header = request.headers.get('authorization') ?? '';
		const [, scheme = '', shown = ''] = /^(\w+) +(\S+)\s*$/.exec(header) ?? [];
		if (/^basic$/i.test(scheme)) return byPassword(request, shown);
		if (/^bearer$/i.test(scheme) && readToken) return byToken(request, shown, readToken);
		const session = sessions.find(request);
		return session && identityOf(session.account, session.device, 'cookie');
	};
}

const adminRole = '_admin';

/** CouchDB's roles of an account: what it is here, and `_admin`. */
export function roleNames({ grants, couch }: Pick<Account, 'grants' | 'couch'>): string[] {
	const roles: string[] = grants.map(({ role }) => role);
	return [...new Set(couch === 'admin' ? [adminRole, ...roles] : roles)];
}

function identityOf(
	account: Pick<Account, 'name' | 'grants' | 'ended' | 'couch'>,
	device: string | null,
	by: Identity['by'],
	more: readonly string[] = []
): Identity {
	const { name, grants, ended = [], couch } = account;
	const roles = [...new Set([...roleNames(account), ...more])];
	const isAdmin = roles.includes(adminRole);
	const speaksCouch = isAdmin || couch !== undefined;
	return { name, roles, grants, ended, isAdmin, speaksCouch, device, by };
}

/** A header that is none is as wrong as a wrong password. */
function pairOf(encoded: string): { name: string; password: string } | undefined {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	if (colon < 1) return undefined;
	return { name: text.slice(0, colon).normalize('NFC'), password: text.slice(colon + 1) };
}
