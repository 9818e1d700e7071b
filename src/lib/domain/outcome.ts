/** The answer of a rule that may say no. A refusal is an expected no and a value; it is never thrown. */
export type Outcome<T, R> = { ok: true; value: T } | { ok: false; refusal: R };

export function accepted<T>(value: T): { ok: true; value: T } {
	return { ok: true, value };
}

export function refused<R>(refusal: R): { ok: false; refusal: R } {
	return { ok: false, refusal };
}

/** Ends a switch over a closed set; reaching it at run time is a defect. */
export function assertNever(impossible: never): never {
	throw new Error(`Impossible value: ${JSON.stringify(impossible)}`);
}
