/**
 * How names sound, for search. The tables weigh hundreds of kilobytes and are fetched only where
 * rows are drawn.
 */

/** Syllables of a name without tones: 乌日娜 → wu ri na. */
export type Syllables = (name: string) => readonly string[];

const points = /[\s·.]/g;

export async function loadSyllables(): Promise<Syllables> {
	const { pinyin } = await import('pinyin-pro');
	const known = new Map<string, readonly string[]>();
	return (name) => {
		const heard = known.get(name);
		if (heard) return heard;
		// A surname has a sound of its own: 单 is shan, 仇 is qiu. ü is typed v.
		const sound = pinyin(name.replace(points, ''), {
			toneType: 'none',
			type: 'array',
			surname: 'head',
			nonZh: 'consecutive',
			v: true
		}).map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''));
		const syllables = sound.filter((syllable) => syllable !== '');
		known.set(name, syllables);
		return syllables;
	};
}
