/** What storage throws. Nothing here knows a status code; server/http translates. */

/** The caller's document or name cannot be stored as it is. `error` and `reason` are CouchDB's words. */
export class EditRefused extends Error {
	readonly error: EditRefusal;

	constructor(error: EditRefusal, reason: string) {
		super(reason);
		this.name = 'EditRefused';
		this.error = error;
	}
}

export type EditRefusal =
	| 'bad_request'
	| 'doc_validation'
	| 'illegal_docid'
	| 'illegal_database_name'
	| 'database_name_too_long'
	| 'missing_stub'
	| 'forbidden';

/** No room left on the medium. Nothing of the request was written; the station goes on. */
export class StorageFull extends Error {
	constructor(cause: unknown) {
		super('No space left for the station to write.', { cause });
		this.name = 'StorageFull';
	}
}

/**
 * The medium failed under a write, so nobody knows what is durable and a second try could lie
 * (SAFETY F6, fsyncgate). The process must stop; recovery is the next start.
 */
export class StorageBroken extends Error {
	constructor(message: string, cause?: unknown) {
		super(message, { cause });
		this.name = 'StorageBroken';
	}
}

/** One database's file is no longer what was written. The others are not touched by it. */
export class DatabaseDamaged extends Error {
	constructor(cause: unknown) {
		super('A database file is damaged.', { cause });
		this.name = 'DatabaseDamaged';
	}
}

/**
 * The cluster cannot be reached, or too few of its copies took a write. Nobody was promised anything;
 * the same request later is the remedy. The message never carries the cluster's address.
 */
export class StorageUnreachable extends Error {
	constructor(message: string, cause?: unknown) {
		super(message, { cause });
		this.name = 'StorageUnreachable';
	}
}

/** Another process holds the data directory. */
export class StorageInUse extends Error {
	constructor(directory: string, cause: unknown) {
		super(`Another process is using the data in ${directory}.`, { cause });
		this.name = 'StorageInUse';
	}
}

/** The database was dropped while somebody still held it. */
export class DatabaseGone extends Error {
	constructor(name: string) {
		super(`Database ${name} does not exist any more.`);
		this.name = 'DatabaseGone';
	}
}
