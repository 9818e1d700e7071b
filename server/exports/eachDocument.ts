/** Goes through all documents of a kind, a page at a time; between pages others are served. */
import { setImmediate } from 'node:timers/promises';
import type { DocumentOfKind } from '#lib/domain/documents.ts';
import type { DocumentKind } from '#lib/domain/envelope.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import type { DocumentStore } from '../storage/documentStore.ts';

/** Some 10 ms of reading. */
const pageRows = 200;

export async function* eachDocument<K extends DocumentKind>(
	ledger: DocumentStore,
	kind: K
): AsyncGenerator<DocumentOfKind[K], undefined> {
	// `;` follows `:`, so this is every id of the kind.
	for (let from = `${kind}:`; ;) {
		const page = await ledger.rowsById({
			...{ from, to: `${kind};`, toExclusive: true },
			...{ limit: pageRows, bodies: true }
		});
		for (const { id, rev, body } of page) {
			const parsed = parseDocument({ ...(JSON.parse(body) as object), _id: id, _rev: rev });
			// What this program cannot read is no row of a table; it is counted elsewhere.
			if (parsed.ok && parsed.value.kind === kind) yield parsed.value as DocumentOfKind[K];
		}
		const last = page.at(-1);
		if (!last || page.length < pageRows) return undefined;
		from = `${last.id}\u0000`;
		await setImmediate();
	}
}
