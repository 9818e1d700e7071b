/**
 * Compares the numbers this device has given with those the station knows, so that loss is never
 * silent (SAFETY F16, I6). Pure.
 */
export interface GivenNumbers {
	/** The highest number this device has ever given in the feed. */
	highest: number;
	/** Numbers the station cannot know: not sent yet, or refused by it. */
	notThere: ReadonlySet<number>;
}

/** What the station says it knows of this device in the feed. */
export interface KnownNumbers {
	highest: number;
	missing: number[];
}

export function missingNumbers(given: GivenNumbers, known: KnownNumbers | undefined): number[] {
	const from = known?.highest ?? 0;
	const missing = (known?.missing ?? []).filter((number) => number <= given.highest);
	for (let number = from + 1; number <= given.highest; number += 1) missing.push(number);
	return missing.filter((number) => !given.notThere.has(number));
}
