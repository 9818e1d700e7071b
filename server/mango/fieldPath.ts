/** The way to a field inside a document: `a.b`, where `\.` is a dot of the name itself. */

export type FieldPath = readonly string[];

export const absent = Symbol('absent');

export function fieldPath(name: string): FieldPath {
	const parts: string[] = [];
	let part = '';
	for (let at = 0; at < name.length; at += 1) {
		const sign = name[at];
		if (sign === '\\' && (name[at + 1] === '.' || name[at + 1] === '$')) {
			at += 1;
			part += name[at] ?? '';
		} else if (sign === '.') {
			parts.push(part);
			part = '';
		} else part += sign ?? '';
	}
	return [...parts, part];
}

/** `absent` where nothing stands; a list is walked by numbers. */
export function valueAt(document: unknown, path: FieldPath): unknown {
	let value = document;
	for (const name of path) {
		if (typeof value !== 'object' || value === null) return absent;
		if (Array.isArray(value)) {
			if (!/^\d{1,9}$/.test(name) || Number(name) >= value.length) return absent;
			value = value[Number(name)] as unknown;
		} else {
			if (!Object.hasOwn(value, name)) return absent;
			value = (value as Record<string, unknown>)[name];
		}
	}
	return value;
}

/** Only these fields, where they were; what a document does not have is left out. */
export function fieldsOf(document: unknown, paths: readonly FieldPath[]): Record<string, unknown> {
	const chosen: Record<string, unknown> = {};
	for (const path of paths) {
		const value = valueAt(document, path);
		if (value !== absent) place(chosen, path, value);
	}
	return chosen;
}

function place(target: Record<string, unknown>, path: FieldPath, value: unknown): void {
	let inside = target;
	for (const name of path.slice(0, -1)) {
		const next = Object.hasOwn(inside, name) ? inside[name] : undefined;
		if (typeof next === 'object' && next !== null) inside = next as Record<string, unknown>;
		else inside = inside[name] = {};
	}
	const last = path.at(-1);
	if (last !== undefined) inside[last] = value;
}
