/** Design documents of a general database are its admins' business; members only read them. */
import type { RefusedRow, RouteAsked, Screening } from '../http/gate.ts';

/** By its name in the URL, attachments included; what lies in a body is looked at by `refuseDesigns`. */
export function writesDesign({ method, docId }: RouteAsked): boolean {
	return isDesign(docId) && (method === 'PUT' || method === 'DELETE');
}

/** What of a push a member may write; undefined when that is all of it. */
export function refuseDesigns(docs: readonly unknown[]): Screening | undefined {
	const refused = docs.flatMap((document): RefusedRow[] => {
		const { _id: id, _rev: rev } = (document ?? {}) as { _id?: unknown; _rev?: unknown };
		if (!isDesign(id)) return [];
		const named = typeof rev === 'string' ? { id, rev } : { id };
		return [{ ...named, error: 'unauthorized', reason: 'You are not a db or server admin.' }];
	});
	if (refused.length === 0) return undefined;
	const take = docs.filter((document) => !isDesign((document as { _id?: unknown } | null)?._id));
	return { take, refused };
}

function isDesign(id: unknown): id is string {
	return typeof id === 'string' && id.startsWith('_design/');
}
