/**
 * The access store as it counts today: a grant outside its days is no grant, one that ended lately
 * still takes what was written under it, and one that is taken away ends rather than vanishes.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import { changedGrants, holdsOn, takesHandIns } from '#lib/domain/grantDays.ts';
import type { AccessStore } from './accessStore.ts';
import type { Account } from './account.ts';

export function grantsOfToday(store: AccessStore, nowMs: () => number): AccessStore {
	const today = () => dayOf(new Date(nowMs()).toISOString());

	function counting(account: Account, day: string): Account {
		const { grants } = account;
		// Most grants have no days at all.
		if (grants.every(({ from, until }) => from === undefined && until === undefined))
			return account;
		return {
			...account,
			grants: grants.filter((grant) => holdsOn(grant, day)),
			ended: grants.filter((grant) => takesHandIns(grant, day))
		};
	}

	return {
		...store,
		account(name) {
			const account = store.account(name);
			return account && counting(account, today());
		},
		accounts() {
			const day = today();
			return store.accounts().map((account) => counting(account, day));
		},
		saveAccount({ ended: _read, ...account }, passwordHash) {
			const before = store.account(account.name)?.grants ?? [];
			const grants = changedGrants(before, account.grants, today());
			store.saveAccount({ ...account, grants }, passwordHash);
		}
	};
}
