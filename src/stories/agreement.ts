/**
 * What must hold at the end of every story about a concern, whoever was offline when: all who hold
 * it see what the community's ledger says, nothing that anybody wrote is missing, and nobody holds
 * what he has no business with.
 */
import type { ConcernState } from '#lib/domain/concernFold.ts';
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import { wroteHere } from '#lib/domain/feeds.ts';
import { localPart } from '#lib/domain/ids.ts';
import { cutOf } from '#lib/domain/routing.ts';
import type { ConcernRow } from '#lib/projections/rows.ts';
import { expect } from 'vitest';
import type { Cast } from './cast.ts';
import type { Person } from './person.ts';

/** The concern as the community's ledger says it stands. */
export async function stateAtStation(cast: Cast, concern: string): Promise<ConcernState> {
	const documents = await cast.inCommunity();
	const header = documents.get(concern);
	if (header?.kind !== 'concern') throw new Error(`The ledger does not hold ${concern}.`);
	return foldConcern(header, eventsOf(documents, concern));
}

function eventsOf(documents: ReadonlyMap<string, LedgerDocument>, concern: string) {
	return [...documents.values()].filter((one): one is EventDocument => {
		return one.kind === 'event' && one.concern === localPart(concern);
	});
}

/** Every station document of a kind about the concern. */
export async function atStationAbout<K extends LedgerDocument['kind']>(
	cast: Cast,
	concern: string,
	kind: K
): Promise<Extract<LedgerDocument, { kind: K }>[]> {
	const documents = [...(await cast.inCommunity()).values()];
	return documents.filter((one): one is Extract<LedgerDocument, { kind: K }> => {
		return one.kind === kind && JSON.stringify(one).includes(localPart(concern));
	});
}

interface Ending {
	/** Hold it now, whole or cut. */
	holders: readonly Person[];
	/** Had it once: they need not know how it ended, only that it is not theirs. */
	formerHolders?: readonly Person[];
	strangers?: readonly Person[];
	/** Nobody but grid and community may find these anywhere. */
	secrets?: readonly string[];
}

/** Everybody comes back, meets, and all of it holds. Answers how the concern stands. */
export async function everybodyAgrees(
	cast: Cast,
	concern: string,
	{ holders, formerHolders = [], strangers = [], secrets = [] }: Ending
): Promise<ConcernState> {
	for (const person of cast.people()) person.comesBack();
	await cast.allMeet();
	// By hand, so that each compares its numbers with the station's.
	for (const person of cast.people()) await person.meetsStation();
	const state = await stateAtStation(cast, concern);
	const told = new Set([...holders, ...formerHolders, ...strangers]);
	expect(cast.people().filter((person) => !told.has(person))).toEqual([]);

	for (const person of holders) await expectSameState(person, concern, state);
	for (const person of formerHolders) {
		const row = await person.sees(concern);
		expect(row, person.account).toBeDefined();
		expect(row?.handler, `${person.account} believes to have it`).not.toBe(unitOf(person));
	}
	for (const person of strangers) {
		expect(await everythingOn(person), person.account).not.toContain(localPart(concern));
	}
	await expectNothingLost(cast);
	for (const person of cast.people()) await expectNoBusinessOfOthers(person, secrets);
	return state;
}

function unitOf({ grant: { scope } }: Person): string {
	return scope.slice(scope.indexOf('/') + 1);
}

/** A copy that is cut down carries neither others' words nor their doors. */
const cutAway: ReadonlySet<keyof ConcernState> = new Set([
	...(['history', 'order', 'contact', 'resolution', 'households', 'owedTo'] as const),
	'suspendAsked'
]);

async function expectSameState(
	person: Person,
	concern: string,
	state: ConcernState
): Promise<void> {
	const row = await person.sees(concern);
	if (!row) throw new Error(`${person.account} does not hold ${concern}.`);
	const isCut = cutOf[person.grant.role] !== undefined;
	const shown: Record<string, unknown> = { ...row };
	for (const [field, value] of Object.entries(state)) {
		if (field === 'history' || (isCut && cutAway.has(field as keyof ConcernState))) {
			continue;
		}
		const told = field === 'satisfaction' ? (value ?? 0) : value;
		expect(shown[field], `${person.account} sees ${field}`).toEqual(told);
	}
	const atStation = state.history.map(({ event, ...line }) => ({ id: event._id, ...line }));
	const here = row.history.map(lineOf);
	if (!isCut) {
		expect(here, person.account).toEqual(atStation);
		return;
	}
	// What is left out of a cut copy is left out whole; what is there says the same, but for why a
	// step did nothing: into which feed it was written stands in the ledger alone.
	const effects = (lines: readonly { id: string; effect: boolean }[]) =>
		lines.map(({ id, effect }) => ({ id, effect }));
	expect(effects(atStation), person.account).toEqual(expect.arrayContaining(effects(here)));
}

function lineOf({ id, effect, because }: ConcernRow['history'][number]) {
	return { id, effect, ...(because === undefined ? {} : { because }) };
}

/** What anybody was told is saved, the killed ones included, is in the ledger and in the history. */
async function expectNothingLost(cast: Cast): Promise<void> {
	const ledger = await cast.inCommunity();
	for (const person of cast.people()) {
		const onDisks = (await documentsOn(person)).filter(({ device }) =>
			wroteHere(person.phone.device, device)
		);
		const own = new Map([...onDisks, ...person.written].map((one) => [one._id, one]));
		for (const [id, { _rev }] of own) {
			expect(ledger.get(id)?._rev, `${person.account} wrote ${id}`).toBe(_rev);
		}
		expect(person.reading, person.account).toMatchObject({
			...{ waiting: 0, refused: 0, trouble: undefined, missingAtStation: [] }
		});
	}
	const whole = cast.people().find(({ grant }) => grant.role.startsWith('community_'));
	if (!whole) throw new Error('Nobody of the community is here to look.');
	for (const document of ledger.values()) {
		if (document.kind !== 'event') continue;
		const row = await whole.sees(`concern:${document.concern}`);
		expect(row?.history.map(({ id }) => id)).toContain(document._id);
	}
}

const registerKinds: ReadonlySet<string> = new Set(['household', 'resident', 'visit', 'amendment']);

/** The register stays with the grid; what is hidden stays between door, grid and community. */
async function expectNoBusinessOfOthers(person: Person, secrets: readonly string[]): Promise<void> {
	const { role } = person.grant;
	if (role === 'grid_worker') return;
	const kinds = new Set((await documentsOn(person)).map(({ kind }) => kind));
	expect(
		[...kinds].filter((kind) => registerKinds.has(kind)),
		person.account
	).toEqual([]);
	expect(await person.rows.households.count(), person.account).toBe(0);
	expect(await person.rows.residents.count(), person.account).toBe(0);
	if (role.startsWith('community_')) return;
	const everything = await everythingOn(person);
	for (const secret of secrets) expect(everything, person.account).not.toContain(secret);
}

async function documentsOn(person: Person): Promise<LedgerDocument[]> {
	const all = await Promise.all(
		person.phone.disks().map(async (disk) => (await disk.changesSince(0, 1_000_000)).documents)
	);
	return all.flat();
}

/** Ledgers and every table of rows, as one text. */
async function everythingOn(person: Person): Promise<string> {
	const tables = await Promise.all(person.rows.tables.map(async (table) => table.toArray()));
	return JSON.stringify([await documentsOn(person), tables]);
}
