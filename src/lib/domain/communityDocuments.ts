/**
 * What a community asks, knows and settles beside its concerns: its settings and places, matters put
 * to many doors, what residents ask about their own data, tables made for others, and counts.
 */
import type { Envelope } from './envelope.ts';
import type { CommunityId, DoorId, GridId, Ulid } from './ids.ts';

/** What a community settles for itself (DOMAIN 7); the newest by its clock holds, whole. */
export interface SettingsFields {
	/** Only limits that differ from the defaults of clockPolicies.ts. */
	limits: SettledLimit[];
	/** null: the default hours. */
	office: SettledHours | null;
	/** What the two colours of the 红蓝民情单 mean here; `''` until somebody says. */
	slip: { red: string; blue: string };
	/** Scripts of what residents are handed, and which comes first. */
	scripts: 'zh' | 'zh_mn' | 'mn_zh';
	/** Whom a resident calls to ask whether a worker is one; `''` for the station's own. */
	dutyPhone: string;
}
export interface SettledLimit {
	policy: string;
	step: string;
	/** null: explicitly none. */
	ms: number | null;
	counts: 'calendar' | 'office';
}
export interface SettledHours {
	/** Minutes after midnight in Hohhot, `[from, until]`. */
	spans: number[][];
	summerMonths: number[];
	summerSpans: number[][];
	/** 0 is Sunday. */
	weekdays: number[];
}
export interface SettingsDocument extends Envelope<'settings'>, SettingsFields {}

/** 15分钟生活圈: the newest by its clock holds, whole. */
export interface PlacesDocument extends Envelope<'places'> {
	places: Place[];
}
export interface Place {
	name: string;
	type: PlaceType;
	address: string;
	/** Metres on foot from the community's service centre. */
	metres: number;
	/** Degrees clockwise from north; -1 where nobody has said. */
	bearing: number;
	hours: string;
	phone: string;
}
export type PlaceType =
	| 'market'
	| 'clinic'
	| 'service_centre'
	| 'school'
	| 'park'
	| 'home_help'
	| 'elder_care'
	| 'repair'
	| 'other';

/** One matter put to many doors (敲门行动); its `grid` is the whole community's. */
export interface CampaignFields {
	title: string;
	/** What is told at the door. */
	words: string;
	/** Grids `150105001019-01` and buildings `150105001019-01/xk/3`. */
	where: string[];
	questions: CampaignQuestion[];
	/** Calendar day by which. */
	dueOn: string;
}
export interface CampaignQuestion {
	/** `q1`, once in a campaign. */
	code: string;
	ask: string;
	answer: 'yes_no' | 'choice' | 'number' | 'text' | 'photo' | 'opinion';
	/** For a choice. */
	options: string[];
	required: boolean;
}
export interface CampaignDocument extends Envelope<'campaign'>, CampaignFields {}

export interface CampaignEndDocument extends Envelope<'campaign_end'> {
	campaign: Ulid;
	note: string;
}

export interface CampaignAnswerFields {
	campaign: Ulid;
	door: DoorId;
	outcome: 'answered' | 'no_answer' | 'refused';
	/** By the question's code; an opinion is `for`, `against` or `neutral`. */
	answers: Record<string, string | number | boolean>;
	/** Reasons, in the resident's words. */
	note: string;
	photos: string[];
}
/** A later answer of the same door holds. */
export interface CampaignAnswerDocument extends Envelope<'campaign_answer'>, CampaignAnswerFields {}

/** A resident asks about what is written of her (PIPL 44–47). */
export interface RightsRequestFields {
	door: DoorId;
	/** ULID of a resident, or `''` for the household. */
	resident: Ulid | '';
	request: 'see' | 'correct' | 'erase';
	words: string;
}
export interface RightsRequestDocument extends Envelope<'rights_request'>, RightsRequestFields {}

export interface RightsAnswerDocument extends Envelope<'rights_answer'> {
	request: Ulid;
	outcome: 'done' | 'refused';
	note: string;
}

/** How what is recorded becomes a table that a department asks for. */
export interface ExportProfileFields {
	name: string;
	source: 'visits' | 'care_visits' | 'households' | 'residents' | 'concerns' | 'hotline';
	columns: ExportColumn[];
	/** False where full names and phones are meant to be in it. */
	masked: boolean;
	/** The profile that this one takes the place of. */
	replaces?: Ulid;
	/** True takes the replaced one out of the list. */
	retired?: boolean;
}
export interface ExportColumn {
	header: string;
	/** A field of the source, `''` for a fixed text. */
	field: string;
	fixed: string;
}
export interface ExportProfileDocument extends Envelope<'export_profile'>, ExportProfileFields {}

/** That a table was made: who, of what, how much. Written before the file exists. */
export interface ExportRunDocument extends Envelope<'export_run'> {
	/** `''` for one that was not kept. */
	profile: Ulid | '';
	name: string;
	source: ExportProfileFields['source'];
	/** Calendar days, both included. */
	from: string;
	until: string;
	rows: number;
	masked: boolean;
}

/** How many of a community are where, for the street; only the station writes it. */
export interface TallyFields {
	community: CommunityId;
	/** As people call it. */
	name: string;
	/** Calendar day. */
	day: string;
	/** By state: everything open, and of what is over what came in within a year. */
	states: Record<string, number>;
	late: number;
	/** Of these: given to somebody, and answered by him. */
	sent: number;
	responded: number;
	/** Follow-ups answered, and of them solved and satisfied (≥ 4). */
	asked: number;
	solved: number;
	satisfied: number;
}
/** One a day; the newest revision of a day holds. */
export interface TallyDocument extends Envelope<'tally'>, TallyFields {}

/** Where a campaign is asked. */
export function isWhere(where: readonly string[], door: DoorId): boolean {
	return where.some((place) => door.startsWith(place.includes('/') ? `${place}-` : `${place}/`));
}

export function gridsOfCampaign(where: readonly string[]): GridId[] {
	return [...new Set(where.map((place) => place.slice(0, 15)))];
}
