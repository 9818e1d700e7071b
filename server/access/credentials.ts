/**
 * Holds a name and a password against the account. A pair that fits is remembered for a moment, since
 * Basic sends it with every request and scrypt is slow on purpose; a wrong one never costs less.
 *
 * What is remembered is an HMAC under a key that is made at the start and never leaves this process,
 * so it is worth nothing to whoever reads it. It holds for the address that was checked, and not
 * while that address has to wait: else it would answer guesses as fast as anybody can send them. It
 * holds for the password hash that was checked, so a new password ends it at once.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { AccessStore } from './accessStore.ts';
import type { Account } from './account.ts';
import type { ScryptCost } from './passwords.ts';
import { hashPassword, isOutdated, passwordFits } from './passwords.ts';
import type { SignInLimiter } from './signInLimiter.ts';

export interface CredentialsParts {
	store: AccessStore;
	limiter: SignInLimiter;
	cost: ScryptCost;
	nowMs: () => number;
}

interface Offered {
	name: string;
	password: string;
	/** Where the request came from. */
	address: string;
}

export interface Credentials {
	/** For signing in: checked in full. Throws CouchError 429; undefined when it does not fit. */
	check(offered: Offered): Promise<Account | undefined>;
	/** For every request: what fitted a moment ago still fits. */
	recall(offered: Offered): Promise<Account | undefined>;
}

/** Counted from the full check and not from the last use. */
export const rememberedMs = 5 * 60_000;
const mostRemembered = 1_000;

interface Remembered {
	passwordHash: string;
	untilMs: number;
}

export function openCredentials(parts: CredentialsParts): Credentials {
	const { store, limiter, cost, nowMs } = parts;
	const secret = new Uint8Array(randomBytes(32));
	const remembered = new Map<string, Remembered>();
	/** Many requests at once with one pair are one attempt. */
	const underWay = new Map<string, Promise<Account | undefined>>();

	function keyOf({ name, password, address }: Offered): string {
		const text = JSON.stringify([name, password, address]);
		return createHmac('sha256', secret).update(text).digest('base64url');
	}

	function remember(key: string, passwordHash: string): void {
		remembered.delete(key);
		remembered.set(key, { passwordHash, untilMs: nowMs() + rememberedMs });
		for (const oldest of remembered.keys()) {
			if (remembered.size <= mostRemembered) break;
			remembered.delete(oldest);
		}
	}

	async function check(offered: Offered): Promise<Account | undefined> {
		const { name, password, address } = offered;
		const hash = store.passwordHash(name);
		const fits = await limiter.attempt({ name, address }, () => passwordFits(password, hash, cost));
		const account = store.account(name);
		if (!fits || !account || hash === undefined) return undefined;
		if (isOutdated(hash, cost)) store.setPassword(name, await hashPassword(password, cost));
		return account;
	}

	async function checkAndRemember(key: string, offered: Offered): Promise<Account | undefined> {
		const hash = store.passwordHash(offered.name);
		const account = await check(offered);
		// Changed meanwhile: what fitted the old one is not what holds now.
		if (account && hash === store.passwordHash(account.name) && hash !== undefined) {
			remember(key, hash);
		}
		return account;
	}

	return {
		check,
		async recall(offered) {
			limiter.assertMayTry(offered);
			const key = keyOf(offered);
			const known = remembered.get(key);
			if (known && known.untilMs > nowMs()) {
				if (known.passwordHash === store.passwordHash(offered.name)) {
					return store.account(offered.name);
				}
			}
			remembered.delete(key);
			const before = underWay.get(key);
			if (before) return before;
			const checking = checkAndRemember(key, offered);
			underWay.set(key, checking);
			try {
				return await checking;
			} finally {
				underWay.delete(key);
			}
		}
	};
}
