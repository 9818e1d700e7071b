/**
 * The closed table of what a keeper of this station may call under /station/keeper. For everybody
 * else who is signed in nothing of it exists (404).
 */
import type { Account } from '../access/account.ts';
import { notSignedIn } from '../access/gate.ts';
import { peerOf } from '../access/peer.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readObject } from '../http/requestBody.ts';
import { endGrant, giveGrant } from './contentGrant.ts';
import type { KeeperParts } from './keeperParts.ts';
import { overview } from './overview.ts';
import { accept, giveBack, lookAt, repair } from './quarantineDesk.ts';

export const keeperMount = '/station/keeper';
const mostBytes = 4 * 1024;
/** One field of a document that may have 64 KB. */
const mostRepairBytes = 64 * 1024;

interface KeeperCall {
	parts: KeeperParts;
	request: Request;
	/** The keeper's account. */
	keeper: string;
	/** What stands in the path where the table has `:item`. */
	item: string;
}

type Answer = (call: KeeperCall) => Promise<unknown>;

export const keeperTable: Readonly<Record<string, { method: 'GET' | 'POST'; answer: Answer }>> = {
	'/overview': { method: 'GET', answer: ({ parts, keeper }) => overview(parts, keeper) },
	'/grant': { method: 'POST', answer: grant },
	'/grant/end': {
		method: 'POST',
		answer: async ({ parts, keeper }) => {
			endGrant(parts, keeper);
			return { ok: true };
		}
	},
	'/quarantine/:item': {
		method: 'GET',
		answer: ({ parts, keeper, item }) => lookAt(parts, keeper, item)
	},
	'/quarantine/:item/accept': { method: 'POST', answer: deciding(accept) },
	'/quarantine/:item/repair': {
		method: 'POST',
		async answer({ parts, request, keeper, item }) {
			const { value } = await readObject(request, mostRepairBytes);
			await repair(parts, keeper, item, value);
			return { ok: true };
		}
	},
	'/quarantine/:item/return': { method: 'POST', answer: deciding(giveBack) }
};

/** `METHOD /path` of each: a test asks every one as everybody (T-AUTHZ). */
export const keeperCallNames: readonly string[] = Object.entries(keeperTable).map(
	([path, { method }]) => `${method} ${keeperMount}${path}`
);

export function createKeeperCalls(parts: KeeperParts): (request: Request) => Promise<Response> {
	return async (request) => {
		const session = parts.sessions.find(request);
		if (!session) throw notSignedIn();
		if (!keeps(session.account, parts.community().id)) throw notFound('missing');
		const { pathname } = new URL(request.url);
		const found = find(pathname.slice(keeperMount.length));
		if (!found) throw notFound('missing');
		const { method, answer, item } = found;
		if (request.method !== method) {
			throw new CouchError(405, 'method_not_allowed', `Only ${method} allowed`, { Allow: method });
		}
		return json(200, await answer({ parts, request, keeper: session.account.name, item }));
	};
}

function keeps({ grants }: Account, community: string): boolean {
	return grants.some(({ role, scope }) => role === 'station_keeper' && scope === community);
}

function find(path: string) {
	const [, item = ''] = /^\/quarantine\/(quarantined:[0-9a-f]{32})(?:\/|$)/.exec(path) ?? [];
	const pattern = item === '' ? path : path.replace(item, ':item');
	const found = Object.hasOwn(keeperTable, pattern) ? keeperTable[pattern] : undefined;
	return found && (item !== '' || !pattern.includes(':item')) ? { ...found, item } : undefined;
}

function deciding(
	decide: (parts: KeeperParts, keeper: string, item: string) => Promise<void>
): Answer {
	return async ({ parts, keeper, item }) => {
		await decide(parts, keeper, item);
		return { ok: true };
	};
}

async function grant({ parts, request, keeper }: KeeperCall): Promise<unknown> {
	const { account, password, minutes } = await readObject(request, mostBytes);
	const { address } = peerOf(request);
	return giveGrant(parts, { keeper, account, password, minutes, address });
}
