/** Why nothing can be sent now, in words the health page may show. Nothing of it is an answer. */
export type TroubleKind =
	/** Silence, an error of theirs, or too busy: it is tried again. */
	| 'unreachable'
	/** The name or password is not taken, or may not write there. */
	| 'unauthorized'
	/** Something answers that is no CouchDB. */
	| 'not_couchdb'
	/** This station could not read or note what it needed. */
	| 'own';

export class UpstreamTrouble extends Error {
	readonly kind: TroubleKind;

	constructor(kind: TroubleKind, what: string, cause?: unknown) {
		super(what, { cause });
		this.name = 'UpstreamTrouble';
		this.kind = kind;
	}
}
