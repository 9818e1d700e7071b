/**
 * The design's targets for the station name CouchDB, which no npm installs. CouchDB 3.5.2 was once
 * measured beside pouchdb-server 4.2 on one machine, four interleaved rounds; these are the ratios of
 * the medians of that run, and turn a target against CouchDB into one against the peer at hand.
 */
import type { Row, Target } from './lane.ts';

export const couchdbOverPeer = {
	/** `_bulk_docs` in batches of 100: 10.2 k against 6.3 k documents a second. */
	bulkRate: 10.2 / 6.3,
	/** One document, p50: 2.1 against 1.45 ms. */
	singleWrite: 2.1 / 1.45,
	/** One write told to 200 longpolls, p99: 63 against 1,400 ms. */
	listeners: 63 / 1_400
};

/**
 * The target of a row: so many times CouchDB's figure where it was measured, else as many times the
 * peer's as CouchDB's once stood to it.
 */
export function againstCouchdb(
	{ unit, ours, peer, couchdb }: Row,
	times: number,
	ofCouchdb: string
): { target?: Target } {
	const more = unit === 'docs/s';
	if (couchdb !== undefined) {
		const limit = Number(ofCouchdb) * couchdb;
		const met = more ? ours >= limit : ours <= limit;
		return { target: { text: `${more ? '≥' : '≤'} ${ofCouchdb} × CouchDB`, met } };
	}
	if (!peer) return {};
	const limit = times * peer.value;
	const text = `${more ? '≥' : '≤'} ${ofCouchdb} × CouchDB ≈ ${times.toPrecision(2)} × peer`;
	return { target: { text, met: more ? ours >= limit : ours <= limit } };
}
