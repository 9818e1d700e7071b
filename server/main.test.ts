import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openStationData } from './stationData.ts';
import { refusedStart, startStation } from './stationProcess.ts';
import { trialCommunity } from './trialStation.ts';

/** A busy machine starts six stations slowly. */
vi.setConfig({ testTimeout: 90_000 });

const root = mkdtempSync(join(tmpdir(), 'qingge-main-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const freshFolder = () => join(root, String((folders += 1)));

async function folderWith(demo: boolean): Promise<string> {
	const folder = freshFolder();
	const data = await openStationData(folder);
	data.access.saveCommunity({ ...trialCommunity, demo });
	data.access.saveFact('demo made', 'for this test');
	await data.close();
	return folder;
}

describe('the station as a process', () => {
	test('[A19] it starts, answers, and stops cleanly; the next start goes on', async () => {
		const folder = await folderWith(false);
		const station = await startStation({ DATA_DIR: folder });
		const health = await fetch(`${station.url}/station/health`);
		expect(await health.json()).toMatchObject({ status: 'green' });
		const seqOf = async (url: string) => (await fetch(`${url}/db/`)).status;
		expect(await seqOf(station.url)).toBe(401);
		expect(await station.stop()).toBe(0);
		const again = await startStation({ DATA_DIR: folder });
		expect(await again.stop()).toBe(0);
	});

	test('[A23] keys for tokens are read at the start, and a file that cannot be used is told of', async () => {
		const DATA_DIR = await folderWith(false);
		const JWT_KEYS = join(root, 'keys.json');
		expect((await refusedStart({ DATA_DIR, JWT_KEYS })).said).toContain('无法读取');
		writeFileSync(JWT_KEYS, '{"keys":[]}');
		const refused = await refusedStart({ DATA_DIR, JWT_KEYS });
		expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('里面没有密钥') });
		const secret = new Uint8Array(randomBytes(32));
		const k = Buffer.from(secret).toString('base64url');
		writeFileSync(JWT_KEYS, JSON.stringify({ keys: [{ kty: 'oct', kid: 'a', k }] }));
		const station = await startStation({ DATA_DIR, JWT_KEYS });
		const parts = [
			{ alg: 'HS256', kid: 'a' },
			{ sub: 'robot', '_couchdb.roles': ['_admin'] }
		].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
		const signed = createHmac('sha256', secret).update(parts.join('.')).digest('base64url');
		const answer = await fetch(`${station.url}/db/_all_dbs`, {
			headers: { Authorization: `Bearer ${parts.join('.')}.${signed}` }
		});
		expect(await answer.json()).toEqual([]);
		await station.stop();
	});

	test('[A14] only the station’s own user can read its folder and its token', async () => {
		const folder = await folderWith(false);
		const station = await startStation({ DATA_DIR: folder });
		const { token, url } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as {
			token: string;
			url: string;
		};
		expect(url).toBe(station.url);
		expect(statSync(folder).mode & 0o077).toBe(0);
		expect(statSync(join(folder, 'running.json')).mode & 0o077).toBe(0);
		expect(station.said()).not.toContain(token);
		await station.stop();
		expect(() => statSync(join(folder, 'running.json'))).toThrow('ENOENT');
	});

	test('[A15] demo accounts are refused on anything but loopback, made or not', async () => {
		for (const DATA_DIR of [await folderWith(true), freshFolder()]) {
			for (const HOST of ['0.0.0.0', '::', '192.0.2.1']) {
				const { code, said } = await refusedStart({ DATA_DIR, HOST });
				expect(code).toBe(1);
				expect(said).toContain('只能在本机使用');
				expect(said).not.toContain('已启动');
			}
		}
	});

	test('[A15] a port that is taken, and a folder that is taken, are told in a sentence', async () => {
		const folder = await folderWith(false);
		const station = await startStation({ DATA_DIR: folder });
		const { port } = new URL(station.url);
		const taken = await refusedStart({ DATA_DIR: await folderWith(false), PORT: port });
		expect(taken).toMatchObject({
			code: 1,
			said: expect.stringContaining(`端口 ${port} 已被占用`)
		});
		const second = await refusedStart({ DATA_DIR: folder });
		expect(second.said).toContain(`正被另一个同步站使用（${station.url}）`);
		expect((await refusedStart({ DATA_DIR: folder, PORT: 'abc' })).said).toContain('PORT 应是');
		await station.stop();
	});
});
