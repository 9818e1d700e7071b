/**
 * What a roster says anew about somebody who is known. Only what is written counts, and only what
 * differs from what the roster said last: what a worker learned at the door since is not undone, and
 * where both changed it, both stand until a person decides. Pure.
 */
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { AmendmentValue } from '#lib/domain/documents.ts';
import type { Known } from './knownRoster.ts';

export interface Change {
	set: Record<string, AmendmentValue>;
	saw: Record<string, string | null>;
}

/** undefined where the roster says nothing new. */
export function changeOf<F extends object>(says: F, known: Known<F>): Change | undefined {
	const change: Change = { set: {}, saw: {} };
	for (const [field, value] of Object.entries(says) as [string, AmendmentValue][]) {
		if (saysNothing(field, value)) continue;
		const imported = (known.imported as Record<string, unknown>)[field];
		const today = (known.today as Record<string, unknown>)[field];
		if (same(value, imported) || same(value, today)) continue;
		change.set[field] = value;
		change.saw[field] = known.importedBy[field] ?? null;
	}
	return Object.keys(change.set).length === 0 ? undefined : change;
}

/** An empty cell is no statement: registers are full of holes (DOMAIN 2.6). */
function saysNothing(field: string, value: AmendmentValue): boolean {
	if (value === '' || value === 0 || value === false || value === 'unknown') return true;
	if (field === 'preferredLanguage') return value === 'zh';
	return Array.isArray(value) && value.length === 0;
}

/** Lists are sets here: the order of tags and phones says nothing. */
function same(a: unknown, b: unknown): boolean {
	return canonicalJson(ordered(a) ?? null) === canonicalJson(ordered(b) ?? null);
}

function ordered(value: unknown): unknown {
	return Array.isArray(value) ? [...(value as string[])].sort() : value;
}
