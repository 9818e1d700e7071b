/** Who may sign in, and as what. An account never holds its password. */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { AccountName } from '#lib/domain/ids.ts';

export interface Account {
	name: AccountName;
	/** As colleagues call this person. */
	displayName: string;
	grants: RoleGrant[];
	/** Those that ended lately: what was written under them is taken, nothing is shown. Never stored. */
	ended?: RoleGrant[];
	/**
	 * For programs that speak CouchDB: an admin keeps the general databases, a member uses those that
	 * name it. Neither sees anything of the community by it.
	 */
	couch?: 'admin' | 'member';
	/** Made for trying out, with a password that everybody knows. */
	demo: boolean;
}

/** Also what a document's `author` may be (documentShapes.ts); `station` writes the imports. */
const accountPattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;
const reserved = new Set(['station']);

export function isAccountName(name: string): boolean {
	return accountPattern.test(name) && name === name.normalize('NFC') && !reserved.has(name);
}
