/**
 * A keeper sees no content of records unless a lead of the community lets her, for a while. The lead
 * says so with her own password; the end is kept, so that a restart does not lengthen it.
 */
import { longestPassword, passwordFits } from '../access/passwords.ts';
import { badRequest, CouchError } from '../http/couchError.ts';
import type { KeeperParts } from './keeperParts.ts';

export interface ContentGrant {
	/** As colleagues call the lead. */
	by: string;
	/** Station time, ISO. */
	until: string;
}

export interface GrantAsked {
	keeper: string;
	/** The lead's name and password. */
	account: unknown;
	password: unknown;
	minutes: unknown;
	/** Where the call comes from, for the limit on guessing. */
	address: string;
}

const longestMinutes = 120;
const factOf = (keeper: string) => `content grant:${keeper}`;

export function grantOf({ access, nowMs }: KeeperParts, keeper: string): ContentGrant | undefined {
	const kept = access.fact(factOf(keeper));
	if (kept === undefined || kept === '') return undefined;
	const grant = JSON.parse(kept) as ContentGrant;
	return Date.parse(grant.until) > nowMs() ? grant : undefined;
}

export async function giveGrant(parts: KeeperParts, asked: GrantAsked): Promise<ContentGrant> {
	const { access, audit, nowMs } = parts;
	const { keeper } = asked;
	const minutes = minutesOf(asked.minutes);
	const lead = await leadOf(parts, asked);
	const until = new Date(nowMs() + minutes * 60_000).toISOString();
	audit.note('grant', keeper, { lead: lead.name, minutes, until });
	const grant: ContentGrant = { by: lead.displayName, until };
	access.saveFact(factOf(keeper), JSON.stringify(grant));
	return grant;
}

export function endGrant({ access, audit }: KeeperParts, keeper: string): void {
	audit.note('grant_ended', keeper);
	access.saveFact(factOf(keeper), '');
}

/** Throws 403 for everybody else; 401 would end the keeper's own session on her screen. */
async function leadOf(
	{ access, audit, attempt, community, cost }: KeeperParts,
	{ keeper, account, password, address }: GrantAsked
) {
	if (typeof account !== 'string' || typeof password !== 'string') throw badRequest('password');
	if (password.length > longestPassword) throw badRequest('password');
	const name = account.normalize('NFC');
	const hash = access.passwordHash(name);
	const fits = await attempt({ name, address }, () => passwordFits(password, hash, cost));
	const lead = access.account(name);
	const leads = lead?.grants.some(
		({ role, scope }) => role === 'community_lead' && scope === community().id
	);
	// Nobody lets herself look.
	if (fits && lead && leads === true && name !== keeper) return lead;
	// A name nobody has may be a password that slipped into the wrong field.
	audit.note('grant_refused', keeper, lead ? { lead: name } : {});
	throw new CouchError(403, 'forbidden', 'lead');
}

function minutesOf(minutes: unknown): number {
	if (!Number.isInteger(minutes)) throw badRequest('minutes');
	const asked = minutes as number;
	if (asked < 1 || asked > longestMinutes) throw badRequest('minutes');
	return asked;
}
