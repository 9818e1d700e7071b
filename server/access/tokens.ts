/**
 * Bearer tokens (JWT) signed by a key the keeper has laid down, as CouchDB takes them. A key fits the
 * algorithms of its own kind only: a public key is never taken for a shared secret.
 */
import { randomBytes } from 'node:crypto';
import { base64url, compactVerify, errors, jwtVerify } from 'jose';
import type { JWK, JWTHeaderParameters, JWTPayload } from 'jose';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { badRequest, unauthorized } from '../http/couchError.ts';

interface TokenClaims {
	sub: string;
	/** Of the claim `_couchdb.roles`. */
	roles: string[];
}

/** By their `kid`. */
export type TokenKeys = ReadonlyMap<string, JWK>;

/** Throws CouchError: 400 for what is no token, 401 for one that does not hold. */
export type ReadToken = (token: string) => Promise<TokenClaims>;

const algorithms = [
	...['HS256', 'HS384', 'HS512'],
	...['RS256', 'RS384', 'RS512'],
	...['ES256', 'ES384', 'ES512']
];
const kindOf: Readonly<Record<string, string>> = { HS: 'oct', RS: 'RSA', ES: 'EC' };
const curveOf: Readonly<Record<string, string>> = {
	ES256: 'P-256',
	ES384: 'P-384',
	ES512: 'P-521'
};
/** For tokens that name no key, as in CouchDB. */
const defaultKeyId = '_default';
/** A shorter secret can be guessed from one token (RFC 7518, 3.2). */
const shortestSecretBytes = 32;
/** Of a signature that nobody made; whatever its length, it is wrong. */
const signatureBytes = 64;
/** Clocks differ a little. */
const toleranceSeconds = 5;

/** `text` is a JWK Set (RFC 7517) of shared secrets and public keys. The refusal says what is wrong. */
export async function readTokenKeys(text: string): Promise<Outcome<TokenKeys, string>> {
	const keys = keysIn(text);
	if (!keys) return refused('应是一个 JWK Set：{"keys": […]}');
	const byId = new Map<string, JWK>();
	for (const key of keys) {
		const id = key.kid ?? defaultKeyId;
		const wrong = byId.has(id) ? '重复出现' : await faultOf(key);
		if (wrong !== undefined) return refused(`密钥 ${id} ${wrong}`);
		byId.set(id, key);
	}
	return byId.size === 0 ? refused('里面没有密钥') : accepted(byId);
}

async function faultOf(key: JWK): Promise<string | undefined> {
	const algorithm = algorithms.find((alg) => fits(key, alg));
	if (algorithm === undefined) return '不能用：只接受 oct（HS）、RSA（RS）和 EC（ES）密钥';
	if (key.kty === 'oct' && Buffer.byteLength(key.k ?? '', 'base64url') < shortestSecretBytes) {
		return `太短：至少 ${shortestSecretBytes} 字节`;
	}
	if (key.d !== undefined) return '是私钥：这里只放公钥';
	// A key that can be used finds that nobody signed this.
	const header = base64url.encode(JSON.stringify({ alg: algorithm }));
	const signature = base64url.encode(new Uint8Array(randomBytes(signatureBytes)));
	const trial = compactVerify(`${header}.e30.${signature}`, key);
	return trial.then(
		() => '不能用',
		(error: unknown) =>
			error instanceof errors.JWSSignatureVerificationFailed
				? undefined
				: '不能用：内容不完整或太短'
	);
}

function fits(key: JWK, alg: string): boolean {
	return (
		key.kty === kindOf[alg.slice(0, 2)] &&
		(curveOf[alg] ?? key.crv) === key.crv &&
		(key.alg ?? alg) === alg
	);
}

function keysIn(text: string): JWK[] | undefined {
	try {
		const { keys } = JSON.parse(text) as { keys?: unknown };
		if (!Array.isArray(keys)) return undefined;
		const objects = keys.every((key) => typeof key === 'object' && key !== null);
		return objects ? (keys as JWK[]) : undefined;
	} catch {
		return undefined;
	}
}

export function openTokens(keys: TokenKeys, nowMs: () => number): ReadToken {
	function keyFor({ alg, kid }: JWTHeaderParameters) {
		const key = keys.get(kid ?? defaultKeyId);
		if (!key || !fits(key, alg)) throw unauthorized('No key of this station fits the token.');
		return key;
	}

	return async (token) => {
		const options = {
			algorithms,
			currentDate: new Date(nowMs()),
			clockTolerance: toleranceSeconds
		};
		try {
			return claimsOf((await jwtVerify(token, keyFor, options)).payload);
		} catch (error) {
			throw tokenRefused(error);
		}
	};
}

function claimsOf(payload: JWTPayload): TokenClaims {
	const { sub } = payload;
	if (typeof sub !== 'string' || sub === '') throw unauthorized('Token missing sub claim.');
	const roles = payload['_couchdb.roles'] ?? [];
	if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) {
		throw badRequest('Malformed token');
	}
	return { sub: sub.normalize('NFC'), roles };
}

function tokenRefused(error: unknown): unknown {
	if (!(error instanceof errors.JOSEError)) return error;
	if (error instanceof errors.JWTExpired) return unauthorized('Token has expired.');
	if (error instanceof errors.JWTClaimValidationFailed) {
		return unauthorized('Token does not hold now.');
	}
	if (error instanceof errors.JWSSignatureVerificationFailed) {
		return unauthorized('The signature of the token does not fit.');
	}
	if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
		return unauthorized('The token is signed in a way that is not taken here.');
	}
	return badRequest('Malformed token');
}
