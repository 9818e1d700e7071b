/**
 * Finds concerns that may be about the same matter, to be offered before anybody types. It only
 * points; joining (+1 户) or raising a new one is the worker's choice.
 */
import type { ConcernStateCode } from './concernStates.ts';
import { isEnded } from './concernStates.ts';

export interface OpenConcern {
	id: string;
	building: string;
	category: string;
	text: string;
	state: ConcernStateCode;
	capturedAt: string;
}

/** What is known of the new matter so far; `category` and `text` may be `''`. */
export interface Matter {
	building: string;
	category: string;
	text: string;
}

const windowMs = 30 * 86_400_000;
/** Pairs of characters that two texts must share to be about one thing; one pair is chance. */
const sharedPairs = 2;
const empty =
	/^(?:我们|你们|他们|大家|这个|那个|什么|怎么|没有|不能|可以|希望|建议|麻烦|请问|反映|问题|小区|楼道|单元|居民|社区|一直|已经|最近|现在|今天|昨天|每天|有人)$/;

/** Ids, the likeliest first. */
export function possibleDuplicates(
	matter: Matter,
	existing: readonly OpenConcern[],
	nowIso: string
): string[] {
	if (matter.building === '') return [];
	const since = Date.parse(nowIso) - windowMs;
	const words = pairsOf(matter.text);
	return existing
		.filter((other) => other.building === matter.building && !isEnded(other.state))
		.filter((other) => Date.parse(other.capturedAt) >= since)
		.map((other) => ({ other, weight: likeness(matter, words, other) }))
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || (a.other.capturedAt < b.other.capturedAt ? 1 : -1))
		.map(({ other }) => other.id);
}

function likeness(matter: Matter, words: ReadonlySet<string>, other: OpenConcern): number {
	const shared = [...pairsOf(other.text)].filter((pair) => words.has(pair)).length;
	const isSameCategory = matter.category !== '' && matter.category === other.category;
	if (!isSameCategory && shared < sharedPairs) return 0;
	return shared + (isSameCategory ? 10 : 0);
}

/** Chinese has no spaces: neighbouring characters stand for words. */
function pairsOf(text: string): Set<string> {
	const pairs = new Set<string>();
	for (const run of text.normalize('NFKC').match(/\p{L}+/gu) ?? []) {
		for (let at = 0; at + 1 < run.length; at += 1) {
			const pair = run.slice(at, at + 2);
			if (!empty.test(pair)) pairs.add(pair);
		}
	}
	return pairs;
}
