/**
 * An Apache CouchDB that somebody runs elsewhere, given as COUCHDB_URL with its admin's name and
 * password. Databases of the benchmark have names of their own and are gone afterwards.
 */
import { randomBytes } from 'node:crypto';
import type { ChildServer } from './childServer.ts';
import type { CouchClient } from './couchClient.ts';
import { openCouchClient } from './couchClient.ts';
import type { BenchGround } from './lane.ts';

export interface GivenCouchdb {
	server: ChildServer;
	client: CouchClient;
	/** Headers that let others in. */
	headers: Record<string, string>;
	/** Put before each database's name. */
	prefix: string;
}

/** Undefined where none was given. */
export function openCouchdb(bench: BenchGround): GivenCouchdb | undefined {
	const given = process.env['COUCHDB_URL'];
	if (given === undefined || given === '') return undefined;
	const url = new URL(given);
	const credentials = [url.username, url.password].map(decodeURIComponent).join(':');
	const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
	url.username = '';
	url.password = '';
	const base = url.href.replace(/\/$/, '');
	const client = openCouchClient(base, headers);
	const prefix = `qingge-bench-${randomBytes(4).toString('hex')}-`;
	bench.onEnd(async () => {
		const names = JSON.parse(await client.ask('GET', '/_all_dbs')) as string[];
		for (const name of names.filter((one) => one.startsWith(prefix))) {
			await client.ask('DELETE', `/${name}`);
		}
		client.close();
	});
	// It runs on its own: how much it uses is not ours to see, and stopping it not ours to do.
	const unknown = () => Number.NaN;
	const usage = { processorSeconds: unknown, memory: unknown, openFiles: unknown };
	return { server: { url: base, ...usage, stop: async () => undefined }, client, headers, prefix };
}
