import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStationData } from '../stationData.ts';
import { startStation } from '../stationProcess.ts';
import { trialCommunity } from '../trialStation.ts';

const here = import.meta.dirname;
const root = join(here, '../..');
const folder = mkdtempSync(join(tmpdir(), 'qingge-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const textOf = (name: string) => readFileSync(join(here, name), 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('packaging', () => {
	test('[O18] everything the image is made from is in the repository', () => {
		const copied = textOf('Containerfile')
			.split('\n')
			.filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
			.flatMap((line) => line.split(' ').slice(1, -1));
		expect(copied.length).toBeGreaterThan(8);
		expect(copied.filter((name) => !existsSync(join(root, name)))).toEqual([]);
		for (const name of ['server/main.ts', 'server/packaging/isHealthy.mjs']) {
			expect(existsSync(join(root, name))).toBe(true);
			expect(textOf('Containerfile')).toContain(name);
		}
	});

	test('[O18] the image runs as nobody in particular and keeps its data outside', () => {
		const text = textOf('Containerfile');
		expect(text).toMatch(/^USER node$/m);
		expect(text).toMatch(/^VOLUME \/data$/m);
		expect(text.indexOf('\nUSER node')).toBeLessThan(text.indexOf('\nCMD '));
	});

	test.skipIf(!hasSystemd)('[O18] systemd finds nothing wrong with the unit', () => {
		// Where it would stand is not on this machine; everything else is taken as it is.
		const unit = textOf('qingge.service').replaceAll(
			'/opt/qingge/node_modules/.bin/node server/main.ts',
			`${process.execPath} server/main.ts`
		);
		const file = join(folder, 'qingge.service');
		writeFileSync(file, unit);
		const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
			encoding: 'utf8'
		});
		expect(stderr.split('\n').filter((line) => line.includes('qingge.service'))).toEqual([]);
		expect(status).toBe(0);
	});

	test('[O18] the health check tells a station that answers from one that does not', async () => {
		const dataDir = join(folder, 'data');
		const data = await openStationData(dataDir);
		data.access.saveCommunity({ ...trialCommunity, demo: false });
		await data.close();
		const check = () =>
			spawnSync(process.execPath, [join(here, 'isHealthy.mjs')], {
				env: { DATA_DIR: dataDir }
			}).status;
		expect(check()).toBe(1);
		const station = await startStation({ DATA_DIR: dataDir, HOST: '0.0.0.0' });
		expect(check()).toBe(0);
		await station.kill();
		expect(check()).toBe(1);
	});
});
