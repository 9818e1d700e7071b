/** The package brings no types; it is only handed to PouchDB as a plugin. */
declare module 'pouchdb-adapter-idb' {
	const adapter: PouchDB.Plugin;
	// The package has no other export.
	// eslint-disable-next-line no-restricted-syntax
	export default adapter;
}
