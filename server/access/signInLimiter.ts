/**
 * Slows down guessing: five failures for a name from one address, and it waits. An attempt counts
 * before it is checked, so a hundred at once are not a hundred guesses.
 */
import { CouchError } from '../http/couchError.ts';

export interface SignInLimits {
	/** Failures of one account from one address. */
	perAccount: number;
	/** Failures from one address over all names; a whole office may stand behind it. */
	perAddress: number;
	/** How long a failure counts and a wait lasts, ms. */
	waitMs: number;
	/** Checks at the same time: each takes 32 MiB and a core. */
	atOnce: number;
}

export const defaultSignInLimits: SignInLimits = {
	perAccount: 5,
	perAddress: 60,
	waitMs: 15 * 60_000,
	atOnce: 16
};

/** Names and addresses remembered; the oldest go first, so that nobody fills the memory. */
const remembered = 20_000;

interface Failures {
	count: number;
	/** When the count begins anew. */
	untilMs: number;
}

interface Attempt {
	name: string;
	address: string;
}

export interface SignInLimiter {
	attempt(who: Attempt, check: () => Promise<boolean>): Promise<boolean>;
	assertMayTry(who: Attempt): void;
}

export function openSignInLimiter(
	nowMs: () => number,
	limits = defaultSignInLimits
): SignInLimiter {
	const failures = new Map<string, Failures>();
	let running = 0;

	function failuresOf(key: string): Failures {
		const known = failures.get(key);
		if (known && known.untilMs > nowMs()) return known;
		failures.delete(key);
		return { count: 0, untilMs: nowMs() + limits.waitMs };
	}

	function add(key: string, more: 1 | -1, most: number): void {
		const { count, untilMs } = failuresOf(key);
		failures.delete(key);
		// The failure that fills the measure starts the wait.
		const waits = more > 0 && count + more >= most;
		failures.set(key, {
			count: Math.max(0, count + more),
			untilMs: waits ? nowMs() + limits.waitMs : untilMs
		});
		for (const oldest of failures.keys()) {
			if (failures.size <= remembered) break;
			failures.delete(oldest);
		}
	}

	const keysOf = ({ name, address }: Attempt) => ({
		ofAccount: JSON.stringify([name, address]),
		ofAddress: JSON.stringify([address])
	});

	/** Throws CouchError 429 while this name or address has to wait. Counts nothing. */
	function assertMayTry(who: Attempt): void {
		const { ofAccount, ofAddress } = keysOf(who);
		const waitMs = Math.max(
			waitOf(failuresOf(ofAccount), limits.perAccount),
			waitOf(failuresOf(ofAddress), limits.perAddress)
		);
		if (waitMs > 0) throw tooMany(waitMs);
	}

	/** Runs the check unless this name or address has to wait; throws CouchError 429 then. */
	async function attempt(who: Attempt, check: () => Promise<boolean>): Promise<boolean> {
		const { ofAccount, ofAddress } = keysOf(who);
		assertMayTry(who);
		if (running >= limits.atOnce) throw tooMany(1_000);
		add(ofAccount, 1, limits.perAccount);
		add(ofAddress, 1, limits.perAddress);
		running += 1;
		try {
			const fits = await check();
			if (fits) {
				failures.delete(ofAccount);
				add(ofAddress, -1, limits.perAddress);
			}
			return fits;
		} finally {
			running -= 1;
		}
	}

	function waitOf({ count, untilMs }: Failures, most: number): number {
		return count >= most ? untilMs - nowMs() : 0;
	}

	return { attempt, assertMayTry };
}

function tooMany(waitMs: number): CouchError {
	const seconds = Math.ceil(waitMs / 1000);
	return new CouchError(
		429,
		'too_many_requests',
		`Too many attempts to sign in. Try again in ${seconds} seconds.`,
		{ 'Retry-After': String(seconds) }
	);
}
