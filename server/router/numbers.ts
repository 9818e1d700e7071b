/**
 * Numbers a device has given, as the station knows them: the highest, and what is missing below it.
 * Order of arrival does not matter. Pure.
 */
export interface KnownNumbers {
	highest: number;
	/** First and last of each gap, ascending. */
	gaps: [number, number][];
}

export const noNumbers: KnownNumbers = { highest: 0, gaps: [] };

export function withNumber({ highest, gaps }: KnownNumbers, number: number): KnownNumbers {
	if (number > highest) {
		const skipped: [number, number][] = number > highest + 1 ? [[highest + 1, number - 1]] : [];
		return { highest: number, gaps: [...gaps, ...skipped] };
	}
	return {
		highest,
		gaps: gaps.flatMap(([first, last]): [number, number][] => {
			if (number < first || number > last) return [[first, last]];
			const before: [number, number][] = number > first ? [[first, number - 1]] : [];
			const after: [number, number][] = number < last ? [[number + 1, last]] : [];
			return [...before, ...after];
		})
	};
}

/** What both know together: a number is missing where neither has it. */
export function unionOf(a: KnownNumbers, b: KnownNumbers): KnownNumbers {
	const [high, low] = a.highest >= b.highest ? [a, b] : [b, a];
	const gaps = high.gaps.flatMap(([first, last]): [number, number][] => {
		// Above what `low` knows everything of the gap is missing; below only its own gaps are.
		const shared = low.gaps.map(([from, to]): [number, number] => [
			Math.max(first, from),
			Math.min(last, to)
		]);
		const above: [number, number] = [Math.max(first, low.highest + 1), last];
		return [...shared, above].filter(([from, to]) => from <= to);
	});
	return { highest: high.highest, gaps };
}

export function missingIn({ gaps }: KnownNumbers): number {
	return gaps.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The first so many of what is missing; a hostile number could name more than fit anywhere. */
export function missingList({ gaps }: KnownNumbers, most = 1_000): number[] {
	const list: number[] = [];
	for (const [first, last] of gaps) {
		for (let number = first; number <= last && list.length < most; number += 1) list.push(number);
	}
	return list;
}
