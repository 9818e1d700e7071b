/**
 * What is left of the papers about a door once the community agreed to forget a person or the whole
 * household there, and the door was told so. Pure; it empties fields and never takes a paper away,
 * so that who wrote when still stands, and every fold comes out the same.
 */
import { canonicalJson } from './canonicalJson.ts';
import type { RightsAnswerDocument, RightsRequestDocument } from './communityDocuments.ts';
import type {
	AmendmentDocument,
	AmendmentValue,
	HouseholdDocument,
	ResidentDocument,
	VisitDocument
} from './documents.ts';
import { inClockOrder } from './household.ts';
import { erasedHousehold, erasedName, erasedResident } from './householdFacts.ts';
import type { Ulid } from './ids.ts';
import { localPart } from './ids.ts';
import { owns } from './shapeChecks.ts';

/** A request to erase to which the community said yes. */
export interface Granted {
	id: Ulid;
	request: RightsRequestDocument;
	/** Clock of the yes. */
	since: string;
}

/** What the ledger holds about a door, as far as the request reaches. */
export interface ErasedPapers {
	household: HouseholdDocument | undefined;
	residents: readonly ResidentDocument[];
	visits: readonly VisitDocument[];
	/** About any of these. */
	amendments: readonly AmendmentDocument[];
}

export interface Erasing {
	granted: Granted;
	/** Clock at which the door was told (`emptiedAt`). */
	at: string;
	isForgotten: IsForgotten;
}

export type Erasable = HouseholdDocument | ResidentDocument | VisitDocument | AmendmentDocument;

/** What a person could be recognised by, should somebody enter her again. */
export interface Traces {
	names: string[];
	phones: string[];
	birthYears: number[];
}

/** Whether a name or number is one that was to be forgotten at this door. */
export type IsForgotten = (what: 'name' | 'phone', value: string) => boolean;

const erasedVisit = { note: '', bestTime: '' } as const;
const emptied = { household: erasedHousehold, resident: erasedResident, visit: erasedVisit };

export function grantedErasures(
	requests: readonly RightsRequestDocument[],
	answers: readonly RightsAnswerDocument[]
): Granted[] {
	return requests.flatMap((request) => {
		const id = localPart(request._id);
		const last = inClockOrder(answers.filter((answer) => answer.request === id)).at(-1);
		const isGranted = request.request === 'erase' && last?.outcome === 'done';
		return isGranted ? [{ id, request, since: last.clock }] : [];
	});
}

/** Clock of the first word at the door that emptied what was agreed on; undefined until then. */
export function emptiedAt(
	{ request: { door, resident }, since }: Granted,
	amendments: readonly AmendmentDocument[]
): string | undefined {
	const isMeant = ({ subject, subjectKind, set, clock, erased }: AmendmentDocument) =>
		clock > since &&
		erased === undefined &&
		(resident === ''
			? subjectKind !== 'concern' && (subjectKind !== 'household' || subject === door)
			: subject === resident && set.name === erasedName);
	return inClockOrder(amendments).find((one) => isMeant(one) && isEmptying(one))?.clock;
}

/**
 * The papers that still say what was to be forgotten, without it. What was written of a household
 * after it was emptied is of others and stands; of the person herself nothing does, however late.
 */
export function withoutErased(
	papers: ErasedPapers,
	{ granted: { id, request }, at, isForgotten }: Erasing
): Erasable[] {
	const { resident } = request;
	const isWhole = resident === '';
	const isEarlier = ({ clock }: { clock: string }) => clock < at;
	const residents = isWhole
		? papers.residents.filter(isEarlier)
		: papers.residents.filter(({ _id }) => localPart(_id) === resident);
	const hers = new Set(residents.map(({ _id }) => localPart(_id)));
	const visits = isWhole ? papers.visits.filter(isEarlier) : [];
	const visited = new Set(visits.map(({ _id }) => localPart(_id)));
	const household = (fields: Fields) =>
		isWhole ? filled(fields, erasedHousehold) : withoutForgotten(fields, isForgotten);

	const amended = papers.amendments.flatMap((amendment): Erasable[] => {
		const { subject, subjectKind, set } = amendment;
		if (subjectKind === 'household' && isEarlier(amendment)) {
			return [{ ...amendment, set: household(set) }];
		}
		if (hers.has(subject)) return [{ ...amendment, set: filled(set, erasedResident) }];
		return visited.has(subject) ? [{ ...amendment, set: filled(set, erasedVisit) }] : [];
	});
	const before: readonly Erasable[] = [
		...(papers.household ? [papers.household] : []),
		...papers.residents,
		...papers.visits,
		...papers.amendments
	];
	const known = new Map(before.map((document) => [document._id, canonicalJson(document)]));
	return [
		...(papers.household && isEarlier(papers.household)
			? [
					{
						...papers.household,
						...household({ ...papers.household })
					} as HouseholdDocument
				]
			: []),
		...residents.map((one) => ({ ...one, ...erasedResident, careTags: [] })),
		...visits.map(withoutNotes),
		...amended
	].flatMap((document) =>
		known.get(document._id) === canonicalJson(document) ? [] : [{ ...document, erased: id }]
	);
}

/** Whom the papers named: to be kept as marks only, and before anything is emptied. */
export function erasedTraces(papers: ErasedPapers, { request: { resident } }: Granted): Traces {
	const isMeant = ({ _id }: ResidentDocument) => resident === '' || localPart(_id) === resident;
	const traces = tracesOf(papers, papers.residents.filter(isMeant));
	if (resident !== '') return traces;
	const said = statementsOf(papers.household, papers.amendments, ({ subjectKind }) => {
		return subjectKind === 'household';
	});
	return {
		...traces,
		names: unique([...traces.names, ...said('headName')].filter(isSaid)),
		phones: unique([...traces.phones, ...said('phones').flat()].filter(isSaid))
	};
}

type Fields = Readonly<Record<string, AmendmentValue>>;

function isEmptying({ subjectKind, set }: AmendmentDocument): boolean {
	if (subjectKind === 'concern') return false;
	const values: Fields = emptied[subjectKind] as unknown as Fields;
	return Object.entries(set).every(
		([field, value]) =>
			owns(values, field) && canonicalJson(values[field] ?? null) === canonicalJson(value)
	);
}

/** Only the fields that are there; the others keep what they say. */
function filled(fields: object, values: object): Record<string, AmendmentValue> {
	const by = values as Fields;
	return Object.fromEntries(
		(Object.entries(fields) as [string, AmendmentValue][]).map(([field, value]) => [
			field,
			owns(by, field) ? (by[field] as AmendmentValue) : value
		])
	);
}

function withoutForgotten(
	fields: Fields,
	isForgotten: IsForgotten
): Record<string, AmendmentValue> {
	const { headName, phones } = fields;
	return {
		...fields,
		...(typeof headName === 'string' && isForgotten('name', headName) && { headName: '' }),
		...(Array.isArray(phones) && {
			phones: phones.filter((number) => !isForgotten('phone', number))
		})
	};
}

function withoutNotes(visit: VisitDocument): VisitDocument {
	const checks = Object.entries(visit.careChecks).map(([block, check]) => [
		block,
		{ ...check, note: '' }
	]);
	const careChecks = Object.fromEntries(checks) as VisitDocument['careChecks'];
	return { ...visit, ...erasedVisit, careChecks, photos: [] };
}

function tracesOf({ amendments }: ErasedPapers, residents: readonly ResidentDocument[]): Traces {
	const each = residents.map((one) =>
		statementsOf(one, amendments, ({ subject }) => subject === localPart(one._id))
	);
	const said = (field: string) => unique(each.flatMap((of) => of(field)));
	return {
		names: said('name')
			.filter(isSaid)
			.filter((name) => name !== erasedName),
		phones: said('phone').filter(isSaid),
		birthYears: said('birthYear').filter((year) => typeof year === 'number' && year > 0) as number[]
	};
}

/** Every value that a field of one paper ever had. */
function statementsOf(
	document: object | undefined,
	amendments: readonly AmendmentDocument[],
	isAbout: (amendment: AmendmentDocument) => boolean
): (field: string) => unknown[] {
	const said: object[] = [
		...(document ? [document] : []),
		...amendments.filter(isAbout).map(({ set }) => set)
	];
	return (field) =>
		said.flatMap((fields) =>
			owns(fields, field) ? [(fields as Record<string, unknown>)[field]] : []
		);
}

function isSaid(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function unique<T>(values: readonly T[]): T[] {
	return [...new Set(values)];
}
