/**
 * The only way JSON comes in. What two parsers could read differently is refused (SAFETY 1.4:
 * duplicate keys made an admin), and so is what could hurt whoever walks it (F16). The text itself
 * goes no further: everything is written anew from the value.
 */
import { badRequest } from './couchError.ts';

/** Far above what a document may have, far below where stacks break. */
const deepest = 100;

export function parseJson(bytes: Uint8Array): unknown {
	return parseJsonText(decode(bytes));
}

export function parseJsonText(text: string): unknown {
	const written = countMembers(text);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw badRequest('invalid UTF-8 JSON');
	}
	// A name that stands twice in one object was written twice and is there once.
	if (membersOf(value) !== written) throw badRequest('A JSON object has a duplicate key');
	return value;
}

/** A byte order mark is no JSON, and bytes that are no UTF-8 are no text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw badRequest('invalid UTF-8 JSON');
	}
}

const sign = {
	quote: 34,
	colon: 58,
	openArray: 91,
	backslash: 92,
	closeArray: 93,
	open: 123,
	close: 125
};

/** Counts colons outside strings, and refuses depth before anything recursive sees it. */
function countMembers(text: string): number {
	let members = 0;
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		switch (text.charCodeAt(at)) {
			case sign.quote:
				at = endOfString(text, at);
				break;
			case sign.colon:
				members += 1;
				break;
			case sign.open:
			case sign.openArray:
				depth += 1;
				if (depth > deepest) throw badRequest(`JSON is nested deeper than ${deepest}`);
				break;
			case sign.close:
			case sign.closeArray:
				depth -= 1;
				break;
		}
	}
	return members;
}

/** Where the string that begins at `from` ends; the end of the text when it does not. */
function endOfString(text: string, from: number): number {
	for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
		let before = at - 1;
		while (text.charCodeAt(before) === sign.backslash) before -= 1;
		if ((at - before) % 2 === 1) return at;
	}
	return text.length;
}

function membersOf(value: unknown): number {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw badRequest('A number is out of range');
	}
	if (typeof value !== 'object' || value === null) return 0;
	let members = 0;
	if (Array.isArray(value)) {
		for (const element of value) members += membersOf(element);
		return members;
	}
	for (const name of Object.keys(value)) {
		if (name === '__proto__') throw badRequest('A JSON object has a key that is not allowed');
		members += 1 + membersOf((value as Record<string, unknown>)[name]);
	}
	return members;
}
