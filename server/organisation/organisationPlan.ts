/**
 * What a table of who acts in a community would change, in its directory and in the accounts. It
 * writes nothing; asked again about the same table and the same station it answers the same.
 */
import type { Day } from '#lib/domain/calendar.ts';
import { canonicalJson } from '#lib/domain/canonicalJson.ts';
import type { Branch, OrganisationDocument, Post, Unit } from '#lib/domain/loopDocuments.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { Account } from '../access/account.ts';
import type { OrganisationRow } from './organisationReading.ts';
import type { RowRefusal } from './organisationRows.ts';
import { readOrganisation } from './organisationRows.ts';
import type { Places } from './places.ts';

export type Directory = Pick<OrganisationDocument, 'units' | 'posts' | 'branches'>;

interface AccountChange {
	name: string;
	displayName: string;
	isNew: boolean;
	grants: RoleGrant[];
	/** In words, for the keeper. */
	gains: string[];
	loses: string[];
}

export interface OrganisationReport {
	rows: number;
	units: Counted;
	posts: Counted;
	branches: Counted;
	accounts: AccountChange[];
	refused: RowRefusal[];
}

export interface Counted {
	fresh: number;
	changed: number;
	unchanged: number;
	/** In the directory so far, and not in the table. */
	gone: string[];
}

export interface OrganisationPlan {
	directory: Directory;
	isDirectoryChanged: boolean;
	report: OrganisationReport;
}

export interface PlanContext {
	places: Places;
	/** As it stands. */
	directory: Directory;
	/** With grants of all days. */
	accounts: readonly Account[];
	today: Day;
	/** Words for a grant. */
	wordsOf: (grant: RoleGrant, units: readonly Unit[]) => string;
}

export function planOrganisation(
	rows: readonly OrganisationRow[],
	context: PlanContext
): OrganisationPlan {
	const { directory: before, places, accounts } = context;
	const programs = new Set(accounts.flatMap(({ name, couch }) => (couch ? [name] : [])));
	const read = readOrganisation(rows, { places, units: before.units, programs });
	const units = withKept(read.units, before.units, codeOf, ({ name }) =>
		read.kept.unitNames.has(name)
	);
	const posts = withKept(read.posts, before.posts, postKey, ({ account }) =>
		read.kept.accounts.has(account)
	);
	const directory = { units, posts, branches: read.branches };
	return {
		directory,
		isDirectoryChanged: canonicalJson(ordered(directory)) !== canonicalJson(ordered(before)),
		report: {
			rows: rows.length,
			units: counted(units, before.units, codeOf, ({ name }) => name),
			posts: counted(posts, before.posts, postKey, (post) =>
				[post.name, context.wordsOf(grantOf(post), [...units, ...before.units])].join(' ')
			),
			branches: counted(directory.branches, before.branches, branchKey, ({ name }) => name),
			accounts: accountChanges(directory, read.kept.accounts, context),
			refused: read.refused
		}
	};
}

/** A row that was refused takes nothing away from what its account or unit had. */
function withKept<T>(
	read: readonly T[],
	before: readonly T[],
	key: (one: T) => string,
	isKept: (one: T) => boolean
): T[] {
	const there = new Set(read.map(key));
	return [...read, ...before.filter((one) => isKept(one) && !there.has(key(one)))];
}

function counted<T>(
	now: readonly T[],
	before: readonly T[],
	key: (one: T) => string,
	name: (one: T) => string
): Counted {
	const known = new Map(before.map((one) => [key(one), canonicalJson(one)]));
	const keys = new Set(now.map(key));
	const isFresh = (one: T) => !known.has(key(one));
	const isSame = (one: T) => known.get(key(one)) === canonicalJson(one);
	const fresh = now.filter(isFresh).length;
	const unchanged = now.filter(isSame).length;
	return {
		fresh,
		unchanged,
		changed: now.length - fresh - unchanged,
		gone: before.filter((one) => !keys.has(key(one))).map(name)
	};
}

function accountChanges(
	{ posts, units }: Directory,
	kept: ReadonlySet<string>,
	{ accounts, directory: before, wordsOf, today }: PlanContext
): AccountChange[] {
	const known = new Map(accounts.map((account) => [account.name, account]));
	const inTable = Map.groupBy(posts, ({ account }) => account);
	const inDirectory = Map.groupBy(before.posts, ({ account }) => account);
	const words = (grants: readonly RoleGrant[]) =>
		grants.map((grant) => wordsOf(grant, [...units, ...before.units]));
	return [...new Set([...inTable.keys(), ...inDirectory.keys()])].flatMap((name) => {
		const account = known.get(name);
		const now = inTable.get(name) ?? [];
		const given = now.map(grantOf);
		// What ended stays written down for a while, and is nobody's to lose.
		const over = (account?.grants ?? []).filter(({ until = '' }) => until !== '' && until < today);
		const had = without(account?.grants ?? [], without(over, given));
		// Who is out of the table loses what the table gave, and nothing else.
		const left = without(had, (inDirectory.get(name) ?? []).map(grantOf));
		const isKept = kept.has(name);
		const grants = now.length === 0 ? left : isKept ? [...given, ...without(had, given)] : given;
		if (!account && now.length === 0) return [];
		const displayName = now[0]?.name ?? account?.displayName ?? name;
		const gains = words(without(grants, had));
		const loses = words(without(had, grants));
		const isSame = gains.length + loses.length === 0 && account?.displayName === displayName;
		if (isSame) return [];
		return [{ name, displayName, isNew: account === undefined, grants, gains, loses }];
	});
}

function without(grants: readonly RoleGrant[], others: readonly RoleGrant[]): RoleGrant[] {
	const keys = new Set(others.map((grant) => canonicalJson(grant)));
	return grants.filter((grant) => !keys.has(canonicalJson(grant)));
}

function grantOf({ role, scope, from, until }: Post): RoleGrant {
	return {
		role: role as RoleGrant['role'],
		scope,
		...(from === '' ? {} : { from }),
		...(until === '' ? {} : { until })
	};
}

function codeOf({ code }: Unit): string {
	return code;
}

function postKey({ account, role, scope, from }: Post): string {
	return [account, role, scope, from].join(' ');
}

function branchKey({ scope, name }: Branch): string {
	return `${scope} ${name}`;
}

/** The order of the rows says nothing. */
function ordered({ units, posts, branches }: Directory): Directory {
	const by = <T>(list: readonly T[], key: (one: T) => string) =>
		[...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
	return {
		units: by(units, codeOf),
		posts: by(posts, postKey),
		branches: by(branches, branchKey)
	};
}
