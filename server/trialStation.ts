/**
 * A whole station in memory, for tests and stories: one community with two grids, one worker each, a
 * keeper, a lead, and passwords that are quick to check. Never for a real community.
 */
import type { Account } from './access/account.ts';
import type { AccessStore } from './access/accessStore.ts';
import type { Community } from './access/community.ts';
import { openMemoryAccessStore } from './access/memoryAccessStore.ts';
import { cookieName } from './access/sessions.ts';
import type { ScryptCost } from './access/passwords.ts';
import { hashPassword } from './access/passwords.ts';
import type { Station, StationOptions } from './stationOptions.ts';
import { openStation } from './station.ts';
import type { StationStorage } from './storage/documentStore.ts';
import { openMemoryStorage } from './storage/memoryStorage.ts';

export const trialCommunity: Community = {
	id: '150105001019',
	name: '兴康社区',
	street: '人民路街道',
	phone: '',
	grids: [
		{ id: '150105001019-01', label: '第1网格' },
		{ id: '150105001019-02', label: '第2网格' }
	],
	demo: true
};

export const trialPassword = 'try-it-out';
export const trialOrigin = 'http://station.test';
/** A hundredth of the real cost: tests sign in often. */
export const trialCost: ScryptCost = { logN: 8, r: 8, p: 1 };

export interface TrialStation extends Station {
	storage: StationStorage;
	access: AccessStore;
	/** Makes an account for a program, and answers a `fetch` that shows its password each time. */
	joinCouch(
		account: string,
		couch: 'admin' | 'member'
	): Promise<(path: string, init?: RequestInit) => Promise<Response>>;
	/** Signs in and answers a `fetch` that carries the session and the device. */
	signIn(
		account: string,
		device: string
	): Promise<(path: string, init?: RequestInit) => Promise<Response>>;
}

export async function openTrialStation(
	options: Partial<StationOptions> = {}
): Promise<TrialStation> {
	const storage = options.storage ?? openMemoryStorage();
	const access = options.access ?? openMemoryAccessStore();
	if (!access.community()) {
		access.saveCommunity(trialCommunity);
		for (const [index, { id }] of trialCommunity.grids.entries()) {
			access.saveAccount(
				workerOf(`wangge${index + 1}`, id),
				await hashPassword(trialPassword, trialCost)
			);
		}
		for (const [name, role] of [
			['zhan', 'station_keeper'],
			['shuji', 'community_lead']
		] as const) {
			const grants = [{ role, scope: trialCommunity.id }];
			access.saveAccount(
				{ name, displayName: name, grants, demo: true },
				await hashPassword(trialPassword, trialCost)
			);
		}
	}
	const station = await openStation({
		version: '0.0.0',
		cost: trialCost,
		...options,
		storage,
		access
	});
	return {
		...station,
		storage,
		access,
		async joinCouch(name, couch) {
			const account: Account = { name, displayName: name, grants: [], couch, demo: true };
			access.saveAccount(account, await hashPassword(trialPassword, trialCost));
			return async (path, init = {}) => {
				const request = new Request(`${trialOrigin}${path}`, init);
				request.headers.set('Authorization', basic(name, trialPassword));
				return station.handle(request);
			};
		},
		async signIn(account, device) {
			const answer = await station.handle(
				new Request(`${trialOrigin}/db/_session`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': device },
					body: JSON.stringify({ name: account, password: trialPassword })
				})
			);
			const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
			if (!cookie?.startsWith(cookieName)) throw new Error(`${account} could not sign in.`);
			return async (path, init = {}) => {
				const request = new Request(`${trialOrigin}${path}`, init);
				request.headers.set('Cookie', cookie);
				request.headers.set('X-Qingge-Device', device);
				return station.handle(request);
			};
		}
	};
}

export function basic(name: string, password: string): string {
	return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function workerOf(name: string, grid: string): Account {
	return {
		name,
		displayName: name,
		grants: [{ role: 'grid_worker', scope: grid }],
		demo: true
	};
}
