/**
 * What the closed loop writes beside concerns and their events: somebody asked to look in, limits that
 * ran out, and who acts in the community.
 */
import type { Envelope } from './envelope.ts';
import type { AccountName, DoorId, Ulid } from './ids.ts';

/** “Please look in on 501 this week”: asked of somebody who may not see the register. */
export interface CheckFields {
	door: DoorId;
	/** As people call the door; who looks in has no register. */
	label: string;
	/** Who is asked: a building head's or an informant's scope (feeds.ts). */
	scope: string;
	words: string;
	/** Calendar day by which. */
	dueOn: string;
}
export interface CheckDocument extends Envelope<'check'>, CheckFields {}

export interface CheckAnswerDocument extends Envelope<'check_answer'> {
	check: Ulid;
	outcome: CheckOutcome;
	note: string;
	photos: string[];
}
export type CheckOutcome = 'fine' | 'not_home' | 'needs_visit';

/** The station's word that a limit is near or past; its id says for what, so it is written once. */
export interface WarningDocument extends Envelope<'warning'> {
	concern: Ulid;
	/** Code of a policy and its step (concernClocks.ts). */
	policy: string;
	step: string;
	stage: 'before' | 'after';
	dueAt: string;
}

/** Who acts in a community and how to call them; the newest one holds. Never a resident. */
export interface OrganisationDocument extends Envelope<'organisation'> {
	units: Unit[];
	posts: Post[];
	branches: Branch[];
}

export interface Unit {
	/** `wy-herun`; also the end of its scope (feeds.ts). */
	code: string;
	kind: 'property' | 'department' | 'volunteers' | 'care_group' | 'community' | 'street';
	name: string;
	/** Duty phone, or `''`. */
	phone: string;
	/** Estate codes it looks after; empty for all. */
	estates: string[];
	/** Codes or groups of the taxonomy that it usually takes; empty for all. */
	categories: string[];
}

/** One person's post. A stand-in has days from and until which it holds. */
export interface Post {
	account: AccountName;
	name: string;
	role: string;
	scope: string;
	phone: string;
	/** Calendar days, or `''`. */
	from: string;
	until: string;
}

/** 社区党委—网格党支部—楼栋党小组—党员中心户, as an attribute of a place. */
export interface Branch {
	scope: string;
	name: string;
}
