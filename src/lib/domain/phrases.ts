/**
 * Phrases somebody writes again and again, taken from her own notes: most used first. What names a
 * resident, a number or an address is no phrase: at the next door somebody else may look on.
 */
import { holdsIdNumber } from './idNumber.ts';

/** One note; the newest first among those handed over. */
export interface OwnText {
	text: string;
	writtenAt: string;
}

const shortest = 3;
/** Longer is the story of one household. */
const longest = 14;
const most = 8;
const ends = /[\n\r。；;！!？?]+/;
/** A phone, a house number, a date: right once, wrong the next time. */
const hasFigures = /\d{3}|\d+\s*(?:号|室|单元|栋|#)/;

export function phrasesOf(
	texts: readonly OwnText[],
	{ hidden, names }: { hidden: readonly string[]; names: readonly string[] }
): string[] {
	const counts = new Map<string, { times: number; last: string }>();
	for (const { text, writtenAt } of texts) {
		for (const phrase of new Set(text.split(ends).map((part) => part.trim()))) {
			if (!isPhrase(phrase) || hidden.includes(phrase)) continue;
			const known = counts.get(phrase) ?? { times: 0, last: '' };
			const last = writtenAt > known.last ? writtenAt : known.last;
			counts.set(phrase, { times: known.times + 1, last });
		}
	}
	return [...counts]
		.filter(([phrase]) => !names.some((name) => phrase.includes(name)))
		.sort(([, a], [, b]) => b.times - a.times || (a.last < b.last ? 1 : -1))
		.slice(0, most)
		.map(([phrase]) => phrase);
}

/** With a stop between what stands there and what is added; what stands there already is not added again. */
export function withPhrase(text: string, phrase: string): string {
	const before = text.trimEnd();
	if (before === '') return phrase;
	if (before.endsWith(phrase)) return text;
	if (/[，。；！？,.;!?\n]$/.test(before)) return `${before}${phrase}`;
	return /^[\x20-\x7e]+$/.test(phrase) ? `${before}; ${phrase}` : `${before}；${phrase}`;
}

function isPhrase(text: string): boolean {
	const length = Array.from(text).length;
	if (length < shortest || length > longest) return false;
	return !hasFigures.test(text) && !holdsIdNumber(text);
}
