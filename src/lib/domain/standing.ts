/** How a concern stands after some of its events. It is folded, never stored. */
import type { ConcernStateCode } from './concernStates.ts';
import type { ConcernDocument, MediationStage } from './documents.ts';
import type { AccountName, DoorId, Ulid } from './ids.ts';

/** While a matter is suspended no clock runs. `until` is `''` as long as it is. */
export interface Pause {
	from: string;
	until: string;
	/** Calendar day up to which it was allowed; beyond it the clocks run again. */
	agreedUntil: string;
}

interface SuspendAsked {
	until: string;
	by: AccountName;
	note: string;
}

interface SuspendRefused {
	by: AccountName;
	note: string;
}

export interface Standing {
	state: ConcernStateCode;
	/** The station's own number, `''` until the matter was received. */
	number: string;
	/** Doors that share the concern, the first one included. */
	households: DoorId[];
	/** Doors to which the answer is still to be brought. */
	owedTo: DoorId[];
	/** How often each door was asked in vain since the matter was resolved. */
	unreached: Readonly<Record<string, number>>;
	/** Account or code of a unit that has it in hand, or `''`. Under a whistle, the one that leads. */
	handler: string;
	/** Who had it before nobody, or somebody else, did. */
	lastHandler: string;
	/** What the handler is asked to do: the words of the last dispatch or whistle. */
	order: string;
	/** How the resident agreed to be reached by the handler. */
	contact: string;
	/** Units whistled for beside the one that leads. */
	supporters: string[];
	/** Units that reported in. */
	joined: string[];
	/** Who has worked on it since it was last handed over; none of them verifies it. */
	workers: AccountName[];
	isWhistleAsked: boolean;
	/** Since the last whistle, or ever. */
	sinceWhistle: Readonly<{ returns: number; reopens: number }>;
	stage: MediationStage | '';
	resolvedBy: AccountName | '';
	/** What was done, in the words of whatever resolved it. */
	resolution: string;
	/** The lowest that an asked household gave; null while nobody has said. */
	satisfaction: number | null;
	mergedInto: Ulid | '';
	splitInto: Ulid[];
	suspendAsked: SuspendAsked | null;
	/** The last no to such a wish, until it is asked again or the matter goes on otherwise. */
	suspendRefused: SuspendRefused | null;
	suspendedUntil: string;
	/** Where it goes on after it was suspended. */
	resumesTo: ConcernStateCode;
	pauses: readonly Pause[];
	nudges: number;
	returns: number;
	reopens: number;
	firstResponse: 'call' | 'onsite' | '';
	/** Instants, or `''`. The handler's clock starts when it was handed over, the resident's at capture. */
	receivedAt: string;
	/** Last taken in hand, dispatched or whistled for. */
	handedAt: string;
	dispatchedAt: string;
	acceptedAt: string;
	respondedAt: string;
	/** `''` where no whistle holds. */
	whistledAt: string;
	joinedAt: string;
	mediatedAt: string;
	/** Last note while suspended. */
	notedAt: string;
	resolvedAt: string;
	closedAt: string;
	/** Of the last event with effect, else of the capture. */
	changedAt: string;
}

export function beginningOf(header: ConcernDocument): Standing {
	return {
		state: 'reported',
		number: '',
		households: header.door === '' ? [] : [header.door],
		owedTo: [],
		unreached: {},
		handler: '',
		lastHandler: '',
		order: '',
		contact: '',
		supporters: [],
		joined: [],
		workers: [],
		isWhistleAsked: false,
		sinceWhistle: { returns: 0, reopens: 0 },
		stage: '',
		resolvedBy: '',
		resolution: '',
		satisfaction: null,
		mergedInto: '',
		splitInto: [],
		suspendAsked: null,
		suspendRefused: null,
		suspendedUntil: '',
		resumesTo: 'in_progress',
		pauses: [],
		nudges: 0,
		returns: 0,
		reopens: 0,
		firstResponse: '',
		receivedAt: '',
		handedAt: '',
		dispatchedAt: '',
		acceptedAt: '',
		respondedAt: '',
		whistledAt: '',
		joinedAt: '',
		mediatedAt: '',
		notedAt: '',
		resolvedAt: '',
		closedAt: '',
		changedAt: header.capturedAt
	};
}
