/** PouchDB's own replication of a whole database into memory, as an app of another make would pull. */
import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

PouchDB.plugin(httpAdapter).plugin(memoryAdapter).plugin(replication);
let pulled = 0;

export async function pouchPull(
	url: string,
	headers: Readonly<Record<string, string>>,
	documents: number
): Promise<void> {
	pulled += 1;
	const here = new PouchDB(`pulled-${pulled}`, { adapter: 'memory' });
	const there = new PouchDB(url, { skip_setup: true, fetch: withHeaders(headers) });
	const { docs_written: written } = await here.replicate.from(there);
	await here.destroy();
	if (written !== documents) throw new Error(`PouchDB took ${written} of ${documents} documents`);
}

function withHeaders(headers: Readonly<Record<string, string>>) {
	return (address: string | Request, init: RequestInit = {}) => {
		const all = new Headers(init.headers);
		for (const [name, value] of Object.entries(headers)) all.set(name, value);
		return fetch(address, { ...init, headers: all });
	};
}
