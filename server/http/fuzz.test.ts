// T-FUZZ: raw sockets against two processes: a community's station with a worker's session, and the
// CouchDB face open to everybody. Longer: `npm run fuzz`, with SEED=… and FUZZ_REQUESTS=… where wanted.
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '#lib/domain/sampleDocuments.ts';
import { hashPassword } from '../access/passwords.ts';
import { openStationData } from '../stationData.ts';
import type { StationProcess } from '../stationProcess.ts';
import { startStation } from '../stationProcess.ts';
import { trialCommunity, trialCost, trialPassword } from '../trialStation.ts';
import type { FuzzedRequest } from './fuzzedRequest.ts';
import { fuzzedRequest } from './fuzzedRequest.ts';

const isLong = process.env['npm_lifecycle_event'] === 'fuzz';
const seed = Number(process.env['SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 20261126));
const requests = Number(process.env['FUZZ_REQUESTS'] ?? (isLong ? 200_000 : 3_000));
/** Sent at the same time: what one leaves behind must not reach another. */
const atOnce = 8;
const mebibyte = 2 ** 20;
/** A phone may send 2 MB. Whoever may do everything may send 32 MB, and eight of them do at once. */
const mostMemory = { station: 300 * mebibyte, face: 700 * mebibyte };
/** Of a caller who waits for an answer that does not come, e.g. to half a body. */
const patienceMs = 400;
const answered = new Set([503, 507]);

const folder = mkdtempSync(join(tmpdir(), 'qingge-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Target {
	pid: number;
	url: string;
	isAlive(): boolean;
}

/** What came back until the other side closed, or patience ended. */
async function send({ port }: { port: number }, { parts }: FuzzedRequest): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	const decoder = new TextDecoder('latin1');
	let text = '';
	socket.on('data', (chunk) => (text += decoder.decode(chunk)));
	// A station that hangs up on a liar is right; what it said before is what counts.
	socket.on('error', () => undefined);
	const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
	await Promise.race([once(socket, 'connect').catch(() => undefined), closed]);
	for (const part of parts) {
		if (socket.destroyed) break;
		await new Promise<void>((resolve) => {
			socket.write(part, () => resolve());
			socket.once('close', () => resolve());
		});
	}
	const late = setTimeout(() => socket.destroy(), patienceMs);
	await closed;
	clearTimeout(late);
	return text;
}

function wrongWith(text: string, { headOnly }: FuzzedRequest): string | undefined {
	for (const [, status] of text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)) {
		if (Number(status) >= 500 && !answered.has(Number(status))) return text.slice(0, 500);
	}
	const [head = '', body = ''] = text.split('\r\n\r\n');
	const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0);
	const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
	if (status < 400 || headOnly || body.length < length) return undefined;
	try {
		const { error, reason } = JSON.parse(body.slice(0, length)) as Record<string, unknown>;
		return typeof error === 'string' && typeof reason === 'string' ? undefined : text.slice(0, 500);
	} catch {
		return text.slice(0, 500);
	}
}

/** The highest it ever was. */
function memoryOf({ pid }: Target): number {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
	} catch (error) {
		// Only Linux tells; elsewhere the other invariants have to do.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
		throw error;
	}
}

async function storm(
	target: Target,
	made: fc.Arbitrary<FuzzedRequest>,
	most: number
): Promise<void> {
	const { port } = new URL(target.url);

	await fc.assert(
		fc.asyncProperty(fc.array(made, { minLength: atOnce, maxLength: atOnce }), async (burst) => {
			const answers = await Promise.all(burst.map((one) => send({ port: Number(port) }, one)));
			const wrong = answers.flatMap((answer, at) => {
				const found = wrongWith(answer, burst[at]!);
				return found === undefined ? [] : [{ sent: burst[at]!.what, found }];
			});
			expect(wrong).toEqual([]);
			expect(target.isAlive()).toBe(true);
			expect(memoryOf(target)).toBeLessThan(most);
		}),
		// A failure names its seed; what was sent stands in it, so nothing is shrunk for hours.
		{ numRuns: Math.ceil(requests / 2 / atOnce), seed, endOnFailure: true }
	);
}

/** Files of the data folder and beside it, without what SQLite keeps while it runs. */
function filesOf(place: string): string[] {
	return readdirSync(place, { recursive: true, encoding: 'utf8' })
		.filter((file) => !/-(?:wal|shm|journal)$/.test(file))
		.sort();
}

describe('a station among liars', () => {
	const place = join(folder, 'station');
	const feed = 'feed-grid-150105001019-01';
	let station: StationProcess;
	let credentials: string[];
	/** A session of its own: the other one may be signed out by whoever throws DELETE around. */
	let reading: string[];

	async function signIn(): Promise<string[]> {
		const answer = await fetch(`${station.url}/db/_session`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'X-Qingge-Device': sampleDevice },
			body: JSON.stringify({ name: 'wangge1', password: trialPassword })
		});
		const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		return [`Cookie: ${cookie}`, `X-Qingge-Device: ${sampleDevice}`];
	}
	async function read(path: string): Promise<string> {
		const headers = Object.fromEntries(reading.map((line) => line.split(': ') as [string, string]));
		return (await fetch(`${station.url}${path}`, { headers })).text();
	}

	beforeAll(async () => {
		mkdirSync(place);
		const data = await openStationData(join(place, 'data'));
		data.access.saveCommunity({ ...trialCommunity, demo: false });
		const passwordHash = await hashPassword(trialPassword, trialCost);
		const grants = [{ role: 'grid_worker', scope: '150105001019-01' } as const];
		for (const name of ['wangge1', 'wangge2']) {
			data.access.saveAccount({ name, displayName: name, grants, demo: false }, passwordHash);
		}
		await data.close();
		station = await startStation({ DATA_DIR: join(place, 'data') });
		[credentials, reading] = [await signIn(), await signIn()];
	});
	afterAll(async () => {
		await station.stop();
	});

	test(
		`[HTTP45] [HTTP46] seed ${seed}: answers or hangs up, stays up, small, and as it was`,
		{ timeout: 120_000 + requests * 20 },
		async () => {
			const before = [await read(`/db/${feed}/_changes?include_docs=true`), filesOf(place)];
			const databases = [feed, 'media-grid-150105001019-01', 'ledger-150105001019', 'none'];
			const exited = /defect|broken/;
			await storm(
				{ pid: station.pid, url: station.url, isAlive: () => !exited.test(station.said()) },
				fuzzedRequest({ databases, credentials }),
				mostMemory.station
			);
			expect(station.said()).not.toMatch(exited);
			expect([await read(`/db/${feed}/_changes?include_docs=true`), filesOf(place)]).toEqual(
				before
			);
		}
	);
});

describe('the open face among liars', () => {
	const place = join(folder, 'face');
	let child: ChildProcess;
	let url: string;
	const ask = async (method: string, path: string, body?: string) =>
		fetch(`${url}${path}`, {
			...{ method, headers: { 'Content-Type': 'application/json' } },
			...(body === undefined ? {} : { body })
		});

	beforeAll(async () => {
		mkdirSync(place);
		const program = new URL('../../src/bench/generalStation.ts', import.meta.url);
		const order = JSON.stringify({ folder: join(place, 'data') });
		child = fork(program, [order], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
		({ url } = ((await once(child, 'message')) as [{ url: string }])[0]);
		for (const db of ['witness', 'one', 'two'])
			expect((await ask('PUT', `/${db}`)).status).toBe(201);
		for (const db of ['witness', 'one']) {
			await ask('PUT', `/${db}/a`, '{"said":"青"}');
			await ask('PUT', `/${db}/a/b`, '"an attachment"');
		}
	});
	afterAll(async () => {
		if (child.exitCode !== null) return;
		const exit = once(child, 'exit');
		child.kill('SIGTERM');
		await exit;
	});

	test(
		`[HTTP45] [HTTP46] seed ${seed}: writes what it is asked to, and nothing else`,
		{ timeout: 120_000 + requests * 20 },
		async () => {
			const witness = async () =>
				(await ask('GET', '/witness/_changes?include_docs=true&attachments=true')).text();
			const before = await witness();
			await storm(
				{
					pid: child.pid!,
					url,
					isAlive: () => child.exitCode === null && child.signalCode === null
				},
				fuzzedRequest({ databases: ['one', 'two', 'none'], credentials: [] }),
				mostMemory.face
			);
			expect(await witness()).toBe(before);
			// Whatever was taken can be read again, whole.
			for (const db of ['one', 'two']) {
				const info = (await (await ask('GET', `/${db}`)).json()) as { doc_count?: number };
				if (info.doc_count === undefined) continue;
				const all = await ask('GET', `/${db}/_all_docs?include_docs=true`);
				const { rows } = (await all.json()) as { rows: unknown[] };
				expect(rows).toHaveLength(info.doc_count);
			}
			const strange = filesOf(place).filter((file) => !/^data(?:\/[a-z0-9._$()+%-]+)?$/.test(file));
			expect(strange).toEqual([]);
			expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
		}
	);
});
