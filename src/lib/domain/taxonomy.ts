/**
 * The categories of concerns: their names, and which of them a resident's words point at. It only
 * suggests; the worker decides.
 */
import { categoryTable } from './categoryTable.ts';

export type HandlerKind = 'dept' | 'property' | 'community' | 'street';
type ConcernFlow = 'dispatch' | 'whistle' | 'mediate' | 'care' | 'advise' | 'self';

export interface Category {
	/** `utility.heating` */
	code: string;
	/** `utility` */
	group: string;
	zh: string;
	groupZh: string;
	urgent: boolean;
	handler: HandlerKind;
	flow: ConcernFlow;
	/** Per cent of messages in which its words occur; 0 where not counted. */
	share: number;
}

interface Keyword {
	word: string;
	/** What may not follow the word, or `''`. */
	unlessBefore: string;
	weight: number;
	/** Undefined where the word only hides the shorter ones inside it. */
	category: Category | undefined;
}

interface TableLine {
	/** As the table has them, not yet read. */
	words: string;
	category: Category | undefined;
}

const lines: readonly TableLine[] = readTable();
export const categories: readonly Category[] = lines.flatMap(({ category }) => category ?? []);

const byCode: ReadonlyMap<string, Category> = new Map(categories.map((c) => [c.code, c]));
let keywordIndex: ReadonlyMap<string, readonly Keyword[]> | undefined;

/** Longer texts say in their beginning what they are about, and a suggestion must not take a frame. */
const readAtMost = 600;
const usualShare = 3;

export function categoryByCode(code: string): Category | undefined {
	return byCode.get(code);
}

/** The name people know; the code itself where this program is older than the code. */
export function categoryName(code: string): string {
	return byCode.get(code)?.zh ?? code;
}

/**
 * Codes of the categories the text points at, best first. A long keyword says more than a short one
 * (物业费 more than 物业), so a hit weighs the square of its length unless the table says otherwise;
 * where two weigh the same, the one that residents use more rarely is the more telling.
 */
export function suggestCategories(text: string, most = 3): string[] {
	const weights = new Map<Category, number>();
	for (const { weight, category } of keywordsIn(text.slice(0, readAtMost))) {
		if (category) weights.set(category, (weights.get(category) ?? 0) + weight);
	}
	return [...weights]
		.sort(([a, weightA], [b, weightB]) => weightB - weightA || rarity(a) - rarity(b))
		.slice(0, most)
		.map(([category]) => category.code);
}

/** What was not counted is taken to be as frequent as most. */
function rarity(category: Category): number {
	return category.share || usualShare;
}

/** Each keyword once; a longer one hides the shorter ones inside it. */
function keywordsIn(text: string): Set<Keyword> {
	const found = new Set<Keyword>();
	keywordIndex ??= indexed(lines.flatMap(keywordsOf));
	for (let at = 0; at < text.length;) {
		const hits = (keywordIndex.get(text.charAt(at)) ?? []).filter(
			({ word, unlessBefore }) =>
				text.startsWith(word, at) &&
				!(unlessBefore !== '' && text.startsWith(unlessBefore, at + word.length))
		);
		const longest = hits[0]?.word.length ?? 1;
		for (const hit of hits) if (hit.word.length === longest) found.add(hit);
		at += longest;
	}
	return found;
}

function readTable(): TableLine[] {
	const read: TableLine[] = [];
	let [group, groupZh, handler, flow] = ['', '', '', ''];
	for (const line of categoryTable.trim().split('\n')) {
		const [first = '', second = '', third = '', fourth = '', words = ''] = line.split(' ');
		if (first === '=') {
			read.push({ words: second, category: undefined });
			continue;
		}
		if (first !== '-') {
			[group, groupZh, handler, flow] = [first, second, third, fourth];
			continue;
		}
		const category: Category = {
			code: `${group}.${second.replace('!', '')}`,
			group,
			zh: third,
			groupZh,
			urgent: second.endsWith('!'),
			handler: handler as HandlerKind,
			flow: flow as ConcernFlow,
			share: Number(fourth)
		};
		read.push({ words, category });
	}
	return read;
}

function keywordsOf({ words, category }: TableLine): Keyword[] {
	return words.split('|').flatMap((written) => {
		const [, word = '', unlessBefore = '', weight = ''] =
			/^([^(:]+)(?:\(\?!(.+)\))?(?::(\d))?$/.exec(written) ?? [];
		if (word === '') return [];
		return [{ word, unlessBefore, weight: Number(weight) || word.length ** 2, category }];
	});
}

/**
 * Keywords by their first character, longest first. Drawn up once, for the first text: the form of a
 * concern asks with an empty one when it opens, and a start of the app pays nothing.
 */
function indexed(words: readonly Keyword[]): ReadonlyMap<string, readonly Keyword[]> {
	const index = new Map<string, Keyword[]>();
	for (const keyword of words) {
		const first = keyword.word.charAt(0);
		index.set(first, [...(index.get(first) ?? []), keyword]);
	}
	for (const entries of index.values()) entries.sort((a, b) => b.word.length - a.word.length);
	return index;
}
