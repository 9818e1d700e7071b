/**
 * What an import would write, and the account it gives of itself. It writes nothing; asked again
 * about the same file and the same ledger it answers the same, but for the names of new things.
 */
import { monotonicFactory } from 'ulid';
import { pinyin } from 'pinyin-pro';
import type { Day } from '#lib/domain/calendar.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { doorIdOf, estateCodeFor } from '#lib/domain/doorId.ts';
import type { HouseholdFields, ResidentFields } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { documentId, doorPattern, gridOfDoor } from '#lib/domain/ids.ts';
import type { NotTaken } from '#lib/domain/rosterRow.ts';
import type { DropReason } from '#lib/domain/rosterColumns.ts';
import type { Community } from '../access/community.ts';
import type { Recognition } from '../router/erasureBook.ts';
import type { Known, KnownRoster } from './knownRoster.ts';
import { changeOf } from './rosterChanges.ts';
import type { RosterDoor, RowRefused } from './rosterRows.ts';
import { placeKey, readRosterRows } from './rosterRows.ts';
import type { RosterSheet } from './sheetReading.ts';

export interface ImportReport {
	sheet: string;
	rows: number;
	columns: { header: string; takenAs: string }[];
	dropped: { header: string; reason: DropReason }[];
	doors: Counted;
	households: Counted;
	residents: Counted & {
		/** Known behind a door of the sheet, but not in it; they stay as they are. */
		notMentioned: number;
	};
	perGrid: { grid: string; doors: number; residents: number }[];
	refused: RowRefused[];
	/** People, or what a household says of them, whose data were erased on request: left out. */
	erased: ErasedRow[];
	notTaken: { kind: NotTaken['kind']; count: number; labels: string[] }[];
}

interface ErasedRow {
	/** The sheet's row that spoke of the door first. */
	row: number;
	/** Calendar day of the erasure. */
	on: Day;
	/** How many of its residents. */
	people: number;
}

export interface Counted {
	fresh: number;
	changed: number;
	unchanged: number;
}

export interface ImportPlan {
	entries: Entry[];
	report: ImportReport;
}

export interface PlanContext {
	community: Community;
	known: KnownRoster;
	today: Day;
	/** For the time in the names of new things. */
	nowMs: number;
	recognition: Recognition;
	/** They are entered again: somebody answered for that. */
	again: boolean;
}

export function planImport(sheet: RosterSheet, context: PlanContext): ImportPlan {
	const rows = readRosterRows(sheet, context);
	const planning = new Planning(context);
	for (const door of rows.doors) planning.take(door);
	return {
		entries: planning.entries,
		report: {
			sheet: sheet.name,
			rows: rows.rowCount,
			columns: [...sheet.header.fields].map(([takenAs, { header }]) => ({ header, takenAs })),
			dropped: sheet.header.dropped.map(({ header, reason }) => ({ header, reason })),
			...planning.counts,
			erased: planning.erased,
			perGrid: [...planning.perGrid].map(([grid, counts]) => ({ grid, ...counts })),
			refused: [...rows.refused, ...planning.refused].sort((a, b) => a.row - b.row),
			notTaken: summed(rows.notTaken)
		}
	};
}

const none = (): Counted => ({ fresh: 0, changed: 0, unchanged: 0 });

class Planning {
	readonly entries: Entry[] = [];
	readonly refused: RowRefused[] = [];
	readonly erased: ErasedRow[] = [];
	readonly counts = {
		doors: none(),
		households: none(),
		residents: { ...none(), notMentioned: 0 }
	};
	readonly perGrid = new Map<string, { doors: number; residents: number }>();
	readonly #context: PlanContext;
	readonly #newUlid: () => string;
	readonly #estateCodes: Map<string, string>;
	/** The door that lies at a place, in whatever grid. */
	readonly #places: Map<string, DoorId>;

	constructor(context: PlanContext) {
		const doors = [...context.known.doors.values()];
		const next = monotonicFactory();
		this.#context = context;
		this.#newUlid = () => next(context.nowMs);
		this.#estateCodes = new Map(doors.map(({ estate, door }) => [estate, codeIn(door)]));
		this.#places = new Map(doors.map((door) => [placeKey(door), door.door]));
	}

	take(found: RosterDoor): void {
		const address = { ...found.address, estate: this.#estateOf(found) };
		const door = doorIdOf(found.grid, this.#codeOf(address.estate), address);
		if (!doorPattern.test(door)) {
			this.refused.push({ row: found.row, kind: 'address_unreadable' });
			return;
		}
		const there = this.#places.get(placeKey(address));
		if (there !== undefined && gridOfDoor(there) !== found.grid) {
			this.refused.push({ row: found.row, kind: 'door_in_other_grid' });
			return;
		}
		const { doors } = this.counts;
		if (this.#context.known.doors.has(door)) doors.unchanged += 1;
		else {
			doors.fresh += 1;
			const { grid } = found;
			this.entries.push({ _id: documentId.door(door), kind: 'door', grid, door, ...address });
		}
		const told = this.#withoutErased(door, found);
		this.#takeHousehold(door, told);
		this.#takeResidents(door, told);
		const counted = this.perGrid.get(found.grid) ?? { doors: 0, residents: 0 };
		this.perGrid.set(found.grid, {
			doors: counted.doors + 1,
			residents: counted.residents + told.residents.length
		});
	}

	/** Whoever is known is here again already; of her nobody need be asked. */
	#withoutErased(door: DoorId, found: RosterDoor): RosterDoor {
		const { recognition, again, known } = this.#context;
		const here = known.residents.get(door) ?? [];
		const since = (one: ResidentFields) =>
			here.some(({ today }) => today.name === one.name)
				? undefined
				: recognition.person({ door, ...one });
		const held = found.residents.filter((one) => since(one) !== undefined);
		const { headName, phones } = found.household;
		const isHere = here.some(({ today }) => today.name === headName);
		const head = isHere ? undefined : recognition.said('name', door, headName);
		const days = [
			...held.flatMap((one) => since(one) ?? []),
			...(head === undefined ? [] : [head])
		];
		const latest = days.sort().at(-1);
		if (latest === undefined) return found;
		this.erased.push({ row: found.row, on: dayOf(latest), people: held.length });
		if (again) return found;
		const isHers = (number: string) =>
			held.some(({ phone }) => phone === number) ||
			recognition.said('phone', door, number) !== undefined;
		const household = {
			...found.household,
			headName: head !== undefined || held.some(({ name }) => name === headName) ? '' : headName,
			phones: phones.filter((number) => !isHers(number)),
			// Words of the sheet speak of the household as it was.
			...{ note: '', bestTime: '' }
		};
		return { ...found, household, residents: found.residents.filter((one) => !held.includes(one)) };
	}

	#takeHousehold(door: DoorId, { grid, household }: RosterDoor): void {
		const known = this.#context.known.households.get(door);
		if (known) {
			this.#amend(this.counts.households, grid, 'household', known, household);
			return;
		}
		this.counts.households.fresh += 1;
		this.entries.push({
			...{ _id: documentId.household(door), kind: 'household', grid, door },
			...household
		});
	}

	#takeResidents(door: DoorId, { grid, residents }: RosterDoor): void {
		const left = [...(this.#context.known.residents.get(door) ?? [])];
		for (const resident of residents) {
			const at = sameAs(resident, left, residents);
			const [known] = at < 0 ? [] : left.splice(at, 1);
			if (known) {
				this.#amend(this.counts.residents, grid, 'resident', known, resident);
				continue;
			}
			this.counts.residents.fresh += 1;
			const _id = documentId.resident(this.#newUlid());
			this.entries.push({ _id, kind: 'resident', grid, door, ...resident });
		}
		this.counts.residents.notMentioned += left.length;
	}

	#amend<F extends HouseholdFields | ResidentFields>(
		counts: Counted,
		grid: string,
		subjectKind: 'household' | 'resident',
		known: Known<F>,
		says: F
	): void {
		const change = changeOf(says, known);
		counts[change ? 'changed' : 'unchanged'] += 1;
		if (!change) return;
		const { subject } = known;
		const _id = documentId.amendment(subject, this.#newUlid());
		this.entries.push({ _id, kind: 'amendment', grid, subject, subjectKind, ...change });
	}

	/** Where the sheet names no estate, the community's own name stands for it. */
	#estateOf({ address }: RosterDoor): string {
		return address.estate === '' ? this.#context.community.name : address.estate;
	}

	#codeOf(estate: string): string {
		const code = estateCodeFor(estate, initialsOf(estate), this.#estateCodes);
		this.#estateCodes.set(estate, code);
		return code;
	}
}

/**
 * Which of those known behind the door this is: the same name, and the same year where there are
 * several of that name. A year that changed is a correction when nobody else can be meant.
 */
function sameAs(
	resident: ResidentFields,
	known: readonly Known<ResidentFields>[],
	inSheet: readonly ResidentFields[]
): number {
	const named = (one: Known<ResidentFields>) =>
		one.imported.name === resident.name || one.today.name === resident.name;
	const exact = known.findIndex(
		(one) => named(one) && one.imported.birthYear === resident.birthYear
	);
	if (exact >= 0) return exact;
	const alone = inSheet.filter(({ name }) => name === resident.name).length === 1;
	return alone && known.filter(named).length === 1 ? known.findIndex(named) : -1;
}

function codeIn(door: DoorId): string {
	return door.split('/')[1] ?? '';
}

/** 兴康小区 → xk: what kind of place it is tells nothing. */
function initialsOf(estate: string): string {
	const name = estate.replace(/(?:住宅)?(?:小区|社区|家园|大院|花园)$/, '') || estate;
	return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
}

function summed(notTaken: readonly NotTaken[]): ImportReport['notTaken'] {
	return [...Map.groupBy(notTaken, ({ kind }) => kind)].map(([kind, all]) => ({
		kind,
		count: all.length,
		labels: [...new Set(all.flatMap((one) => ('label' in one ? [one.label] : [])))].slice(0, 20)
	}));
}
