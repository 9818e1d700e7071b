// HTTPS by certificate files: made here by the openssl command, for this run only. Without the
// command the tests are counted as skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as askOverTls } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hashPassword } from '../access/passwords.ts';
import { openStationData } from '../stationData.ts';
import type { StationProcess } from '../stationProcess.ts';
import { refusedStart, startStation } from '../stationProcess.ts';
import { trialCommunity, trialCost } from '../trialStation.ts';
import { readTlsPair, watchTls } from '../tlsFiles.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'qingge-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

function makePair(name: string, days = 365): void {
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
			...['-days', String(days), '-subj', `/CN=${name}`],
			...['-addext', 'subjectAltName=IP:127.0.0.1'],
			...['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)]
		],
		{ stdio: 'ignore' }
	);
}

function install(cert: string, key = cert): void {
	copyFileSync(at(`${cert}.crt`), at('live.crt'));
	copyFileSync(at(`${key}.key`), at('live.key'));
}

interface Asked {
	method?: string;
	body?: string;
	headers?: Record<string, string>;
}

interface Answered {
	status: number;
	headers: IncomingMessage['headers'];
	/** Of the certificate that was shown. */
	shown: string;
}

async function ask(
	url: string,
	{ method = 'GET', body = '', headers = {} }: Asked = {}
): Promise<Answered> {
	return new Promise((resolve, reject) => {
		const asking = askOverTls(
			url,
			// Self-made certificates: what they say is checked by name below.
			{ method, headers, rejectUnauthorized: false, agent: false },
			(answer) => {
				const { socket } = answer;
				if (!(socket instanceof TLSSocket)) throw new Error('This is no TLS.');
				const shown = String(socket.getPeerCertificate().subject.CN);
				answer.resume().on('end', () => {
					resolve({ status: answer.statusCode ?? 0, headers: answer.headers, shown });
				});
			}
		);
		asking.on('error', reject);
		asking.end(body);
	});
}

describe.skipIf(!hasOpenssl)('HTTPS by certificate files', () => {
	let station: StationProcess;
	let dataDir: string;
	beforeAll(async () => {
		makePair('first');
		makePair('second');
		install('first');
		dataDir = at('data');
		const data = await openStationData(dataDir);
		data.access.saveCommunity({ ...trialCommunity, demo: false });
		data.access.saveAccount(
			{ name: 'lin', displayName: '林', grants: [], demo: false },
			await hashPassword('a good password', trialCost)
		);
		await data.close();
		station = await startStation({
			DATA_DIR: dataDir,
			TLS_CERT: at('live.crt'),
			TLS_KEY: at('live.key')
		});
	});
	afterAll(async () => {
		await station.stop();
	});

	test('[O15] it speaks HTTPS and nothing else at its port', async () => {
		expect(station.url).toMatch(/^https:/);
		const answer = await ask(`${station.url}/station/health`);
		expect(answer).toMatchObject({ status: 200, shown: 'first' });
		await expect(fetch(station.url.replace('https:', 'http:'))).rejects.toThrow();
	});

	test('[A29] over TLS the cookie is the host’s own and Secure, and the browser comes back over TLS', async () => {
		const answer = await ask(`${station.url}/db/_session`, {
			method: 'POST',
			headers: { 'Sec-Fetch-Site': 'same-origin' },
			body: JSON.stringify({ name: 'lin', password: 'a good password' })
		});
		expect(answer.status).toBe(200);
		expect(answer.headers['set-cookie']?.[0]).toMatch(
			/^__Host-AuthSession=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/
		);
		expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
	});

	test('[O16] the command line and watchers have a door on loopback, where nobody signs in', async () => {
		const { url, token } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as {
			url: string;
			token: string;
		};
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
		expect((await fetch(`${url}/station/health`)).status).toBe(200);
		expect((await fetch(`${url}/metrics`)).status).toBe(200);
		const headers = { Authorization: `Bearer ${token}` };
		expect((await fetch(`${url}/station/admin/community`, { headers })).status).toBe(200);
		for (const path of ['/', '/db/', '/db/_session', '/station/me', '/station/keeper/overview']) {
			expect((await fetch(`${url}${path}`)).status, path).toBe(404);
		}
	});

	test('[O15] a renewed pair is shown after a word; one that does not fit leaves the old one', async () => {
		install('second');
		station.signal('SIGHUP');
		await vi.waitFor(async () =>
			expect(await ask(`${station.url}/station/health`)).toMatchObject({ shown: 'second' })
		);
		install('first', 'second');
		station.signal('SIGHUP');
		await vi.waitFor(() => expect(station.said()).toContain('certificate_refused'));
		expect(await ask(`${station.url}/station/health`)).toMatchObject({ shown: 'second' });
		install('first');
		station.signal('SIGHUP');
		await vi.waitFor(async () =>
			expect(await ask(`${station.url}/station/health`)).toMatchObject({ shown: 'first' })
		);
	});

	test('[O15] files that change are read again by themselves, and one half of a pair is told once', async () => {
		const files = { certFile: at('watched.crt'), keyFile: at('watched.key') };
		const lay = (certificate: string, key: string) => {
			copyFileSync(at(`${certificate}.crt`), files.certFile);
			copyFileSync(at(`${key}.key`), files.keyFile);
		};
		lay('first', 'first');
		const first = readTlsPair(files);
		if (!first.ok) throw new Error(first.refusal);
		const renewed: string[] = [];
		const troubles: unknown[] = [];
		const watch = watchTls(first.value, {
			files,
			onTrouble: (error) => troubles.push(error),
			lookEveryMs: 10
		});
		watch.onRenewed(({ cert }) => renewed.push(cert));
		lay('second', 'first');
		await vi.waitFor(() => expect(troubles).toHaveLength(1));
		await delay(100);
		expect(renewed).toEqual([]);
		lay('second', 'second');
		await vi.waitFor(() => expect(renewed).toEqual([readFileSync(at('second.crt'), 'utf8')]));
		watch.close();
		expect(troubles).toHaveLength(1);
	});

	test('[O15] a certificate that ends soon is yellow, one that has ended is red', async () => {
		const read = readTlsPair({ certFile: at('first.crt'), keyFile: at('first.key') });
		if (!read.ok) throw new Error(read.refusal);
		const dayMs = 24 * 60 * 60_000;
		for (const [days, light] of [
			[300, 'green'],
			[5, 'yellow'],
			[-1, 'red']
		] as const) {
			const nowMs = () => Date.now() + (365 - days) * dayMs - 60_000;
			const watch = watchTls(read.value, {
				files: { certFile: at('first.crt'), keyFile: at('first.key') },
				onTrouble: () => undefined,
				nowMs
			});
			expect(await watch.part()).toEqual({ light, facts: { certificate: { daysLeft: days } } });
			watch.close();
		}
	});

	test('[O15] files that are missing, no pair, or no certificate are told in a sentence', async () => {
		writeFileSync(at('text.crt'), 'no certificate');
		const start = async (cert: string, key: string) =>
			refusedStart({ DATA_DIR: at('other'), TLS_CERT: at(cert), TLS_KEY: at(key) });
		expect(await start('nowhere.crt', 'first.key')).toMatchObject({
			code: 1,
			said: expect.stringContaining('读不到')
		});
		expect((await start('first.crt', 'second.key')).said).toContain('不是一对');
		expect((await start('text.crt', 'first.key')).said).toContain('PEM');
		const half = await refusedStart({ DATA_DIR: at('other'), TLS_CERT: at('first.crt') });
		expect(half.said).toContain('要一起给');
		const both = await refusedStart({
			...{ DATA_DIR: at('other'), TLS_CERT: at('first.crt'), TLS_KEY: at('first.key') },
			BEHIND_PROXY: '1'
		});
		expect(both.said).toContain('不能一起用');
		const weak = await refusedStart({ DATA_DIR: at('other'), METRICS_TOKEN: 'short' });
		expect(weak.said).toContain('至少 16 个字符');
	});
});
