/** A key table in memory, for the memory twin of the store. */
import type { KeyEntry, KeyTable } from './keyTable.ts';

export function memoryKeyTable(): KeyTable {
	let filledTo = '0';
	let keys = new Map<string, Uint8Array>();
	return {
		filledTo: () => filledTo,
		fill(upTo, entries) {
			for (const { id, key } of entries) {
				keys.delete(id);
				if (key) keys.set(id, key);
			}
			filledTo = upTo;
		},
		range({ from, to, descending, after, limit }) {
			const sign = descending ? -1 : 1;
			return [...keys]
				.map(([id, key]): KeyEntry => ({ key, id }))
				.filter(({ key }) => Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0)
				.filter((entry) => !after || byKey(entry, after) * sign > 0)
				.sort((a, b) => byKey(a, b) * sign)
				.slice(0, limit);
		},
		drop() {
			filledTo = '0';
			keys = new Map();
		}
	};
}

const utf8 = new TextEncoder();

function byKey(a: KeyEntry, b: KeyEntry): number {
	return Buffer.compare(a.key, b.key) || Buffer.compare(utf8.encode(a.id), utf8.encode(b.id));
}
