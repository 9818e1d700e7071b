/** By which limits a community's concerns are measured: its newest settings, and who its units are. */
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { DocumentOfKind } from '#lib/domain/documents.ts';
import { inClockOrder } from '#lib/domain/household.ts';
import type { Ulid } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';
import { settledClocks } from '#lib/domain/settledClocks.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { documentsOf, eachId } from '../storage/ledgerReading.ts';

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
	return inClockOrder<DocumentOfKind[K]>(await documentsOf(ledger, kind)).at(-1);
}

/** Those whose limits may have moved. */
export async function everyConcern(ledger: DocumentStore): Promise<Ulid[]> {
	const concerns: Ulid[] = [];
	for await (const id of eachId(ledger, 'concern')) concerns.push(localPart(id));
	return concerns;
}
