import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBuiltApp } from './builtApp.ts';

const script = '{ start(); }';
const page = `<!doctype html><body><script>${script}</script><script src="/_app/x.js"></script></body>`;
const chunk = 'export const a = 1;\n'.repeat(200);

describe('the built app', () => {
	let root: string;
	let app: (request: Request) => Promise<Response>;
	beforeAll(() => {
		root = mkdtempSync(join(tmpdir(), 'qingge-build-'));
		const build = join(root, 'build');
		mkdirSync(join(build, '_app/immutable'), { recursive: true });
		writeFileSync(join(build, 'index.html'), page);
		writeFileSync(join(build, 'service-worker.js'), 'self;');
		writeFileSync(join(build, '_app/immutable/start.abc.js'), chunk);
		writeFileSync(join(root, 'secret.txt'), 'secret');
		app = openBuiltApp(build);
	});
	afterAll(() => rmSync(root, { recursive: true, force: true }));

	const get = (path: string, headers: Record<string, string> = {}) =>
		app(new Request(`http://station.test${path}`, { headers }));

	test('[A18] only the page’s own inline scripts run, and only this station is loaded from', async () => {
		const policy = (await get('/')).headers.get('content-security-policy') ?? '';
		const hash = createHash('sha256').update(script).digest('base64');
		expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
		for (const part of [
			"default-src 'none'",
			"connect-src 'self'",
			"object-src 'none'",
			"base-uri 'none'",
			"frame-ancestors 'none'"
		]) {
			expect(policy).toContain(part);
		}
		expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
	});

	test('[A18] every address of the app is its page, and is asked for anew each time', async () => {
		for (const path of ['/', '/concerns', '/doors/150105001019-01%2Fxk%2F3-2-501', '/index.html']) {
			const answer = await get(path);
			expect(answer.status).toBe(200);
			expect(answer.headers.get('content-type')).toContain('text/html');
			expect(answer.headers.get('cache-control')).toBe('no-cache');
			expect(await answer.text()).toBe(page);
		}
		expect((await get('/service-worker.js')).headers.get('cache-control')).toBe('no-cache');
	});

	test('[A18] parts named by their content are kept for ever; one that is gone is no page', async () => {
		const kept = (await get('/_app/immutable/start.abc.js')).headers.get('cache-control');
		expect(kept).toContain('immutable');
		await expect(get('/_app/immutable/start.old.js')).rejects.toMatchObject({ status: 404 });
		await expect(get('/old.js')).rejects.toMatchObject({ status: 404 });
	});

	test('[A18] no address leads out of the build', async () => {
		for (const path of [
			'/../secret.txt',
			'/%2e%2e/secret.txt',
			'/..%2fsecret.txt',
			'/_app/%2e%2e/%2e%2e/secret.txt'
		]) {
			const text = await get(path).then(
				(answer) => answer.text(),
				() => 'refused'
			);
			expect(text).not.toContain('secret');
		}
	});

	test('[A18] who has it already is told so, and texts go compressed', async () => {
		const first = await get('/_app/immutable/start.abc.js', { 'Accept-Encoding': 'gzip, br' });
		expect(first.headers.get('content-encoding')).toBe('br');
		const bytes = new Uint8Array(await first.arrayBuffer());
		expect(bytes.length).toBeLessThan(chunk.length / 10);
		expect(brotliDecompressSync(bytes).toString()).toBe(chunk);
		const again = await get('/', { 'If-None-Match': (await get('/')).headers.get('etag') ?? '' });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
	});

	test('[A18] the app is only read', async () => {
		const post = new Request('http://station.test/', { method: 'POST', body: 'x' });
		await expect(app(post)).rejects.toMatchObject({ status: 405 });
	});

	test('[A18] without a build it says so', async () => {
		const none = openBuiltApp(join(root, 'nowhere'));
		await expect(none(new Request('http://station.test/'))).rejects.toThrow('not built');
	});
});
