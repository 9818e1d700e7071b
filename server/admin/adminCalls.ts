/**
 * What the keeper's command line asks of the station, running or not: the same calls over loopback
 * or in one process. Whoever cannot read the data folder's token finds nothing here.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessStore } from '../access/accessStore.ts';
import type { Account } from '../access/account.ts';
import { isAccountName } from '../access/account.ts';
import type { Community } from '../access/community.ts';
import type { ScryptCost } from '../access/passwords.ts';
import { hashPassword, longestPassword } from '../access/passwords.ts';
import type { Sessions } from '../access/sessions.ts';
import { badRequest, CouchError, notFound, tooLarge } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readBytes, readObject } from '../http/requestBody.ts';
import type { Importer } from './importer.ts';
import { mostFileBytes } from './readSheet.ts';

export interface AdminParts {
	/** Lies in a file that only the station's own user may read. */
	token: string;
	access: AccessStore;
	sessions: Sessions;
	importer: Importer;
	community: () => Community;
	cost: ScryptCost;
	health: (request: Request) => Promise<Response>;
}

export const adminMount = '/station/admin';
export const shortestPassword = 8;
const mostBytes = 64 * 1024;

type AdminCall = (parts: AdminParts, request: Request) => Promise<Response>;

const calls = new Map<string, AdminCall>([
	['POST /import', propose],
	['POST /import/confirm', confirm],
	['GET /accounts', list],
	['POST /accounts', addAccount],
	['POST /password', setPassword],
	['GET /community', async ({ community }) => json(200, community())],
	['GET /health', ({ health }, request) => health(request)]
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
	const file = await readBytes(request, mostFileBytes).catch((error: unknown) => {
		throw error instanceof CouchError && error.status === 413 ? tooLarge('file_too_large') : error;
	});
	const proposal = await importer.propose(file);
	return proposal.ok ? json(200, proposal.value) : json(422, proposal.refusal);
}

async function confirm({ importer }: AdminParts, request: Request): Promise<Response> {
	const { id } = await readObject(request, mostBytes);
	return json(200, await importer.confirm(String(id)));
}

async function list({ access }: AdminParts): Promise<Response> {
	return json(200, access.accounts());
}

async function addAccount(parts: AdminParts, request: Request): Promise<Response> {
	const { access, community, cost } = parts;
	const { name, displayName, grid, password } = await readObject(request, mostBytes);
	if (typeof name !== 'string' || !isAccountName(name)) throw badRequest('name');
	if (access.account(name)) throw new CouchError(409, 'conflict', 'name');
	const scope = community().grids.find(({ id }) => Number(id.slice(-2)) === grid)?.id;
	if (scope === undefined) throw badRequest('grid');
	const account: Account = {
		name,
		displayName: typeof displayName === 'string' && displayName !== '' ? displayName : name,
		grants: [{ role: 'grid_worker', scope }],
		demo: false
	};
	access.saveAccount(account, await hashPassword(checkedPassword(password), cost));
	return json(201, account);
}

async function setPassword(parts: AdminParts, request: Request): Promise<Response> {
	const { access, sessions, cost } = parts;
	const { name, password } = await readObject(request, mostBytes);
	const hash = await hashPassword(checkedPassword(password), cost);
	if (typeof name !== 'string' || !access.setPassword(name, hash)) throw notFound('name');
	// Whoever knew the old one is out at once.
	sessions.endAllOf(name);
	return json(200, { ok: true });
}

function checkedPassword(password: unknown): string {
	if (typeof password !== 'string') throw badRequest('password');
	if (password.length < shortestPassword || password.length > longestPassword) {
		throw badRequest('password');
	}
	return password;
}
