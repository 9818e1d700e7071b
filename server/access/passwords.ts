/**
 * Keeps passwords so that whoever steals the file still has to guess. It never answers sooner for a
 * name that does not exist, and never holds a password longer than one call.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface ScryptCost {
	/** Base-2 logarithm of N. */
	logN: number;
	r: number;
	p: number;
}

/**
 * One of OWASP's equal settings for scrypt: 32 MiB and about 0.3 s of one core. Every Node has
 * scrypt (Argon2id only from 24.7), and sessions last days, so nobody waits for it often.
 */
export const defaultCost: ScryptCost = { logN: 15, r: 8, p: 3 };

/** Longer ones only cost time; a person's stays far below. */
export const longestPassword = 256;

const keyBytes = 32;
const saltBytes = 16;

export async function hashPassword(password: string, cost = defaultCost): Promise<string> {
	const salt = new Uint8Array(randomBytes(saltBytes));
	const key = await derive(password, salt, cost);
	const { logN, r, p } = cost;
	return ['scrypt', logN, r, p, textOf(salt), textOf(key)].join('$');
}

/** Takes as long without a hash as with one, so that the time does not tell which names exist. */
export async function passwordFits(
	password: string,
	hash: string | undefined,
	cost = defaultCost
): Promise<boolean> {
	const stored = readHash(hash) ?? { cost, salt: noSalt, key: noKey };
	const key = await derive(password.slice(0, longestPassword), stored.salt, stored.cost);
	return timingSafeEqual(key, stored.key) && stored.key !== noKey;
}

/** Whether a hash was made with other costs than today's and should be made anew. */
export function isOutdated(hash: string, cost = defaultCost): boolean {
	const stored = readHash(hash)?.cost;
	return stored?.logN !== cost.logN || stored.r !== cost.r || stored.p !== cost.p;
}

const noSalt = new Uint8Array(saltBytes);
const noKey = new Uint8Array(keyBytes);

function readHash(
	hash: string | undefined
): { cost: ScryptCost; salt: Uint8Array; key: Uint8Array } | undefined {
	const [kind, logN, r, p, salt = '', key = ''] = hash?.split('$') ?? [];
	if (kind !== 'scrypt') return undefined;
	const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
	const stored = {
		cost,
		salt: bytesOf(salt),
		key: bytesOf(key)
	};
	return stored.key.length === keyBytes ? stored : undefined;
}

function derive(password: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
	const { logN, r, p } = cost;
	const N = 2 ** logN;
	// Node refuses what needs more than `maxmem`; scrypt needs 128·N·r bytes and a little more.
	const maxmem = 2 * 128 * N * r;
	return new Promise((resolve, reject) => {
		// One form for what keyboards spell in several ways.
		scrypt(password.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem }, (error, key) => {
			if (error) reject(error);
			else resolve(new Uint8Array(key));
		});
	});
}

function bytesOf(text: string): Uint8Array {
	return new Uint8Array(Buffer.from(text, 'base64url'));
}

function textOf(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
