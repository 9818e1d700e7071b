/** A database as a whole: made, described, taken away; and a document posted without a name. */
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import type { Compactions } from './compactions.ts';
import { badRequest, CouchError, notFound } from './couchError.ts';
import { json } from './couchResponse.ts';
import { postDocument } from './document.ts';

export const answerDatabase: Resource = async (call) => {
	switch (call.request.method) {
		case 'PUT':
			return create(call);
		case 'DELETE':
			return drop(call);
		case 'POST':
			return postDocument(call);
		default:
			return json(200, await describeDatabase(await storeOf(call), call.face.compactions));
	}
};

export async function describeDatabase(
	store: DocumentStore,
	compactions: Compactions
): Promise<object> {
	const info = await store.info();
	return {
		db_name: store.name,
		update_seq: info.updateSeq,
		purge_seq: String(info.purgeSeq),
		doc_count: info.docCount,
		doc_del_count: info.deletedCount,
		sizes: { file: info.fileSize, external: info.fileSize, active: info.fileSize },
		// One copy of each database, whole: what a cluster would say of its shards.
		cluster: { q: 1, n: 1, w: 1, r: 1 },
		props: {},
		disk_format_version: 8,
		compact_running: compactions.isRunning(store),
		instance_start_time: info.startTime
	};
}

async function create({ face, route, request, query }: Call): Promise<Response> {
	// How a cluster would spread it. It lies here in one piece, so any sensible number is right.
	for (const shards of ['q', 'n']) {
		if (query.count(shards, 1, Number.MAX_SAFE_INTEGER) < 1) {
			throw badRequest(`\`${shards}\` should be a positive integer`);
		}
	}
	if (query.flag('partitioned')) {
		throw badRequest('This station keeps no partitioned databases');
	}
	if (!(await face.storage.create(route.db))) {
		throw new CouchError(
			412,
			'file_exists',
			'The database could not be created, the file already exists.'
		);
	}
	return json(201, { ok: true }, { Location: request.url.split('?', 1)[0] ?? '' });
}

async function drop({ face, route, query }: Call): Promise<Response> {
	if (query.has('rev')) {
		throw badRequest(
			'You tried to DELETE a database with a ?=rev parameter. Did you mean to DELETE a document instead?'
		);
	}
	if (!(await face.storage.drop(route.db))) throw notFound('Database does not exist.');
	return json(200, { ok: true });
}
