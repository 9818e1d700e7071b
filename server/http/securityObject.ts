/**
 * CouchDB's security object: who may read and write a general database, and who is its admin. Pure; it
 * says nothing about the community's own databases, which the closed table alone decides.
 */
import { badRequest } from './couchError.ts';

export type SecurityObject = Record<string, unknown>;

/** As CouchDB 3 makes a database: for admins of the server only. */
const plain: SecurityObject = { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } };

export function securityOf(stored: string | null): SecurityObject {
	return stored === null ? plain : (JSON.parse(stored) as SecurityObject);
}

/** Throws CouchError 400 where names or roles are no lists of texts. */
export function checkedSecurity(given: SecurityObject): SecurityObject {
	for (const section of ['members', 'admins', 'readers']) {
		const value = given[section];
		if (value === undefined) continue;
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw badRequest(`${section} must be a JSON object`);
		}
		for (const list of ['names', 'roles']) {
			const texts = (value as SecurityObject)[list] ?? [];
			if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) {
				throw badRequest(`${section} ${list} must be a JSON list of strings`);
			}
		}
	}
	return given;
}

export interface Caller {
	name: string | null;
	roles: readonly string[];
}

/** `open`: the object names no member at all, which in CouchDB lets everybody in. */
export type Standing = 'dbAdmin' | 'member' | 'open' | 'stranger';

export function standingIn(security: SecurityObject, caller: Caller): Standing {
	if (isNamed(listsOf(security['admins']), caller)) return 'dbAdmin';
	// An object from before CouchDB 1.1 says readers.
	const members = listsOf(security['members'] ?? security['readers']);
	if (isNamed(members, caller)) return 'member';
	return members.names.length === 0 && members.roles.length === 0 ? 'open' : 'stranger';
}

interface Lists {
	names: readonly string[];
	roles: readonly string[];
}

function listsOf(section: unknown): Lists {
	const { names = [], roles = [] } = (section ?? {}) as Partial<Lists>;
	return { names, roles };
}

function isNamed({ names, roles }: Lists, caller: Caller): boolean {
	return (
		(caller.name !== null && names.includes(caller.name)) ||
		caller.roles.some((role) => roles.includes(role))
	);
}
