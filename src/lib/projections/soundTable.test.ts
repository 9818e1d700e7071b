// Makes the table of sounds out of pinyin-pro and holds the one in the repository to it. The
// library's own tables weigh five times as much: tones, idioms and second readings that no search
// for a name needs. With -u this test writes the table anew.
import { createRequire } from 'node:module';
import { pinyin } from 'pinyin-pro';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { loadSyllables } from './pinyin.ts';
import type { SoundTable } from './soundLetters.ts';
import { firstHan, lastHan, letterOf } from './soundLetters.ts';

test('the table of sounds is what pinyin-pro says', async () => {
	const table = JSON.stringify(makeSoundTable());
	const says = `/**
 * How Chinese characters sound, without tones: written by soundTable.test.ts, never by hand. A
 * letter stands for a syllable (soundLetters.ts).
 */
import type { SoundTable } from './soundLetters.ts';

export const soundTable: SoundTable = ${table};
`;
	const style = {
		useTabs: true,
		singleQuote: true,
		trailingComma: 'none',
		printWidth: 100
	} as const;
	const written = await format(says, { parser: 'typescript', ...style });
	await expect(written).toMatchFileSnapshot('soundTable.ts');
});

test('[J23] names sound as pinyin-pro says them', async () => {
	const syllables = await loadSyllables();
	const theirs = (name: string) =>
		pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' });
	const surnames = ['王', '李', '单', '曾', '仇', '解', '乐', '区', '朴', '查', '盖'];
	const given = ['伟', '芳', '行', '朝', '朝阳', '长乐', '乌日娜', '其木格', '㛃', '𬭎'];
	const compound = ['欧阳伟', '长孙无忌', '尉迟恭', '万俟卨', '司马懿'];
	const names = [...surnames.flatMap((one) => given.map((name) => one + name)), ...compound];
	expect(names.map((name) => [name, ...syllables(name)])).toEqual(
		names.map((name) => [name, ...theirs(name)])
	);
});

test('[J23] what is not Chinese is heard as it is written', async () => {
	const syllables = await loadSyllables();
	expect(syllables('Anna 王')).toEqual(['anna', 'wang']);
	expect(syllables('王 2')).toEqual(['wang']);
	expect(syllables('')).toEqual([]);
});

function makeSoundTable(): SoundTable {
	const readings = readingsOfAll();
	const syllables = [...new Set(readings.values())].sort();
	const lettersOf = (sounds: readonly string[]) =>
		sounds.map((sound) => letterOf(syllables.indexOf(sound))).join('');

	let common = '';
	for (let code = firstHan; code <= lastHan; code += 1) {
		common += lettersOf([readings.get(String.fromCodePoint(code)) ?? '']);
	}
	const rare = [...readings].filter(([han]) => !isCommon(han));

	/** Only where the whole sounds otherwise than its parts. */
	function otherwise(words: readonly string[], surname: 'off' | 'all'): string {
		const lines = words.map((han) => {
			const sounds = soundsOf(han, surname);
			const parts = Array.from(han).flatMap((one) => readings.get(one) ?? []);
			const isSame = sounds.join(' ') === parts.join(' ');
			return isSame || sounds.length !== parts.length ? '' : han + lettersOf(sounds);
		});
		return lines.join('');
	}

	return {
		syllables: syllables.join(' '),
		common,
		rare: rare.map(([han, sound]) => han + lettersOf([sound])).join(''),
		surnames: otherwise(wordsIn('surname'), 'all'),
		words: otherwise([...wordsIn('dict2'), ...wordsIn('dict3')], 'off')
	};
}

function readingsOfAll(): Map<string, string> {
	const readings = new Map<string, string>();
	const note = (code: number) => {
		const han = String.fromCodePoint(code);
		const [sound = han] = soundsOf(han, 'off');
		if (sound !== han) readings.set(han, sound);
	};
	const zero = 0x3007;
	// The first and last plane in which some character has a reading.
	const [from, to] = [0x3400, 0x323af];
	note(zero);
	for (let code = from; code <= to; code += 1) note(code);
	return readings;
}

function soundsOf(text: string, surname: 'off' | 'all'): string[] {
	return pinyin(text, { toneType: 'none', type: 'array', v: true, surname });
}

/** The library's own lists, of which it gives no types. */
function wordsIn(list: string): string[] {
	const require = createRequire(import.meta.url);
	const { default: words } = require(`pinyin-pro/dist/esm/data/${list}.mjs`) as {
		default: Record<string, string>;
	};
	return Object.keys(words);
}

function isCommon(han: string): boolean {
	const code = han.codePointAt(0) ?? 0;
	return code >= firstHan && code <= lastHan;
}
