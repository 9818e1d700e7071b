/**
 * Draws how far something written on this phone has come. Delivered means that the station has
 * answered for this very revision, nothing less.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';
import type { RecordState } from './rows.ts';
import type { StoredRecord } from './storedRows.ts';

/** Undefined for what was not written on this phone, or into another of its feeds. */
export function projectRecord(
	document: LedgerDocument,
	{ feed, writer }: { feed: string; writer: string }
): StoredRecord | undefined {
	if (document.device !== writer || document.deviceSeq === undefined) return undefined;
	return {
		id: document._id,
		rev: document._rev,
		feed,
		kind: document.kind,
		deviceSeq: document.deviceSeq,
		capturedAt: document.capturedAt,
		about: aboutOf(document),
		state: 'waiting',
		reason: '',
		settledAt: '',
		document: 'waiting',
		picture: document.kind === 'photo' || document.kind === 'sound' ? 'waiting' : 'none'
	};
}

/** A receipt for another revision says nothing about this one. */
export function settleRecord(record: StoredRecord, receipt: Receipt): StoredRecord {
	if (receipt.id !== record.id || receipt.rev !== record.rev) return record;
	if (receipt.of === 'picture' && record.picture === 'none') return record;
	const next = { ...record, [receipt.of]: receipt.state };
	const settled = { ...next, state: stateOf(next), settledAt: receipt.at };
	if (receipt.state === 'refused') return { ...settled, reason: receipt.reason };
	return settled.state === 'refused' ? settled : { ...settled, reason: '' };
}

function stateOf({ document, picture }: StoredRecord): RecordState {
	if (document === 'refused' || picture === 'refused') return 'refused';
	if (document === 'waiting') return 'waiting';
	return picture === 'waiting' ? 'picture_waiting' : 'delivered';
}

/** What a person would look for. */
function aboutOf(document: LedgerDocument): string {
	switch (document.kind) {
		case 'event':
			return documentId.concern(document.concern);
		case 'amendment':
			return document.subjectKind === 'household'
				? documentId.door(document.subject)
				: `${document.subjectKind}:${document.subject}`;
		case 'photo':
		case 'sound':
			return document.subject;
		case 'campaign_end':
		case 'campaign_answer':
			return documentId.campaign(document.campaign);
		case 'rights_answer':
			return documentId.rightsRequest(document.request);
		case 'household':
			return documentId.door(document.door);
		case 'door':
		case 'resident':
		case 'visit':
		case 'concern':
		case 'check':
		case 'organisation':
		case 'settings':
		case 'places':
		case 'campaign':
		case 'rights_request':
		case 'export_profile':
		case 'export_run':
		case 'tally':
			return document._id;
		case 'check_answer':
			return documentId.check(document.check);
		case 'warning':
			return documentId.concern(document.concern);
	}
}
