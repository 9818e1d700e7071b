/** The kinds of documents, and what each of them carries besides its own fields. */
import type { AccountName, DeviceId, GridId, Ulid } from './ids.ts';

export type DocumentKind =
	| 'door'
	| 'household'
	| 'resident'
	| 'visit'
	| 'concern'
	| 'event'
	| 'amendment'
	| 'photo'
	| 'check'
	| 'check_answer'
	| 'warning'
	| 'organisation'
	| 'settings'
	| 'places'
	| 'campaign'
	| 'campaign_end'
	| 'campaign_answer'
	| 'rights_request'
	| 'rights_answer'
	| 'export_profile'
	| 'export_run'
	| 'tally'
	| 'sound';

/** What every document carries besides its own fields. */
export interface Envelope<K extends DocumentKind> {
	_id: string;
	/**
	 * `1-` and 32 hex digits of a SHA-256 over the content (revision.ts). Only the station writes a
	 * second one: a count of a later hour, a copy that was cut once more, what is left after an erasure.
	 */
	_rev: string;
	kind: K;
	/** Version of this kind's shape; see `schemas`. */
	schema: number;
	author: AccountName;
	device: DeviceId;
	/** Counts what this device has written into this feed, from 1, without gaps. Absent on the station's own documents. */
	deviceSeq?: number;
	/** ISO instant in UTC, corrected by the offset measured at the last meeting with the station. */
	capturedAt: string;
	/** Hybrid logical clock stamp (hybridClock.ts); the order of events, whatever the phone's clock says. */
	clock: string;
	grid: GridId;
	/** The refused revision of which the station's keeper corrected a field; only the station writes it. */
	repairedFrom?: string;
	/** For whom the station cut this copy down (DOMAIN 5.5); only the station writes it. */
	cut?: CutFor;
	/** The granted request for which the station emptied fields of it; only the station writes it. */
	erased?: Ulid;
}

export type CutFor = 'handler' | 'building' | 'informant' | 'street';

/** The newest shape of each kind this program writes and reads. */
export const schemas: Record<DocumentKind, number> = {
	door: 1,
	household: 1,
	resident: 1,
	visit: 1,
	concern: 3,
	event: 3,
	amendment: 1,
	photo: 1,
	check: 1,
	check_answer: 1,
	warning: 1,
	organisation: 1,
	settings: 1,
	places: 1,
	campaign: 1,
	campaign_end: 1,
	campaign_answer: 1,
	rights_request: 1,
	rights_answer: 1,
	export_profile: 1,
	export_run: 1,
	tally: 1,
	sound: 1
};
