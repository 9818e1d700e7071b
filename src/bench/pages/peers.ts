/**
 * The peers in the browser: PouchDB as its manual shows it, with defaults, and the bare limit of
 * network and disk. They meet the very station that our phone meets.
 */
import idb from 'pouchdb-adapter-idb';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

PouchDB.plugin(idb).plugin(http).plugin(replication);

export interface Peers {
	signIn(name: string, password: string, device: string): Promise<void>;
	/** `replicate.from` with defaults; ms until it is complete. */
	replicate(feed: string): Promise<{ ms: number; documents: number }>;
	/** Stores one document; then `replicate.to`: ms until it is complete. */
	deliver(feed: string, document: object): Promise<number>;
	/** Everything in one answer, put into one table as it is. */
	bareLimit(feed: string): Promise<{ ms: number; documents: number }>;
	/** Live replication both ways from now on. */
	live(feed: string): Promise<void>;
	put(document: object): Promise<number>;
	/** ms since 1970 when the document stood in the local database. */
	arrived(id: string): Promise<number>;
}

declare global {
	interface Window {
		peers: Peers;
	}
}

const now = () => performance.timeOrigin + performance.now();
let device = '';
let local: PouchDB.Database | undefined;

function here(): PouchDB.Database {
	local ??= new PouchDB('peer', { adapter: 'idb' });
	return local;
}

function station(feed: string): PouchDB.Database {
	const options = {
		adapter: 'http',
		skip_setup: true,
		fetch: (url: string | Request, init: RequestInit = {}) => {
			const headers = new Headers(init.headers);
			headers.set('X-Qingge-Device', device);
			return PouchDB.fetch(url, { ...init, headers });
		}
	};
	return new PouchDB(`${location.origin}/db/${feed}`, options);
}

async function takeRows(table: string, rows: { id: string; doc: object }[]): Promise<void> {
	const opening = indexedDB.open(table);
	opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(new Error('IndexedDB did not open'));
	});
	const writing = database.transaction('rows', 'readwrite', { durability: 'strict' });
	for (const { id, doc } of rows) writing.objectStore('rows').put(doc, id);
	await new Promise<void>((resolve, reject) => {
		writing.oncomplete = () => resolve();
		writing.onabort = () => reject(new Error('IndexedDB did not commit'));
	});
}

window.peers = {
	async signIn(name, password, asDevice) {
		device = asDevice;
		const answer = await fetch('/db/_session', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': device },
			body: JSON.stringify({ name, password })
		});
		if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
	},
	async replicate(feed) {
		const from = performance.now();
		await here().replicate.from(station(feed));
		const ms = performance.now() - from;
		return { ms, documents: (await here().info()).doc_count };
	},
	async deliver(feed, document) {
		await here().bulkDocs([document], { new_edits: false });
		const from = performance.now();
		const done = await here().replicate.to(station(feed));
		if (done.docs_written !== 1) throw new Error(`delivered ${done.docs_written} documents`);
		return performance.now() - from;
	},
	async bareLimit(feed) {
		const from = performance.now();
		const answer = await fetch(`/db/${feed}/_changes?since=0&include_docs=true`, {
			headers: { 'X-Qingge-Device': device }
		});
		const { results } = (await answer.json()) as { results: { id: string; doc: object }[] };
		await takeRows('limit', results);
		return { ms: performance.now() - from, documents: results.length };
	},
	async live(feed) {
		here().sync(station(feed), { live: true, retry: true });
	},
	async put(document) {
		const from = now();
		await here().bulkDocs([document], { new_edits: false });
		return from;
	},
	arrived: (id) =>
		new Promise((resolve) => {
			const changes = here()
				.changes({ live: true, since: 'now' })
				.on('change', (change) => {
					if (change.id !== id) return;
					changes.cancel();
					resolve(now());
				});
		})
};
