/** A question that cannot be answered as it is put. `error` and `reason` are CouchDB's words. */
export class MangoRefused extends Error {
	readonly error: string;

	constructor(error: string, reason: string) {
		super(reason);
		this.name = 'MangoRefused';
		this.error = error;
	}
}
