/**
 * One letter per syllable, so that a table of twenty thousand characters is one string. Letters from
 * Ā upwards: two bytes each, none of them Chinese, none of them a mark that joins its neighbour.
 */
const silence = 0x100;

/** The characters that have a letter each in the table's long row. */
export const firstHan = 0x4e00;
export const lastHan = 0x9fff;

/** -1 is no syllable at all. */
export function letterOf(syllable: number): string {
	return String.fromCharCode(silence + 1 + syllable);
}

/** -1 for none. */
export function syllableOf(letter: string): number {
	return letter.charCodeAt(0) - silence - 1;
}

/** A word and, behind it, a letter for each of its characters. */
export const wordWithLetters = /([^\u0100-\u02ff]+)([\u0100-\u02ff]+)/gu;

export interface SoundTable {
	/** Without tones, ü as v, in the order of their letters. */
	syllables: string;
	/** A letter for each character from firstHan to lastHan. */
	common: string;
	/** Other characters, each followed by its letter. */
	rare: string;
	/** Surnames that sound otherwise than their characters, each followed by its letters. */
	surnames: string;
	/** Words of two or three that sound otherwise than their characters, the same way. */
	words: string;
}
