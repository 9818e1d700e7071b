/**
 * Reads the rows of a table of who acts in a community: each becomes a unit, posts, or a branch, or
 * is refused with its reason. It never takes an identity number.
 */
import type { Branch, Post, Unit } from '#lib/domain/loopDocuments.ts';
import { unitPattern } from '#lib/domain/feeds.ts';
import { holdsIdNumber } from '#lib/domain/idNumber.ts';
import { readName } from '#lib/domain/rosterCells.ts';
import { categories } from '#lib/domain/taxonomy.ts';
import { isAccountName } from '../access/account.ts';
import { dayIn } from './dayIn.ts';
import type { OrganisationRow } from './organisationReading.ts';
import type { Places } from './places.ts';
import { listed, plain } from './places.ts';
import type { PostRole } from './postScopes.ts';
import { branchScope, roleOf, scopesOf } from './postScopes.ts';
import { codeFor, kindOfUnit } from './units.ts';

export type RowReason =
	| 'kind_unknown'
	| 'id_number'
	| 'unit_name_missing'
	| 'unit_class_unknown'
	| 'unit_code_bad'
	| 'unit_repeated'
	| 'estate_unknown'
	| 'category_unknown'
	| 'phone_bad'
	| 'person_name_bad'
	| 'account_bad'
	| 'account_other_person'
	| 'account_of_program'
	| 'role_unknown'
	| 'scope_missing'
	| 'scope_unknown'
	| 'unit_wrong_kind'
	| 'day_bad'
	| 'days_reversed'
	| 'branch_name_missing'
	| 'text_too_long'
	| 'post_repeated';

export interface RowRefusal {
	sheet: string;
	row: number;
	reason: RowReason;
	/** The word in question, as it was written. */
	word: string;
}

export interface OrganisationRead {
	units: Unit[];
	posts: Post[];
	branches: Branch[];
	refused: RowRefusal[];
	/** Accounts and units whose rows were refused: what stood of them goes on to stand. */
	kept: { accounts: ReadonlySet<string>; unitNames: ReadonlySet<string> };
}

export interface RowsContext {
	places: Places;
	/** Units as they stand: a code once given stays with its name. */
	units: readonly Unit[];
	/** Accounts for programs. */
	programs: ReadonlySet<string>;
}

class Refused extends Error {
	readonly reason: RowReason;
	readonly word: string;
	constructor(reason: RowReason, word = '') {
		super(reason);
		this.reason = reason;
		this.word = word;
	}
}

export function readOrganisation(
	rows: readonly OrganisationRow[],
	context: RowsContext
): OrganisationRead {
	const units: Unit[] = [];
	const posts: Post[] = [];
	const branches: Branch[] = [];
	const refused: RowRefusal[] = [];
	const kept = { accounts: new Set<string>(), unitNames: new Set<string>() };
	const names = new Map<string, string>();

	function attempt(row: OrganisationRow, read: () => void): void {
		try {
			if (Object.values(row.cells).some(holdsIdNumber)) throw new Refused('id_number');
			read();
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			const { reason, word } = error;
			refused.push({ sheet: row.sheet, row: row.row, reason, word });
			if (row.cells.account !== undefined) kept.accounts.add(plain(row.cells.account));
			if (row.cells.name !== undefined) kept.unitNames.add(plain(row.cells.name));
		}
	}

	// Units first: whoever works for one may stand above it in the table.
	for (const row of rows.filter(({ kind }) => kind === 'unit')) {
		attempt(row, () => {
			const unit = unitOf(row, context, units);
			if (units.some(({ code, name }) => code === unit.code || name === unit.name)) {
				throw new Refused('unit_repeated', unit.name);
			}
			units.push(unit);
		});
	}
	const known = [...units, ...context.units.filter(({ name }) => kept.unitNames.has(name))];
	for (const row of rows.filter(({ kind }) => kind !== 'unit')) {
		attempt(row, () => {
			if (row.kind === undefined) throw new Refused('kind_unknown', row.cells.kind);
			if (row.kind === 'branch') {
				branches.push(branchOf(row, context.places));
				return;
			}
			const found = postsOf(row, known, context);
			const [first] = found;
			if (!first) return;
			const named = names.get(first.account);
			if (named !== undefined && named !== first.name) {
				throw new Refused('account_other_person', named);
			}
			const twice = found.find((post) => posts.some((other) => isSamePost(other, post)));
			if (twice) throw new Refused('post_repeated', context.places.nameOf(twice.scope));
			names.set(first.account, first.name);
			posts.push(...found);
		});
	}
	refused.sort((a, b) => (a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : a.row - b.row));
	return { units, posts, branches, refused, kept };
}

function unitOf(
	{ cells }: OrganisationRow,
	{ places, units: before }: RowsContext,
	taken: readonly Unit[]
): Unit {
	const name = plain(cells.name ?? '');
	if (name === '') throw new Refused('unit_name_missing');
	if (name.length > 60) throw new Refused('text_too_long', name);
	const kind = kindOfUnit(cells.class ?? '');
	if (!kind) throw new Refused('unit_class_unknown', cells.class);
	const estates = listed(cells.estates ?? '').map((written) => {
		const code = places.estates.get(plain(written));
		if (code === undefined) throw new Refused('estate_unknown', written);
		return code;
	});
	const given = plain(cells.code ?? '').toLowerCase();
	if (given !== '' && !unitPattern.test(given)) throw new Refused('unit_code_bad', given);
	const code = given || codeFor(name, kind, [...before, ...taken]);
	return {
		...{ code, kind, name, estates },
		phone: phoneIn(cells.phone),
		categories: listed(cells.categories ?? '').map(categoryCode)
	};
}

/** A code, a category's name, or the name of a whole group. */
function categoryCode(written: string): string {
	const word = plain(written);
	const found =
		categories.find(({ code, zh }) => code === word || plain(zh) === word)?.code ??
		categories.find(({ group, groupZh }) => group === word || plain(groupZh) === word)?.group;
	if (found === undefined) throw new Refused('category_unknown', written);
	return found;
}

function postsOf(
	{ cells }: OrganisationRow,
	units: readonly Unit[],
	{ places, programs }: RowsContext
): Post[] {
	const name = readName(cells.person ?? '');
	if (name === undefined) throw new Refused('person_name_bad', cells.person);
	const account = plain(cells.account ?? '');
	if (!isAccountName(account)) throw new Refused('account_bad', cells.account);
	if (programs.has(account)) throw new Refused('account_of_program', account);
	const asked: PostRole | undefined = roleOf(cells.post ?? '');
	if (!asked) throw new Refused('role_unknown', cells.post);
	const found = scopesOf(asked, { written: cells.scope ?? '', account, places, units });
	if (!found.ok) throw new Refused(found.refusal.reason, found.refusal.word);
	const from = dayFrom(cells.from);
	const until = dayFrom(cells.until);
	if (from !== '' && until !== '' && from > until) throw new Refused('days_reversed', until);
	const phone = phoneIn(cells.phone);
	return found.value.map(({ role, scope }) => ({ account, name, role, scope, phone, from, until }));
}

function branchOf({ cells }: OrganisationRow, places: Places): Branch {
	const name = plain(cells.name ?? '');
	if (name === '') throw new Refused('branch_name_missing');
	if (name.length > 60) throw new Refused('text_too_long', name);
	const scope = branchScope(cells.scope ?? '', places);
	if (scope === undefined) throw new Refused('scope_unknown', cells.scope);
	return { scope, name };
}

function dayFrom(written: string | undefined): string {
	const day = dayIn(written ?? '');
	if (day === undefined) throw new Refused('day_bad', written);
	return day;
}

function phoneIn(written: string | undefined): string {
	const phone = plain(written ?? '');
	if (!/^[\d+()-]{0,20}$/.test(phone)) throw new Refused('phone_bad', written);
	return phone;
}

function isSamePost(a: Post, b: Post): boolean {
	return a.account === b.account && a.role === b.role && a.scope === b.scope && a.from === b.from;
}
