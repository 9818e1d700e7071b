/** The shapes of what a community asks, knows and settles. Part of documentShapes.ts. */
import type {
	CampaignQuestion,
	ExportColumn,
	Place,
	SettledHours,
	SettledLimit
} from './communityDocuments.ts';
import { scopePattern } from './feeds.ts';
import type { OwnFields, ShapeOf } from './fieldChecks.ts';
import { door, longText, phone, photoIds, shortText, ulid } from './fieldChecks.ts';
import { communityPattern } from './ids.ts';
import type { Check } from './shapeChecks.ts';
import {
	day,
	either,
	exactly,
	filledText,
	flag,
	integer,
	isRecord,
	listOf,
	oneOf,
	optional,
	pattern,
	recordOf,
	text
} from './shapeChecks.ts';

const spans = listOf(listOf(integer(0, 24 * 60), 2), 6);
const limitShape: ShapeOf<SettledLimit> = {
	policy: pattern(/^[a-z0-9_]{1,30}$/),
	step: pattern(/^[a-z_]{1,30}$/),
	ms: either(exactly(null), integer(60_000, 400 * 24 * 3_600_000)),
	counts: oneOf('calendar', 'office')
};
const hoursShape: ShapeOf<SettledHours> = {
	spans,
	summerMonths: listOf(integer(1, 12), 2),
	summerSpans: spans,
	weekdays: listOf(integer(0, 6), 7)
};

export const settingsShape: ShapeOf<OwnFields<'settings'>> = {
	limits: listOf(recordOf(limitShape), 40),
	office: either(exactly(null), recordOf(hoursShape)),
	slip: recordOf({ red: text(40), blue: text(40) }),
	scripts: oneOf('zh', 'zh_mn', 'mn_zh'),
	dutyPhone: phone
};

const placeShape: ShapeOf<Place> = {
	name: filledText(60),
	type: oneOf(
		...(['market', 'clinic', 'service_centre', 'school', 'park'] as const),
		...(['home_help', 'elder_care', 'repair', 'other'] as const)
	),
	address: text(100),
	metres: integer(0, 100_000),
	bearing: integer(-1, 359),
	hours: text(60),
	phone
};

export const placesShape: ShapeOf<OwnFields<'places'>> = {
	places: listOf(recordOf(placeShape), 200)
};

const questionCode = pattern(/^q\d{1,2}$/);
const questionShape: ShapeOf<CampaignQuestion> = {
	code: questionCode,
	ask: filledText(200),
	answer: oneOf('yes_no', 'choice', 'number', 'text', 'photo', 'opinion'),
	options: listOf(filledText(40), 12),
	required: flag
};

export const campaignShape: ShapeOf<OwnFields<'campaign'>> = {
	title: filledText(60),
	words: longText,
	where: listOf(pattern(scopePattern), 120),
	questions: listOf(recordOf(questionShape), 12),
	dueOn: day
};

export const campaignEndShape: ShapeOf<OwnFields<'campaign_end'>> = {
	campaign: ulid,
	note: shortText
};

const given = either(flag, integer(-1_000_000_000, 1_000_000_000), text(1_000));
const answers: Check = (value) =>
	isRecord(value) &&
	Object.keys(value).length <= 12 &&
	Object.entries(value).every(([code, answer]) => questionCode(code) && given(answer));

export const campaignAnswerShape: ShapeOf<OwnFields<'campaign_answer'>> = {
	campaign: ulid,
	door,
	outcome: oneOf('answered', 'no_answer', 'refused'),
	answers,
	note: longText,
	photos: photoIds
};

export const rightsRequestShape: ShapeOf<OwnFields<'rights_request'>> = {
	door,
	resident: either(exactly(''), ulid),
	request: oneOf('see', 'correct', 'erase'),
	words: longText
};

export const rightsAnswerShape: ShapeOf<OwnFields<'rights_answer'>> = {
	request: ulid,
	outcome: oneOf('done', 'refused'),
	note: longText
};

const columnShape: ShapeOf<ExportColumn> = {
	header: filledText(60),
	field: pattern(/^[A-Za-z_.]{0,40}$/),
	fixed: text(200)
};
const source = oneOf(
	...(['visits', 'care_visits', 'households', 'residents', 'concerns', 'hotline'] as const)
);

export const exportProfileShape: ShapeOf<OwnFields<'export_profile'>> = {
	name: filledText(60),
	source,
	columns: listOf(recordOf(columnShape), 60),
	masked: flag,
	replaces: optional(ulid),
	retired: optional(flag)
};

export const exportRunShape: ShapeOf<OwnFields<'export_run'>> = {
	profile: either(exactly(''), ulid),
	name: filledText(60),
	source,
	from: day,
	until: day,
	rows: integer(0, 1_000_000),
	masked: flag
};

const count = integer(0, 10_000_000);
const counts: Check = (value) =>
	isRecord(value) && Object.keys(value).length <= 40 && Object.values(value).every(count);

export const tallyShape: ShapeOf<OwnFields<'tally'>> = {
	community: pattern(communityPattern),
	name: filledText(60),
	day,
	states: counts,
	...{ late: count, sent: count, responded: count, asked: count, solved: count, satisfied: count }
};
