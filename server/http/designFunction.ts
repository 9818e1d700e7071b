/**
 * Views, shows, lists, updates and rewrites of design documents. They are JavaScript, which this
 * station never runs for a document: what is not there is 404, and what might be is 501.
 */
import type { Resource } from './call.ts';
import { storeOf } from './call.ts';
import { CouchError, notFound } from './couchError.ts';

export const answerDesignFunction: Resource = async (call) => {
	const store = await storeOf(call);
	const row = await store.row(call.route.docId);
	if (!row) throw notFound('missing');
	if (row.deleted) throw notFound('deleted');
	throw new CouchError(
		501,
		'not_implemented',
		'This station runs no JavaScript from design documents; ask _find, with an index from _index.'
	);
};
