/**
 * What the rows database holds beyond what screens read: the facts from which a row is drawn again
 * when something arrives late, twice or in the wrong order.
 */
import type {
	AmendmentDocument,
	ConcernDocument,
	DoorDocument,
	EventDocument,
	HouseholdFields,
	ResidentFields,
	VisitFields
} from '#lib/domain/documents.ts';
import type { AccountName, DoorId } from '#lib/domain/ids.ts';
import type { Receipt } from '#lib/ledger/ledger.ts';
import type { HouseholdRow, RecordRow, ResidentRow, VisitRow } from './rows.ts';

/** The document as it was written stays beside its row, so that amendments can be folded anew. */
export interface StoredVisit extends VisitRow {
	base: Pick<VisitFields, 'note' | 'outcome' | 'nextVisitOn' | 'bestTime'>;
	bestTime: string;
}
export interface StoredHousehold extends HouseholdRow {
	base: HouseholdFields;
	knownSince: string;
}
export interface StoredResident extends ResidentRow {
	author: AccountName;
	base: ResidentFields;
	/** ISO instant or `''` (majorChange.ts). */
	majorChangeAt: string;
}

/** All that was ever amended about one thing; it may be here before the thing itself. */
export interface StoredAmendments {
	/** `household:<door>`, `resident:<ulid>`, `visit:<ulid>`, `concern:<ulid>`: the `_id` it amends. */
	subject: string;
	documents: AmendmentDocument[];
}

/** Header and events of one concern; an event may be here before the header. */
export interface StoredPapers {
	/** `concern:<ulid>` */
	concern: string;
	headers: PaperCopy<ConcernDocument>[];
	events: PaperCopy<EventDocument>[];
}

/** One content of a paper, and the feeds that hold it so. */
export interface PaperCopy<D> {
	document: D;
	feeds: string[];
}

export interface StoredRecord extends RecordRow {
	document: 'waiting' | Receipt['state'];
	/** `none` where the document is no photo. */
	picture: 'none' | 'waiting' | Receipt['state'];
}

export interface StoredReceipt extends Receipt {
	/** `document visit:…` */
	key: string;
}

/** Everything a DoorRow is drawn from, in one place: one read per door and batch. */
export interface DoorFacts {
	door: DoorId;
	feed: string;
	/** Undefined until the door's own document is here; then the row appears. */
	address?: Pick<
		DoorDocument,
		'grid' | 'estate' | 'building' | 'unit' | 'floor' | 'room' | 'type' | 'capturedAt'
	>;
	household?: Pick<HouseholdFields, 'headName' | 'tenure' | 'partyHub' | 'bestTime' | 'phones'> & {
		knownSince: string;
	};
	residents: Map<string, ResidentFacts>;
	visits: Map<string, VisitFacts>;
	concerns: Map<string, ConcernFacts>;
}

export interface ConcernFacts {
	isOpen: boolean;
	/** Resolved, and this door still waits for the answer. */
	isOwed: boolean;
}

export interface ResidentFacts {
	name: string;
	phone: string;
	careTags: string[];
	/** Neither moved away nor dead. */
	isHere: boolean;
	majorChangeAt: string;
}

export type VisitFacts = Pick<
	StoredVisit,
	'capturedAt' | 'outcome' | 'mode' | 'nextVisitOn' | 'bestTime'
>;

/** Lines about the concerns of some days, by the beginning of their ids (concernSheets.ts). */
export interface ConcernSheet {
	key: string;
	lines: string[];
}

/** Checkpoints and counters. */
export interface StoredFact {
	key: string;
	value: unknown;
}
