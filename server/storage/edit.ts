/**
 * Turns a document as people and CouchDB write it into an edit the store can take. It checks
 * CouchDB's own members only; what the content means is somebody else's business.
 */
import type { AttachmentEdit, Edit, RevisionPath, WriteOptions } from './documentStore.ts';
import { refuseCode } from './designCode.ts';
import {
	generationOf,
	hashOf,
	highestGeneration,
	isRevision,
	revisionHashPattern
} from './revisionTree.ts';
import { EditRefused } from './storageErrors.ts';

/** Bytes of UTF-8; ids are keys of an index, so they stay short. */
const longestId = 2048;
const longestAttachmentName = 256;
/** NUL ends a name in C and splits one name into two (SAFETY 1.5). */
const nul = String.fromCharCode(0);
/** CouchDB's replicator writes them into documents that others copy; they are content here. */
const keptMembers = new Set(
	['id', 'state', 'state_time', 'state_reason', 'stats'].map((name) => `_replication_${name}`)
);
/** Answered by CouchDB beside a document, and meaningless on the way in. */
const ignoredMembers = new Set(['_revs_info', '_conflicts', '_deleted_conflicts', '_local_seq']);
export function editOf(document: unknown, { newEdits }: WriteOptions): Edit {
	if (typeof document !== 'object' || document === null || Array.isArray(document)) {
		throw new EditRefused('bad_request', 'Document must be a JSON object');
	}
	const members = document as Record<string, unknown>;
	// A copy whose members are blotted out keeps the shape of its kind, which is written far faster than
	// one that is put together member by member; what is undefined is not written.
	const content: Record<string, unknown> = { ...members };
	for (const name in members) {
		if (!name.startsWith('_') || keptMembers.has(name)) continue;
		if (!carriedMembers.has(name) && !ignoredMembers.has(name)) {
			throw new EditRefused('doc_validation', `Bad special document member: ${name}`);
		}
		content[name] = undefined;
	}
	const id = checkedId(members['_id']);
	if (id.startsWith('_design/')) refuseCode(content);
	return {
		id,
		revisions: revisionsOf(members, newEdits),
		deleted: checkedDeleted(members['_deleted']),
		body: JSON.stringify(content),
		attachments:
			members['_attachments'] === undefined ? null : attachmentsOf(members['_attachments'])
	};
}

const carriedMembers = new Set(['_id', '_rev', '_deleted', '_revisions', '_attachments']);

export function checkedId(id: unknown): string {
	if (typeof id !== 'string')
		throw new EditRefused('illegal_docid', 'Document ID must be a string');
	if (id === '') throw new EditRefused('illegal_docid', 'Document ID must not be empty');
	if (!id.isWellFormed() || id.includes(nul)) {
		throw new EditRefused('illegal_docid', 'Document ID must be well-formed UTF-8 without NUL');
	}
	if (id.length * 3 > longestId && Buffer.byteLength(id) > longestId) {
		throw new EditRefused('illegal_docid', 'Document ID is too long');
	}
	if (id.startsWith('_') && !/^_design\/./u.test(id)) {
		throw new EditRefused('illegal_docid', 'Only reserved document ids may start with underscore.');
	}
	return id;
}

function checkedDeleted(deleted: unknown): boolean {
	if (deleted === undefined || typeof deleted === 'boolean') return deleted === true;
	throw new EditRefused('doc_validation', 'Deleted member must be a boolean');
}

function revisionsOf(members: Record<string, unknown>, newEdits: boolean): RevisionPath | null {
	const rev = members['_rev'];
	if (rev !== undefined && (typeof rev !== 'string' || !isRevision(rev))) {
		throw new EditRefused('bad_request', 'Invalid rev format');
	}
	if (newEdits || members['_revisions'] === undefined) {
		if (rev !== undefined) return { start: generationOf(rev), ids: [hashOf(rev)] };
		if (newEdits) return null;
		throw new EditRefused('bad_request', 'When `new_edits: false`, the document needs `_rev`');
	}
	const path = checkedPath(members['_revisions']);
	// A check of `_rev` must not be led round by another name for the revision.
	if (rev !== undefined && rev !== `${path.start}-${path.ids[0] ?? ''}`) {
		throw new EditRefused('doc_validation', '_rev and _revisions name different revisions');
	}
	return path;
}

function checkedPath(revisions: unknown): RevisionPath {
	const { start, ids } = (revisions ?? {}) as Partial<Record<string, unknown>>;
	if (
		!Number.isInteger(start) ||
		!Array.isArray(ids) ||
		ids.length < 1 ||
		(start as number) < ids.length ||
		(start as number) > highestGeneration ||
		!ids.every((id) => typeof id === 'string' && revisionHashPattern.test(id))
	) {
		throw new EditRefused('doc_validation', 'Invalid _revisions');
	}
	return { start: start as number, ids: ids as string[] };
}

function attachmentsOf(attachments: unknown): Record<string, AttachmentEdit> | null {
	if (typeof attachments !== 'object' || attachments === null || Array.isArray(attachments)) {
		throw new EditRefused('bad_request', '_attachments must be a JSON object');
	}
	const entries = Object.entries(attachments as Record<string, unknown>);
	if (entries.length === 0) return null;
	return Object.fromEntries(
		entries.map(([name, value]) => [checkedName(name), attachmentOf(value)])
	);
}

export function checkedName(name: string): string {
	if (name === '' || name.startsWith('_') || name.includes(nul) || !name.isWellFormed()) {
		throw new EditRefused('bad_request', 'Attachment name is not allowed');
	}
	if (Buffer.byteLength(name) > longestAttachmentName) {
		throw new EditRefused('bad_request', 'Attachment name is too long');
	}
	return name;
}

function attachmentOf(value: unknown): AttachmentEdit {
	const { stub, data, content_type: type, revpos } = (value ?? {}) as Record<string, unknown>;
	if (stub === true) return { stub: true };
	return {
		bytes: bytesOf(data),
		contentType: typeof type === 'string' ? checkedType(type) : 'application/octet-stream',
		...(Number.isInteger(revpos) && (revpos as number) > 0 ? { revpos: revpos as number } : {})
	};
}

/** Bytes that came beside the document stand in it as they are; everybody else writes base64. */
function bytesOf(data: unknown): Uint8Array {
	if (data instanceof Uint8Array) return data;
	if (typeof data === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
		return new Uint8Array(Buffer.from(data, 'base64'));
	}
	throw new EditRefused('bad_request', 'Attachment data must be base64');
}

/** It is sent out as a header again, so it must be able to be one. */
export function checkedType(type: string): string {
	if (/^[\x20-\x7e]{1,200}$/.test(type)) return type;
	throw new EditRefused('bad_request', 'Attachment content_type is not allowed');
}
