/** A word as it stands alone, on a chip or a button: the first letter large. Chinese has none. */
export function sentenceCase(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
