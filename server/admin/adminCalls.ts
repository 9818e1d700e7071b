/**
 * What the keeper's command line asks of the station, running or not: the same calls over loopback
 * or in one process. Whoever cannot read the data folder's token finds nothing here.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import type { AccessStore } from '../access/accessStore.ts';
import type { Account } from '../access/account.ts';
import type { AuditTrail } from '../access/auditTrail.ts';
import { isAccountName } from '../access/account.ts';
import type { Community } from '../access/community.ts';
import type { ScryptCost } from '../access/passwords.ts';
import { hashPassword, longestPassword } from '../access/passwords.ts';
import type { Sessions } from '../access/sessions.ts';
import { badRequest, CouchError, notFound, tooLarge } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readBytes, readObject } from '../http/requestBody.ts';
import type { Backups } from '../backup/backups.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { backupCalls } from './backupCalls.ts';
import type { Organiser } from '../organisation/organiser.ts';
import type { CircleKeeper } from '../circle/circleKeeper.ts';
import type { Importer } from './importer.ts';
import { mostFileBytes } from './readSheet.ts';
import { upstreamCalls } from './upstreamCalls.ts';

export interface AdminParts {
	/** Lies in a file that only the station's own user may read. */
	token: string;
	access: AccessStore;
	sessions: Sessions;
	importer: Importer;
	organiser: Organiser;
	circle: CircleKeeper;
	audit: AuditTrail;
	community: () => Community;
	cost: ScryptCost;
	health: (request: Request) => Promise<Response>;
	backups: Backups | undefined;
	upstream: Upstream;
}

export const adminMount = '/station/admin';
export const shortestPassword = 8;
const mostBytes = 64 * 1024;
const actsShown = 30;
/** Who acts at the command line is whoever may read the data folder. */
const stationItself = 'station';

type AdminCall = (parts: AdminParts, request: Request) => Promise<Response>;

const calls = new Map<string, AdminCall>([
	['POST /import', propose],
	['POST /import/confirm', confirm],
	['POST /organisation', proposeOrganisation],
	['POST /organisation/confirm', confirmOrganisation],
	['POST /places', proposePlaces],
	['POST /places/confirm', confirmPlaces],
	['GET /accounts', list],
	['POST /accounts', addAccount],
	['POST /password', setPassword],
	['GET /audit', showAudit],
	['GET /community', async ({ community }) => json(200, community())],
	['GET /health', ({ health }, request) => health(request)],
	...backupCalls,
	...upstreamCalls
]);

/** `METHOD /path` of each: a test asks every one as everybody (T-AUTHZ). */
export const adminCallNames: readonly string[] = [...calls.keys()].map((name) =>
	name.replace(' ', ` ${adminMount}`)
);

export function createAdminCalls(parts: AdminParts): (request: Request) => Promise<Response> {
	return async (request) => {
		const { pathname } = new URL(request.url);
		const call = calls.get(`${request.method} ${pathname.slice(adminMount.length)}`);
		if (!call || !holdsToken(request, parts.token)) throw notFound('missing');
		return call(parts, request);
	};
}

function holdsToken(request: Request, token: string): boolean {
	const hashed = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
	const shown = request.headers.get('authorization') ?? '';
	return timingSafeEqual(hashed(shown), hashed(`Bearer ${token}`));
}

async function propose({ importer }: AdminParts, request: Request): Promise<Response> {
	const proposal = await importer.propose(await fileOf(request));
	return proposal.ok ? json(200, proposal.value) : json(422, proposal.refusal);
}

async function fileOf(request: Request): Promise<Uint8Array> {
	return readBytes(request, mostFileBytes).catch((error: unknown) => {
		throw error instanceof CouchError && error.status === 413 ? tooLarge('file_too_large') : error;
	});
}

async function confirm({ importer }: AdminParts, request: Request): Promise<Response> {
	const { id, again } = await readObject(request, mostBytes);
	return json(200, await importer.confirm(String(id), again === true));
}

async function proposeOrganisation({ organiser }: AdminParts, request: Request): Promise<Response> {
	const proposal = await organiser.propose(await fileOf(request));
	return proposal.ok ? json(200, proposal.value) : json(422, proposal.refusal);
}

async function confirmOrganisation({ organiser }: AdminParts, request: Request): Promise<Response> {
	const { id } = await readObject(request, mostBytes);
	return json(200, await organiser.confirm(String(id)));
}

async function proposePlaces({ circle }: AdminParts, request: Request): Promise<Response> {
	const proposal = await circle.propose(await fileOf(request));
	return proposal.ok ? json(200, proposal.value) : json(422, proposal.refusal);
}

async function confirmPlaces({ circle }: AdminParts, request: Request): Promise<Response> {
	const { id } = await readObject(request, mostBytes);
	return json(200, await circle.confirm(String(id)));
}

async function list({ access }: AdminParts): Promise<Response> {
	return json(200, access.accounts());
}

async function showAudit({ audit }: AdminParts): Promise<Response> {
	return json(200, { ...audit.verify(), acts: audit.last(actsShown) });
}

async function addAccount(parts: AdminParts, request: Request): Promise<Response> {
	const { access, community, cost, audit } = parts;
	const { name, displayName, grid, role, couch, password } = await readObject(request, mostBytes);
	if (typeof name !== 'string' || !isAccountName(name)) throw badRequest('name');
	if (access.account(name)) throw new CouchError(409, 'conflict', 'name');
	const rights = rightsOf(community(), { grid, role, couch });
	const account: Account = {
		name,
		displayName: typeof displayName === 'string' && displayName !== '' ? displayName : name,
		...rights,
		demo: false
	};
	const hash = await hashPassword(checkedPassword(password), cost);
	audit.note('account_added', stationItself, {
		account: name,
		role: rights.couch ? `couch_${rights.couch}` : (rights.grants[0]?.role ?? '')
	});
	access.saveAccount(account, hash);
	return json(201, account);
}

/** A person with a duty, or a program that speaks CouchDB; nobody is both. */
function rightsOf(
	community: Community,
	{ grid, role, couch }: Record<'grid' | 'role' | 'couch', unknown>
): Pick<Account, 'grants' | 'couch'> {
	if (couch === 'admin' || couch === 'member') return { grants: [], couch };
	return { grants: [grantFor(community, role, grid)] };
}

async function setPassword(parts: AdminParts, request: Request): Promise<Response> {
	const { access, sessions, cost, audit } = parts;
	const { name, password } = await readObject(request, mostBytes);
	const hash = await hashPassword(checkedPassword(password), cost);
	if (typeof name !== 'string' || !access.setPassword(name, hash)) throw notFound('name');
	audit.note('password_changed', stationItself, { account: name });
	// Whoever knew the old one is out at once.
	sessions.endAllOf(name);
	return json(200, { ok: true });
}

/** Whoever keeps or leads, does so for the whole community; a worker has one grid. */
function grantFor({ id, grids }: Community, role: unknown, grid: unknown): RoleGrant {
	if (role === 'station_keeper' || role === 'community_lead') return { role, scope: id };
	if (role !== undefined && role !== 'grid_worker') throw badRequest('role');
	const scope = grids.find((one) => Number(one.id.slice(-2)) === grid)?.id;
	if (scope === undefined) throw badRequest('grid');
	return { role: 'grid_worker', scope };
}

function checkedPassword(password: unknown): string {
	if (typeof password !== 'string') throw badRequest('password');
	if (password.length < shortestPassword || password.length > longestPassword) {
		throw badRequest('password');
	}
	return password;
}
