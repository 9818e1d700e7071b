/**
 * A CouchDB for tests, on a loopback socket: our own face over memory, open to whoever knows the
 * password. To a station it is a cluster of one. Never for a community.
 */
import { CouchError } from './http/couchError.ts';
import { createCouchFace } from './http/handle.ts';
import { serveNode } from './http/nodeAdapter.ts';
import { keeper } from './http/testFace.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openMemoryStorage } from './storage/memoryStorage.ts';

export interface TestCluster {
	/** With its password, as COUCHDB_URL has it. */
	url: string;
	/** The same for a station that can be cut off by its name. */
	urlOf(station: string): string;
	/** Who is in here reaches the cluster no more, as if killed. */
	cutOff: Set<string>;
	storage: StationStorage;
	/** Every request it was asked, as method and path. */
	asked: string[];
	/** While true, every call is refused as by a cluster in trouble. */
	fail: { is: boolean };
	close(): Promise<void>;
}

const password = 'geheim';

export async function openTestCluster(): Promise<TestCluster> {
	const storage = openMemoryStorage();
	const asked: string[] = [];
	const fail = { is: false };
	const cutOff = new Set<string>();
	const defects: unknown[] = [];
	const handle = createCouchFace({
		storage,
		gate: {
			async identify(request) {
				if (callerOf(request)?.password === password) return keeper;
				throw new CouchError(401, 'unauthorized', 'Name or password is incorrect.');
			},
			authorise: () => undefined
		},
		version: 'test',
		uuid: '0'.repeat(32),
		mount: '',
		onDefect: (error) => defects.push(error)
	});
	const server = await serveNode({
		host: '127.0.0.1',
		port: 0,
		async handle(request) {
			const { pathname } = new URL(request.url);
			asked.push(`${request.method} ${pathname}`);
			if (fail.is || cutOff.has(callerOf(request)?.name ?? ''))
				return Response.json({ error: 'internal_server_error' }, { status: 500 });
			return handle(request);
		},
		onBroken: (error) => defects.push(error),
		onDefect: (error) => defects.push(error)
	});
	const urlOf = (station: string) => server.url.replace('//', `//${station}:${password}@`);
	return {
		url: urlOf('station'),
		urlOf,
		cutOff,
		storage,
		asked,
		fail,
		async close() {
			await server.close();
			await storage.close();
			if (defects.length > 0) throw new Error('The cluster made a mistake.', { cause: defects[0] });
		}
	};
}

function callerOf(request: Request): { name: string; password: string } | undefined {
	const [, basic] = /^Basic (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
	if (basic === undefined) return undefined;
	const [name = '', password = ''] = Buffer.from(basic, 'base64').toString().split(':');
	return { name, password };
}
