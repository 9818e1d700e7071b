/** A database as a whole: made, described, taken away; and a document posted without a name. */
import type { Call, Resource } from './call.ts';
import { storeOf } from './call.ts';
import { CouchError, notFound } from './couchError.ts';
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
			return describe(call);
	}
};

async function describe(call: Call): Promise<Response> {
	const info = await (await storeOf(call)).info();
	return json(200, {
		db_name: call.route.db,
		update_seq: info.updateSeq,
		purge_seq: 0,
		doc_count: info.docCount,
		doc_del_count: info.deletedCount,
		sizes: { file: info.fileSize, external: info.fileSize, active: info.fileSize },
		disk_format_version: 8,
		compact_running: false,
		instance_start_time: info.startTime
	});
}

async function create({ face, route, request }: Call): Promise<Response> {
	if (!(await face.storage.create(route.db))) {
		throw new CouchError(
			412,
			'file_exists',
			'The database could not be created, the file already exists.'
		);
	}
	return json(201, { ok: true }, { Location: request.url.split('?', 1)[0] ?? '' });
}

async function drop({ face, route }: Call): Promise<Response> {
	if (!(await face.storage.drop(route.db))) throw notFound('Database does not exist.');
	return json(200, { ok: true });
}
