/**
 * The port through which the face asks who calls and what that one may do. The face itself decides
 * nothing about people; server/access fills this.
 */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { RouteName } from './routes.ts';

export interface Principal {
	/** null for somebody who has not signed in. */
	name: string | null;
	roles: string[];
	grants: RoleGrant[];
	/** Those that ended lately: under them something may still be handed in. */
	ended?: RoleGrant[];
	/** May everything in every general database, and knows none of the community's own. */
	isAdmin: boolean;
	/** An account for programs: refused in CouchDB's words, where phones find nothing. */
	speaksCouch?: boolean;
	/** Which phone calls; its `_local` documents are its own. */
	device: string | null;
}

export interface RouteAsked {
	name: RouteName;
	method: string;
	db?: string;
	docId?: string;
}

export interface Gate {
	/** Who asks; throws CouchError 401 where credentials are wrong. */
	identify(request: Request): Promise<Principal>;
	/** Throws CouchError: 404 for what the principal has no business with, 401 if anonymous, 403. */
	authorise(principal: Principal, route: RouteAsked): void | Promise<void>;
	/** Which databases are named to an admin who asks what there is; without this, each is. */
	named?(): (db: string) => boolean;
	/** How much of it; what is left out is as in `defaultLimits`. */
	limits?(principal: Principal, db: string): Partial<Limits>;
	/**
	 * Checks each document before it is written. No other push to the same database runs between the
	 * check and the write. undefined: nothing to check here.
	 */
	screenPush?(
		principal: Principal,
		db: string,
		docs: unknown[],
		newEdits: boolean
	): Promise<Screening | undefined>;
	/** Where the bytes of a picture lie that is asked for here; undefined: where it is asked. */
	attachmentOrigin?(principal: Principal, asked: AttachmentAsked): Promise<string | undefined>;
	/** Throws CouchError when these bytes may not be attached here. */
	screenAttachment?(principal: Principal, attachment: AttachmentOffered): Promise<void>;
}

export interface Screening {
	take: unknown[];
	refused: RefusedRow[];
	/** After what was taken is written: what another station's push of the same moment won over. */
	settle?: () => Promise<RefusedRow[]>;
}

export interface RefusedRow {
	id: string;
	rev?: string;
	error: 'forbidden' | 'unauthorized';
	reason: string;
}

export interface AttachmentAsked {
	db: string;
	docId: string;
	name: string;
}

interface AttachmentOffered extends AttachmentAsked {
	contentType: string;
	bytes: Uint8Array;
}

export interface Limits {
	/** Bytes of a request with JSON, before and after inflating. */
	bodyBytes: number;
	/** Documents of one `_bulk_docs`, ids of one `_bulk_get`, `_revs_diff`, `keys` or `doc_ids`. */
	documents: number;
	attachmentBytes: number;
}

export const defaultLimits: Limits = {
	bodyBytes: 32 * 1024 * 1024,
	documents: 20_000,
	attachmentBytes: 16 * 1024 * 1024
};
