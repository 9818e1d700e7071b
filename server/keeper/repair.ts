/**
 * Makes a taken document of one that was refused for a single field. A revision is its content, so
 * this is another document: under an id of its own, by the same author, naming the revision that
 * was refused. The original stays in quarantine, whole.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { documentShapes, envelopeShape } from '#lib/domain/documentShapes.ts';
import { documentId, ulidPattern } from '#lib/domain/ids.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { Sha256 } from '#lib/domain/revision.ts';
import { carriedFields, revisionOf, withRevision } from '#lib/domain/revision.ts';
import { isRecord, owns } from '#lib/domain/shapeChecks.ts';
import type { QuarantinedDocument } from '../access/quarantine.ts';

/** `drop`: a field that no document of this kind has. */
export interface Repairable {
	field: string;
	way: 'correct' | 'drop';
}

/** What has an id by time and chance; a photo's is its hash and a door's its address. */
const kinds = ['visit', 'concern', 'event', 'amendment'] as const;

/** Undefined where no single field of the document's own is what stands in the way. */
export function repairableIn({ reason, document }: QuarantinedDocument): Repairable | undefined {
	const original: unknown = JSON.parse(document);
	if (reason !== 'shape' || !isRecord(original)) return undefined;
	const kind = kinds.find((one) => one === original.kind);
	const parsed = parseDocument(original);
	if (!kind || parsed.ok || parsed.refusal.kind !== 'shape') return undefined;
	const { field } = parsed.refusal;
	// Who wrote it, when, and where it belongs is not the keeper's to say.
	if (owns(envelopeShape, field)) return undefined;
	return { field, way: owns(documentShapes[kind], field) ? 'correct' : 'drop' };
}

/** Refused with the field that is still wrong. */
export function repaired(
	kept: QuarantinedDocument,
	value: unknown,
	sha256: Sha256
): Outcome<LedgerDocument, string> {
	const repairable = repairableIn(kept);
	if (!repairable) return refused('');
	const { field, way } = repairable;
	const original = JSON.parse(kept.document) as Record<string, unknown>;
	const repairedFrom = revisionOf(original, sha256);
	// Its number was the original's; a second document of one number would be a second loss.
	const left = Object.entries(original).filter(
		([name]) => !carriedFields.has(name) && name !== 'deviceSeq' && name !== field
	);
	const content = {
		...Object.fromEntries(left),
		...(way === 'correct' ? { [field]: value } : {}),
		repairedFrom
	};
	const document = withRevision({ ...content, _id: idFor(original, repairedFrom, sha256) }, sha256);
	const parsed = parseDocument(document);
	if (parsed.ok) return accepted(parsed.value);
	return refused(parsed.refusal.kind === 'shape' ? parsed.refusal.field : parsed.refusal.kind);
}

/** The same for the same original, so that asking twice writes once. Sorts beside the original. */
function idFor(original: Record<string, unknown>, rev: string, sha256: Sha256): string {
	const own = /[^:]*$/.exec(String(original._id))?.[0] ?? '';
	const time = ulidPattern.test(own) ? own.slice(0, 10) : '0'.repeat(10);
	const digits = sha256(`repaired ${rev}`).slice(0, 32).match(/../g) ?? [];
	const chance = digits.map((pair) => crockford[parseInt(pair, 16) % 32] ?? '0').join('');
	const ulid = time + chance;
	switch (original.kind) {
		case 'event':
			return documentId.event(String(original.concern), ulid);
		case 'amendment':
			return documentId.amendment(String(original.subject), ulid);
		default:
			return `${String(original.kind)}:${ulid}`;
	}
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
