/**
 * Our CouchDB face over SQLite with an fsync at every commit, open to everybody, as pouchdb-server is
 * by default: like beside like. A program of its own, and never a station for people.
 */
import { createCouchFace } from '../../server/http/handle.ts';
import { serveNode } from '../../server/http/nodeAdapter.ts';
import { openSqliteStorage } from '../../server/storage/sqliteStorage.ts';

const { folder } = JSON.parse(process.argv[2] ?? '{}') as { folder: string };

const giveUp = (error: unknown): never => {
	console.error(error);
	process.exit(1);
};

const storage = await openSqliteStorage({ directory: folder });
const everybody = { name: 'bench', roles: ['_admin'], grants: [], isAdmin: true, device: null };
const server = await serveNode({
	handle: createCouchFace({
		storage,
		gate: { identify: async () => everybody, authorise: () => undefined },
		version: 'bench',
		uuid: '0'.repeat(32),
		mount: '/db',
		onDefect: giveUp
	}),
	host: '127.0.0.1',
	port: 0,
	onBroken: giveUp,
	onDefect: giveUp
});

process.once('SIGTERM', () => {
	void server
		.close()
		.then(() => storage.close())
		.then(() => process.exit());
});
process.send?.({ url: `${server.url}/db` });
