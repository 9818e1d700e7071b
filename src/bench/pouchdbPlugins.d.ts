/** As much of PouchDB's plugins as the benchmark uses; their own packages bring no types. */
declare module 'pouchdb-adapter-http' {
	const plugin: PouchDB.Plugin;
	// The package has no other export.
	// eslint-disable-next-line no-restricted-syntax
	export default plugin;
}

declare module 'pouchdb-adapter-memory' {
	const plugin: PouchDB.Plugin;
	// The package has no other export.
	// eslint-disable-next-line no-restricted-syntax
	export default plugin;
}

declare module 'pouchdb-replication' {
	const plugin: PouchDB.Plugin;
	// The package has no other export.
	// eslint-disable-next-line no-restricted-syntax
	export default plugin;
}

declare namespace PouchDB {
	interface Database {
		replicate: {
			from(other: Database): Promise<{ docs_written: number }>;
			to(other: Database): Promise<{ docs_written: number }>;
		};
		sync(other: Database, options: { live: boolean; retry: boolean }): { cancel(): void };
	}
}
