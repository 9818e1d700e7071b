import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TrialStation } from '../trialStation.ts';
import { openTrialStation, trialOrigin } from '../trialStation.ts';
import { readTokenKeys } from './tokens.ts';

const shared = randomBytes(64);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;
const ec = Object.fromEntries(
	Object.entries(curves).map(([alg, namedCurve]) => [
		alg,
		generateKeyPairSync('ec', { namedCurve })
	])
);
const publicJwk = (key: KeyObject, kid: string): JWK => ({
	...(key.export({ format: 'jwk' }) as JWK),
	kid
});
const keys: JWK[] = [
	{ kty: 'oct', k: shared.toString('base64url'), kid: 'shared' },
	{ kty: 'oct', k: shared.toString('base64url'), kid: '_default' },
	publicJwk(rsa.publicKey, 'rsa'),
	...Object.entries(ec).map(([alg, { publicKey }]) => publicJwk(publicKey, alg))
];

interface Made {
	alg?: string;
	kid?: string;
	key?: KeyObject | Uint8Array;
	claims?: object;
	seconds?: number;
}

const nowMs = Date.UTC(2026, 10, 26);

async function token({ alg = 'HS256', kid = 'shared', key, claims, seconds }: Made = {}) {
	const jwt = new SignJWT({ sub: 'root', ...claims });
	jwt.setProtectedHeader({ alg, kid });
	if (seconds !== undefined) jwt.setExpirationTime(Math.floor(nowMs / 1000) + seconds);
	return jwt.sign(key ?? new Uint8Array(shared));
}

describe('tokens', () => {
	let station: TrialStation;
	beforeAll(async () => {
		const tokenKeys = await readTokenKeys(JSON.stringify({ keys }));
		if (!tokenKeys.ok) throw new Error(tokenKeys.refusal);
		station = await openTrialStation({ tokenKeys: tokenKeys.value, nowMs: () => nowMs });
		await station.joinCouch('root', 'admin');
		await station.joinCouch('peer', 'member');
	});

	async function ask(bearer: string, path = '/db/_all_dbs', from = station) {
		const headers = { Authorization: `Bearer ${bearer}` };
		const answer = await from.handle(new Request(`${trialOrigin}${path}`, { headers }));
		return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
	}

	test('[A23] each algorithm holds with a key of its own kind, named or by default', async () => {
		const tokens: Made[] = [
			...['HS256', 'HS384', 'HS512'].map((alg) => ({ alg })),
			...['RS256', 'RS384', 'RS512'].map((alg) => ({ alg, kid: 'rsa', key: rsa.privateKey })),
			...Object.entries(ec).map(([alg, { privateKey }]) => ({ alg, kid: alg, key: privateKey })),
			{ seconds: 60 }
		];
		for (const made of tokens) {
			expect([made.alg, await ask(await token(made))]).toEqual([
				made.alg,
				{ status: 200, json: [] }
			]);
		}
		const unnamed = new SignJWT({ sub: 'root' }).setProtectedHeader({ alg: 'HS256' });
		expect((await ask(await unnamed.sign(new Uint8Array(shared)))).status).toBe(200);
	});

	test('[A23] the account counts, or the role of an admin in the claim', async () => {
		const session = async (claims: object) =>
			(await ask(await token({ claims }), '/db/_session')).json['userCtx'];
		expect(await session({})).toEqual({ name: 'root', roles: ['_admin'] });
		expect(await session({ sub: 'peer' })).toEqual({ name: 'peer', roles: [] });
		expect(await session({ sub: 'peer', '_couchdb.roles': ['partner'] })).toEqual({
			name: 'peer',
			roles: ['partner']
		});
		expect(await session({ sub: 'robot', '_couchdb.roles': ['_admin'] })).toEqual({
			name: 'robot',
			roles: ['_admin']
		});
		const worker = await token({ claims: { sub: 'wangge1' } });
		expect((await ask(worker)).status).toBe(404);
		expect((await ask(worker, '/db/feed-grid-150105001019-01')).status).toBe(200);
		// A role in a claim is none of the community's, so it opens no feed.
		const claims = { sub: 'robot', '_couchdb.roles': ['_admin', 'grid_worker'] };
		const robot = await token({ claims });
		expect((await ask(robot, '/db/feed-grid-150105001019-01')).status).toBe(404);
		expect(await ask(await token({ claims: { sub: 'robot' } }))).toMatchObject({ status: 401 });
	});

	test('[A23] what is no token is 400', async () => {
		const whole = await token();
		const [header, payload] = whole.split('.');
		const malformed = [
			...['x', 'a.b', 'a.b.c', `${header}.${payload}`, `${whole}.x`, '..', `x.${payload}.x`],
			...[await token({ claims: { '_couchdb.roles': 'admin' } })]
		];
		for (const text of malformed) {
			expect([text, await ask(text)]).toMatchObject([
				text,
				{ status: 400, json: { error: 'bad_request', reason: 'Malformed token' } }
			]);
		}
	});

	test('[A23] what does not hold is 401: time, signature, key, algorithm, name', async () => {
		const seconds = Math.floor(nowMs / 1000);
		const publicAsSecret = rsa.publicKey.export({ format: 'pem', type: 'spki' });
		const unsigned = ['{"alg":"none"}', '{"sub":"root"}', '']
			.map((part) => Buffer.from(part).toString('base64url'))
			.join('.');
		const refused: [string, string][] = [
			['expired', await token({ seconds: -60 })],
			['not yet', await token({ claims: { nbf: seconds + 60 } })],
			['other secret', await token({ key: new Uint8Array(randomBytes(64)) })],
			['unknown key', await token({ kid: 'other' })],
			// The public key is known to everybody; taken for a secret it would sign everything.
			[
				'confused',
				await token({ kid: 'rsa', key: new TextEncoder().encode(String(publicAsSecret)) })
			],
			['secret for RS', await token({ alg: 'RS256', kid: 'shared', key: rsa.privateKey })],
			['PS256', await token({ alg: 'PS256', kid: 'rsa', key: rsa.privateKey })],
			['nobody', await token({ claims: { sub: 'gone' } })],
			['no sub', await token({ claims: { sub: undefined } })],
			['alg none', unsigned]
		];
		for (const [what, text] of refused) {
			expect([what, await ask(text)]).toMatchObject([
				what,
				{ status: 401, json: { error: 'unauthorized' } }
			]);
		}
	});

	test('[A23] without keys a token is nothing at all', async () => {
		const plain = await openTrialStation();
		expect((await ask(await token(), '/db/_all_dbs', plain)).status).toBe(401);
		expect((await ask('rubbish', '/db/_session', plain)).json).toMatchObject({
			userCtx: { name: null },
			info: { authentication_handlers: ['cookie', 'default'] }
		});
		expect((await ask(await token(), '/db/_session')).json).toMatchObject({
			info: { authentication_handlers: ['jwt', 'cookie', 'default'], authenticated: 'jwt' }
		});
	});

	test('[A23] a file with keys that cannot be used is refused with the reason', async () => {
		const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
		const cases: [unknown, string][] = [
			['{', 'JWK Set'],
			[[], 'JWK Set'],
			[{ keys: 'x' }, 'JWK Set'],
			[{ keys: [null] }, 'JWK Set'],
			[{ keys: [] }, '没有密钥'],
			[{ keys: [{ kty: 'OKP', kid: 'a' }] }, '密钥 a 不能用'],
			[{ keys: [{ kty: 'oct', k: 'c2hvcnQ', kid: 'a' }] }, '太短'],
			[{ keys: [keys[0], keys[0]] }, '重复'],
			[{ keys: [publicJwk(rsa.privateKey, 'a')] }, '私钥'],
			[{ keys: [publicJwk(weak.publicKey, 'a')] }, '密钥 a 不能用'],
			[{ keys: [{ kty: 'RSA', kid: 'a', n: 'x' }] }, '密钥 a 不能用'],
			[{ keys: [{ kty: 'EC', crv: 'P-256', kid: 'a', x: 'x', y: 'y' }] }, '密钥 a 不能用'],
			[{ keys: [{ kty: 'EC', crv: 'secp256k1', kid: 'a' }] }, '密钥 a 不能用']
		];
		for (const [value, sentence] of cases) {
			const text = typeof value === 'string' ? value : JSON.stringify(value);
			const outcome = await readTokenKeys(text);
			expect([text, outcome.ok ? '' : outcome.refusal]).toEqual([
				text,
				expect.stringContaining(sentence)
			]);
		}
	});
});
