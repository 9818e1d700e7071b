import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bytes } from './bytes.ts';
import { joinBytes } from './bytes.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import { StorageBroken } from '../storage/storageErrors.ts';
import type { NodeServer } from './nodeAdapter.ts';
import { serveNode } from './nodeAdapter.ts';
import { readBytes } from './requestBody.ts';
import type { TestFace } from './testFace.ts';
import { openTestFace } from './testFace.ts';

let face: TestFace;
let server: NodeServer;
let broken: unknown[];
let defects: unknown[];

beforeEach(async () => {
	broken = [];
	defects = [];
	face = await openTestFace({
		storage: openMemoryStorage(),
		onDefect: (error) => defects.push(error)
	});
	server = await serveNode({
		handle: (request) => face.handle(request),
		host: '127.0.0.1',
		port: 0,
		onBroken: (error) => broken.push(error),
		onDefect: (error) => defects.push(error)
	});
});
afterEach(() => server.close());

/** Sends bytes as they are and gives what came back until the other side closes. */
async function raw(text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
		let answer = '';
		socket.on('data', (chunk) => (answer += chunk.toString()));
		socket.on('close', () => resolve(answer));
		socket.on('error', reject);
		setTimeout(() => socket.destroy(), 3000).unref();
	});
}

async function fill(documents: number): Promise<void> {
	const docs = Array.from({ length: documents }, (_, n) => ({
		_id: `n${n}`,
		text: '走访'.repeat(100)
	}));
	await face.ask('POST', '/ledger/_bulk_docs', { json: { docs } });
}

/** fetch inflates by itself, so compressed bytes are read with a socket's own means. */
async function bytesOf(path: string, encoding: string): Promise<{ head: string; body: Bytes }> {
	return new Promise((resolve, reject) => {
		const socket = connect(server.port, '127.0.0.1', () =>
			socket.write(`GET ${path} HTTP/1.0\r\nHost: x\r\nAccept-Encoding: ${encoding}\r\n\r\n`)
		);
		const chunks: Uint8Array[] = [];
		socket.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		socket.on('error', reject);
		socket.on('end', () => {
			const all = joinBytes(chunks);
			const at = Buffer.from(all).indexOf('\r\n\r\n');
			const head = new TextDecoder().decode(all.subarray(0, at)).toLowerCase();
			resolve({ head, body: all.slice(at + 4) });
		});
	});
}

describe('the rim', () => {
	test('[HTTP19] JSON is compressed as the caller can read it, short answers and open feeds are not', async () => {
		await fill(2000);
		const path = '/db/ledger/_changes?include_docs=true';
		const plain = await bytesOf(path, 'identity');
		expect(plain.head).not.toContain('content-encoding');
		const gzip = await bytesOf(path, 'gzip, deflate, br');
		expect(gzip.head).toContain('content-encoding: gzip');
		expect(gunzipSync(gzip.body).toString()).toBe(new TextDecoder().decode(plain.body));
		expect(gzip.body.length).toBeLessThan(plain.body.length / 10);
		const deflate = await bytesOf('/db/ledger/_changes?limit=100', 'gzip;q=0, deflate');
		expect(deflate.head).toContain('content-encoding: deflate');
		expect(JSON.parse(inflateSync(deflate.body).toString())).toHaveProperty('last_seq');
		expect((await bytesOf('/db/', 'gzip')).head).not.toContain('content-encoding');
		const open = await bytesOf('/db/ledger/_changes?feed=continuous&limit=2000', 'gzip');
		expect(open.head).not.toContain('content-encoding');
		await face.ask('PUT', '/ledger/p/a.jpg', {
			body: new Uint8Array(5000),
			headers: { 'content-type': 'image/jpeg' }
		});
		expect((await bytesOf('/db/ledger/p/a.jpg', 'gzip')).body.length).toBe(5000);
	});

	test('[HTTP19] bodies arrive whole, compressed or in chunks', async () => {
		const docs = Array.from({ length: 500 }, (_, n) => ({ _id: `n${n}`, text: '青'.repeat(200) }));
		const body = JSON.stringify({ docs });
		const headers = { 'content-type': 'application/json' };
		const url = `${server.url}/db/ledger/_bulk_docs`;
		const packed = await fetch(url, {
			method: 'POST',
			headers: { ...headers, 'content-encoding': 'gzip' },
			body: new Uint8Array(gzipSync(body))
		});
		expect(packed.status).toBe(201);
		const chunked: RequestInit & { duplex: 'half' } = {
			method: 'POST',
			headers,
			body: new Blob([JSON.stringify({ docs: [{ _id: 'chunked' }] })]).stream(),
			duplex: 'half'
		};
		expect((await fetch(url, chunked)).status).toBe(201);
		expect((await face.ask('GET', '/ledger')).json).toMatchObject({ doc_count: 501 });
	});

	test('[HTTP19] a body over the limit is answered and its connection ends', async () => {
		const length = 64 * 1024 * 1024;
		const answer = await raw(
			`POST /db/ledger/_bulk_docs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{"docs":[`
		);
		expect(answer).toMatch(/^HTTP\/1\.1 413/);
		expect(answer.toLowerCase()).toContain('connection: close');
		expect(answer).toContain('"error":"too_large"');
	});

	test('[HTTP19] who waits knows at once that he is heard, and is forgotten when he leaves', async () => {
		const store = (await face.storage.open('ledger'))!;
		let listening = 0;
		const onCommit = store.onCommit.bind(store);
		store.onCommit = (listener) => {
			const leave = onCommit(listener);
			listening += 1;
			return () => {
				listening -= 1;
				leave();
			};
		};
		const gone = new AbortController();
		const response = await fetch(
			`${server.url}/db/ledger/_changes?feed=continuous&heartbeat=60000`,
			{
				signal: gone.signal
			}
		);
		expect([response.status, listening]).toEqual([200, 1]);
		gone.abort();
		await vi.waitFor(() => expect(listening).toBe(0));
		expect(defects).toEqual([]);
	});

	test('[HTTP19] a reader who does not read holds up nothing but himself', async () => {
		await fill(20_000);
		const socket = connect(server.port, '127.0.0.1', () =>
			socket.write('GET /db/ledger/_changes?include_docs=true HTTP/1.1\r\nHost: x\r\n\r\n')
		);
		socket.pause();
		await vi.waitFor(async () => expect((await fetch(`${server.url}/db/`)).status).toBe(200));
		socket.destroy();
		expect((await fetch(`${server.url}/db/ledger`)).status).toBe(200);
		expect(defects).toEqual([]);
	});

	test('[HTTP3] a broken medium gets no answer and is told once', async () => {
		const store = (await face.storage.open('ledger'))!;
		store.write = () => Promise.reject(new StorageBroken('EIO'));
		const put = fetch(`${server.url}/db/ledger/a`, { method: 'PUT', body: '{}' });
		await expect(put).rejects.toThrow();
		expect(broken).toHaveLength(1);
	});

	test('[HTTP2] odd request lines are refused before anybody makes them even', async () => {
		const lines = [
			'GET /db/../station/me HTTP/1.1',
			'GET /db/%2e%2e/station HTTP/1.1',
			'GET /db/ledger/.%2E/x HTTP/1.1',
			'GET /db\\ledger HTTP/1.1',
			'GET /db/a%5cb HTTP/1.1',
			'GET /db/a%00b HTTP/1.1',
			'GET http://elsewhere/db/ HTTP/1.1',
			'TRACE /db/ HTTP/1.1',
			'COPY /db/ledger/a HTTP/1.1',
			`GET /db/${'a'.repeat(5000)} HTTP/1.1`,
			'GET / HTTP/9.9',
			'NONSENSE'
		];
		for (const line of lines) {
			const answer = await raw(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
			expect(answer, line).toMatch(/^HTTP\/1\.1 (?:400|405) /);
			expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''), line).toMatchObject({
				error: expect.any(String),
				reason: expect.any(String)
			});
		}
		expect(defects).toEqual([]);
	});

	test('[HTTP19] headers without end, ambiguous lengths and wrong hosts are refused', async () => {
		const refused = [
			`GET /db/ HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
			'POST /db/ledger HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
			'POST /db/ledger HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
			'GET /db/ HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
			'GET /db/ HTTP/1.1\r\nHost: x/../y\r\nConnection: close\r\n\r\n'
		];
		for (const text of refused) expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /);
		expect((await fetch(`${server.url}/db/`)).status).toBe(200);
	});

	test('[HTTP45] who hangs up in the middle of a body is no mistake of the station', async () => {
		const socket = connect(server.port, '127.0.0.1', () =>
			socket.write('PUT /db/ledger/half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":')
		);
		await once(socket, 'connect');
		const others = async () => {
			for (let n = 0; n < 3; n += 1) expect((await fetch(`${server.url}/db/`)).status).toBe(200);
		};
		await others();
		socket.destroy();
		await others();
		expect((await face.ask('GET', '/ledger/half')).status).toBe(404);
		expect(defects).toEqual([]);
	});

	test('[S63] who hung up before anybody read his body is not waited for', async () => {
		const arrived = Promise.withResolvers<string>();
		const gone = Promise.withResolvers<string>();
		const read = Promise.withResolvers<unknown>();
		const slow = await serveNode({
			async handle(request) {
				arrived.resolve(request.method);
				await gone.promise;
				read.resolve(await readBytes(request, 1000).catch((error: unknown) => error));
				return new Response('');
			},
			host: '127.0.0.1',
			port: 0,
			onBroken: (error) => broken.push(error),
			onDefect: (error) => defects.push(error)
		});
		const socket = connect(slow.port, '127.0.0.1', () =>
			socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":')
		);
		expect(await arrived.promise).toBe('POST');
		socket.destroy();
		// The server has seen the end of it once it has none left, and the request some turns later.
		await slow.close();
		for (let turn = 0; turn < 50; turn += 1) await nextTurn();
		gone.resolve('by now');
		expect(await read.promise).toMatchObject({ status: 400 });
	});

	test('[S63] a body is read once, and what was not asked for stays in the socket', async () => {
		const told: unknown[] = [];
		const asked = await serveNode({
			async handle(request) {
				told.push((await readBytes(request, 100)).byteLength);
				told.push(await readBytes(request, 100).catch((error: unknown) => error));
				return new Response('');
			},
			host: '127.0.0.1',
			port: 0,
			onBroken: (error) => broken.push(error),
			onDefect: (error) => defects.push(error)
		});
		await fetch(asked.url, { method: 'POST', body: 'x'.repeat(100) });
		expect(told).toEqual([100, new Error('A body was read twice.')]);
		const large = await fetch(asked.url, { method: 'POST', body: 'x'.repeat(101) }).catch(
			() => undefined
		);
		expect(large?.ok ?? false).toBe(false);
		expect(defects).toMatchObject([{ status: 413 }]);
		await asked.close();
	});

	test('[HTTP19] stops in a moment, open feeds included', async () => {
		const feed = await fetch(`${server.url}/db/ledger/_changes?feed=continuous&heartbeat=60000`);
		const started = performance.now();
		await server.close();
		expect(performance.now() - started).toBeLessThan(4000);
		await expect(feed.text()).rejects.toThrow();
	});
});
