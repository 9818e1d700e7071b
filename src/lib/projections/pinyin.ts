/**
 * How names sound, for search. Read from a table of our own (soundTable.ts), which is fetched only
 * where rows are drawn.
 */
import { firstHan, lastHan, syllableOf, wordWithLetters } from './soundLetters.ts';

/** Syllables of a name without tones: 乌日娜 → wu ri na. ü is typed v. */
export type Syllables = (name: string) => readonly string[];

const points = /[\s·.]/g;
const longestWord = 3;

export async function loadSyllables(): Promise<Syllables> {
	const { soundTable } = await import('./soundTable.ts');
	const syllables = soundTable.syllables.split(' ');
	const rare = lettersByWord(soundTable.rare);
	const surnames = lettersByWord(soundTable.surnames);
	const words = lettersByWord(soundTable.words);
	const known = new Map<string, readonly string[]>();

	const spelled = (letters: string) =>
		Array.from(letters).flatMap((letter) => syllables[syllableOf(letter)] ?? []);

	function soundOf(han: string): readonly string[] {
		const code = han.codePointAt(0) ?? 0;
		const isCommon = code >= firstHan && code <= lastHan;
		return spelled(isCommon ? soundTable.common.charAt(code - firstHan) : (rare.get(han) ?? ''));
	}

	function heard(name: string): readonly string[] {
		const letters = Array.from(name);
		const sounds: string[] = [];
		let foreign = '';
		for (let at = 0; at < letters.length;) {
			const found = wordAt(letters, at, at === 0 ? [surnames, words] : [words]);
			const sound = found ? spelled(found.letters) : soundOf(letters[at] ?? '');
			if (sound.length === 0) foreign += letters[at] ?? '';
			else {
				sounds.push(foreign, ...sound);
				foreign = '';
			}
			at += found?.length ?? 1;
		}
		return [...sounds, foreign]
			.map((sound) => sound.toLowerCase().replace(/[^a-z]/g, ''))
			.filter((sound) => sound !== '');
	}

	return (name) => {
		const remembered = known.get(name);
		if (remembered) return remembered;
		const sounds = heard(name.replace(points, ''));
		known.set(name, sounds);
		return sounds;
	};
}

function lettersByWord(text: string): Map<string, string> {
	return new Map(
		[...text.matchAll(wordWithLetters)].map(([, word = '', letters = '']) => [word, letters])
	);
}

/** A surname counts before a word, a longer one before a shorter one: 单 is shan, 长孙 is zhang sun. */
function wordAt(
	letters: readonly string[],
	at: number,
	books: readonly Map<string, string>[]
): { letters: string; length: number } | undefined {
	for (const book of books) {
		for (let length = longestWord; length > 0; length -= 1) {
			const found = book.get(letters.slice(at, at + length).join(''));
			if (found !== undefined && letters.length >= at + length) return { letters: found, length };
		}
	}
	return undefined;
}
