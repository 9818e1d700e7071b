/**
 * Looks whether a value from elsewhere could hurt whoever stores or reads it: too deep, too large,
 * names that reach into prototypes, text that is no text. It never looks at what the value means.
 */
import type { Outcome } from './outcome.ts';
import { accepted, refused } from './outcome.ts';

export type Cap = 'depth' | 'bytes' | 'string' | 'nodes' | 'key' | 'text';

/** SAFETY 1.5. A browser breaks between depth 2,000 and 5,000 (F16); ours never comes near. */
export const caps = {
	depth: 16,
	bytes: 64 * 1024,
	/** Code units of one string. */
	string: 8 * 1024,
	/** Base64 of a thumbnail of 6 KB, with room to spare. */
	thumbnail: 12 * 1024,
	nodes: 2_000
} as const;

const dangerousKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** NUL, or half of a surrogate pair: SQLite, JSON parsers and PouchDB disagree about both. */
const brokenText = /[\0\uD800-\uDFFF]/u;
/** No code unit takes more than three bytes of UTF-8, or six as an escape in JSON. */
const mostBytesPerUnit = 6;

interface Walk {
	nodes: number;
	/** An upper bound of the JSON text's bytes, so that most documents need no exact count. */
	bytesAtMost: number;
}

export function checkPoison(value: unknown): Outcome<true, Cap> {
	const walk: Walk = { nodes: 0, bytesAtMost: 0 };
	const cap = capBroken(value, 1, '', walk);
	if (cap) return refused(cap);
	if (walk.bytesAtMost > caps.bytes && utf8Length(JSON.stringify(value)) > caps.bytes) {
		return refused('bytes');
	}
	return accepted(true);
}

function capBroken(value: unknown, depth: number, key: string, walk: Walk): Cap | undefined {
	walk.nodes += 1;
	if (walk.nodes > caps.nodes) return 'nodes';
	if (typeof value === 'string') {
		// Only at the top of a document; the same name further down gets no more than any other.
		const most = key === 'thumbnail' && depth === 2 ? caps.thumbnail : caps.string;
		if (value.length > most) return 'string';
		walk.bytesAtMost += value.length * mostBytesPerUnit + 3;
		return brokenText.test(value) ? 'text' : undefined;
	}
	walk.bytesAtMost += 26;
	if (typeof value !== 'object' || value === null) return undefined;
	if (depth > caps.depth) return 'depth';
	for (const name of Object.keys(value)) {
		const brokenName = harmlessNames.has(name) ? undefined : nameBroken(name);
		if (brokenName) return brokenName;
		walk.bytesAtMost += name.length * mostBytesPerUnit + 4;
		const broken = capBroken((value as Record<string, unknown>)[name], depth + 1, name, walk);
		if (broken) return broken;
	}
	return undefined;
}

/** The same few dozen names stand on every document. */
const harmlessNames = new Set<string>();
const namesRemembered = 300;
const nameAtMost = 256;

function nameBroken(name: string): Cap | undefined {
	if (dangerousKeys.has(name)) return 'key';
	if (name.length > nameAtMost) return 'string';
	if (brokenText.test(name)) return 'text';
	if (harmlessNames.size < namesRemembered) harmlessNames.add(name);
	return undefined;
}

function utf8Length(text: string): number {
	let bytes = 0;
	for (let i = 0; i < text.length; i += 1) {
		const unit = text.charCodeAt(i);
		if (unit < 0x80) bytes += 1;
		else if (unit < 0x800) bytes += 2;
		else if (unit >= 0xd800 && unit < 0xdc00) {
			bytes += 4;
			i += 1;
		} else bytes += 3;
	}
	return bytes;
}
