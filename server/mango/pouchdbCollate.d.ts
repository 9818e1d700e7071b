/** The few names of pouchdb-collate that Mango uses; the package brings no types. */
declare module 'pouchdb-collate' {
	/** Below 0, 0 or above: CouchDB's order of JSON values, strings by their code units. */
	export function collate(a: unknown, b: unknown): number;
	/** A text that stands, by its code units, where the value stands in that order. */
	export function toIndexableString(value: unknown): string;
}
