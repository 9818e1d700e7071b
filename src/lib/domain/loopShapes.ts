/**
 * The shapes of what the closed loop writes: steps of a concern, looks at a door, warnings, and who
 * acts in a community. Part of documentShapes.ts, which is what others ask.
 */
import type { Post, Unit } from './loopDocuments.ts';
import { eventCarries } from './eventCarries.ts';
import { scopePattern, unitPattern } from './feeds.ts';
import type { OwnFields, ShapeOf } from './fieldChecks.ts';
import {
	account,
	dayOrNone,
	door,
	longText,
	phone,
	photoIds,
	soundIds,
	ulid
} from './fieldChecks.ts';
import {
	day,
	filledText,
	flag,
	instant,
	integer,
	listOf,
	oneOf,
	optional,
	pattern,
	recordOf,
	text
} from './shapeChecks.ts';

const unitShape: ShapeOf<Unit> = {
	code: pattern(unitPattern),
	kind: oneOf('property', 'department', 'volunteers', 'care_group', 'community', 'street'),
	name: filledText(60),
	phone,
	estates: listOf(pattern(/^[a-z0-9]{1,12}$/), 40),
	categories: listOf(pattern(/^[a-z_]{1,30}(?:\.[a-z_]{1,30})?$/), 60)
};

const postShape: ShapeOf<Post> = {
	account,
	name: filledText(30),
	role: pattern(/^[a-z_]{1,30}$/),
	scope: pattern(scopePattern),
	phone,
	from: dayOrNone,
	until: dayOrNone
};

export const eventShape: ShapeOf<OwnFields<'event'>> = {
	concern: ulid,
	type: oneOf(...Object.keys(eventCarries)),
	note: longText,
	door: optional(door),
	handler: optional(filledText(60)),
	handlers: optional(listOf(filledText(60), 12)),
	contact: optional(text(60)),
	number: optional(filledText(40)),
	onsite: optional(flag),
	stage: optional(oneOf('grid_first', 'community_second', 'property_final')),
	agreed: optional(flag),
	parts: optional(listOf(ulid, 4)),
	into: optional(ulid),
	retracts: optional(ulid),
	until: optional(day),
	since: optional(instant),
	solved: optional(flag),
	satisfaction: optional(integer(1, 5)),
	firstResponse: optional(oneOf('call', 'onsite')),
	photos: optional(photoIds),
	sounds: optional(soundIds)
};

export const checkShape: ShapeOf<OwnFields<'check'>> = {
	door,
	label: filledText(60),
	scope: pattern(scopePattern),
	words: text(400),
	dueOn: day
};

export const checkAnswerShape: ShapeOf<OwnFields<'check_answer'>> = {
	check: ulid,
	outcome: oneOf('fine', 'not_home', 'needs_visit'),
	note: text(2_000),
	photos: photoIds
};

export const warningShape: ShapeOf<OwnFields<'warning'>> = {
	concern: ulid,
	policy: pattern(/^[a-z0-9_]{1,30}$/),
	step: pattern(/^[a-z_]{1,30}$/),
	stage: oneOf('before', 'after'),
	dueAt: instant
};

export const organisationShape: ShapeOf<OwnFields<'organisation'>> = {
	units: listOf(recordOf(unitShape), 100),
	posts: listOf(recordOf(postShape), 300),
	branches: listOf(recordOf({ scope: pattern(scopePattern), name: filledText(60) }), 200)
};
