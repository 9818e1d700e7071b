/** By which limits a community's concerns are measured: its newest settings, and who its units are. */
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { DocumentOfKind } from '#lib/domain/documents.ts';
import { inClockOrder } from '#lib/domain/household.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import { settledClocks } from '#lib/domain/settledClocks.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { documentOf } from './concernReading.ts';

export type Limits = Partial<Pick<ClockSettings, 'policies' | 'office' | 'nearFrom'>>;

/** A property company's clocks are other than a department's, so the directory counts, too. */
export async function limitsIn(ledger: DocumentStore, usual: Limits = {}): Promise<ClockSettings> {
	const organisation = await newest(ledger, 'organisation');
	const settings = await newest(ledger, 'settings');
	return settledClocks(organisation?.units ?? [], settings, usual);
}

/** Whether what came may move the limits of every concern. */
export function movesLimits(id: string): boolean {
	return id.startsWith('organisation:') || id.startsWith('settings:');
}

async function newest<K extends 'organisation' | 'settings'>(
	ledger: DocumentStore,
	kind: K
): Promise<DocumentOfKind[K] | undefined> {
	const rows = await ledger.rowsById({
		...{ from: `${kind}:`, to: `${kind};`, toExclusive: true },
		...{ limit: 10_000, bodies: true }
	});
	const all = rows.map(documentOf).filter((one) => one?.kind === kind);
	return inClockOrder(all as DocumentOfKind[K][]).at(-1);
}

const pageRows = 2_000;

/** Those whose limits may have moved; reads no body. */
export async function everyConcern(ledger: DocumentStore): Promise<Ulid[]> {
	const concerns: Ulid[] = [];
	for (let from = 'concern:'; ;) {
		const page = await ledger.rowsById({
			...{ from, to: 'concern;', toExclusive: true },
			...{ limit: pageRows, bodies: false }
		});
		concerns.push(...page.map(({ id }) => localPart(id)));
		const last = page.at(-1);
		if (!last || page.length < pageRows) return concerns;
		from = `${last.id}\u0000`;
	}
}
