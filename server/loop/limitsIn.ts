/** By which limits a community's concerns are measured. */
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import { clockSettings } from '#lib/domain/clockPolicies.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import { documentOf } from './concernReading.ts';

export type Limits = Partial<Pick<ClockSettings, 'policies' | 'office' | 'nearFrom'>>;

/** Of the newest directory: a property company's clocks are other than a department's. */
export async function limitsIn(ledger: DocumentStore, usual: Limits = {}): Promise<ClockSettings> {
	const rows = await ledger.rowsById({
		...{ from: 'organisation:', to: 'organisation;', toExclusive: true },
		...{ limit: 10_000, bodies: true }
	});
	const all = rows
		.map(documentOf)
		.filter((one): one is OrganisationDocument => one?.kind === 'organisation');
	const newest = all.sort((a, b) => (a.clock < b.clock ? -1 : 1)).at(-1);
	return clockSettings(newest?.units ?? [], usual);
}
