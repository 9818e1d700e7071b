/**
 * What is known of a household or a resident today: the imported document and, over it, every
 * amendment. A fold: the same whatever the order of arrival, and nothing anybody wrote is lost.
 */
import { canonicalJson } from './canonicalJson.ts';
import type { AmendmentDocument, AmendmentValue, LedgerDocument } from './documents.ts';
import type { AccountName } from './ids.ts';
import { owns } from './shapeChecks.ts';

/** Two values of one field that were written without sight of each other; a person has to choose. */
interface Clash {
	subject: string;
	field: string;
	/** In the order of the clock; the last is the one shown meanwhile. */
	values: { amendment: string; value: AmendmentValue; author: AccountName; capturedAt: string }[];
}

export interface FoldedFields<F> {
	fields: F;
	clashes: Clash[];
	/** Per amended field the ids of the amendments that no later one has seen; the last one holds. */
	heads: Readonly<Record<string, readonly string[]>>;
}

export function foldFields<F extends object>(
	base: F,
	amendments: readonly AmendmentDocument[]
): FoldedFields<F> {
	const ordered = inClockOrder(amendments);
	const fields = { ...base } as Record<string, unknown>;
	const heads: Record<string, string[]> = {};
	const clashes: Clash[] = [];
	for (const field of new Set(ordered.flatMap((amendment) => Object.keys(amendment.set)))) {
		const unseen = unseenOf(
			field,
			ordered.filter((amendment) => owns(amendment.set, field))
		);
		const last = unseen[unseen.length - 1];
		if (!last) continue;
		fields[field] = last.set[field];
		heads[field] = unseen.map((amendment) => amendment._id);
		const spoken = new Set(unseen.map((amendment) => canonicalJson(amendment.set[field])));
		if (spoken.size > 1) clashes.push(clashOf(field, unseen));
	}
	return { fields: fields as F, clashes, heads };
}

/** Each once, by clock, then by id: the order of everything that folds. */
export function inClockOrder<D extends LedgerDocument>(documents: readonly D[]): D[] {
	const byId = new Map(documents.map((document) => [document._id, document]));
	return [...byId.values()].sort((a, b) => compare(a.clock, b.clock) || compare(a._id, b._id));
}

/** Only the author of a visit or a concern takes it back; her last word on it counts. */
export function isRetracted(
	document: Pick<LedgerDocument, 'author'>,
	amendments: readonly AmendmentDocument[]
): boolean {
	const own = inClockOrder(amendments).filter(
		(amendment) => amendment.author === document.author && owns(amendment.set, 'retracted')
	);
	return own[own.length - 1]?.set.retracted === true;
}

/** All of them when they name each other in a ring, which no honest phone writes. */
function unseenOf(field: string, setting: AmendmentDocument[]): AmendmentDocument[] {
	const seen = new Set(setting.map((amendment) => amendment.saw[field]));
	const unseen = setting.filter((amendment) => !seen.has(amendment._id));
	return unseen.length > 0 ? unseen : setting;
}

function clashOf(field: string, unseen: AmendmentDocument[]): Clash {
	return {
		subject: unseen[0]?.subject ?? '',
		field,
		values: unseen.map((amendment) => ({
			amendment: amendment._id,
			value: amendment.set[field] ?? null,
			author: amendment.author,
			capturedAt: amendment.capturedAt
		}))
	};
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
