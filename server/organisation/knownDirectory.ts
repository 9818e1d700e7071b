/** What the community's ledger says of who acts in it: the newest document by its clock holds. */
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { ClockState } from '#lib/domain/hybridClock.ts';
import { clockAtRest, readStamp } from '#lib/domain/hybridClock.ts';
import { documentsOf } from '../storage/ledgerReading.ts';
import type { DocumentStore } from '../storage/documentStore.ts';
import type { Directory } from './organisationPlan.ts';

export interface KnownDirectory {
	directory: Directory;
	/** Of the newest one. */
	clock: ClockState;
}

export async function readKnownDirectory(ledger: DocumentStore): Promise<KnownDirectory> {
	const all = await documentsOf(ledger, 'organisation');
	const newest = all.reduce<OrganisationDocument | undefined>(
		(last, one) => (last && last.clock >= one.clock ? last : one),
		undefined
	);
	if (!newest) return { directory: { units: [], posts: [], branches: [] }, clock: clockAtRest };
	const { units, posts, branches } = newest;
	return { directory: { units, posts, branches }, clock: readStamp(newest.clock) ?? clockAtRest };
}
