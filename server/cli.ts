/**
 * `npm run station -- …`: the keeper's commands on a data folder, whether its station runs or not.
 * A running station does the work itself, over loopback; it alone may write its files.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './admin/commandLine.ts';
import { readRunning } from './admin/runningStation.ts';
import type { StationDoor } from './admin/stationDoor.ts';
import { doorOfRunning, doorOver } from './admin/stationDoor.ts';
import type { StationConfig } from './config.ts';
import { readConfig } from './config.ts';
import { openStation } from './station.ts';
import type { StationData } from './stationData.ts';
import { openClusterData, openStationData } from './stationData.ts';
import { StorageInUse, StorageUnreachable } from './storage/storageErrors.ts';

const busy = '同步站正在使用这个数据目录，但没有应答（也许正在启动或停止）。请稍后再试。';
const clusterSilent =
	'连不上 CouchDB 集群。请检查集群是否在运行，以及 COUCHDB_URL 里的地址、用户名和密码。';
const noCommunity =
	'这个数据目录里还没有社区。真实社区请先运行 npm run station -- init；想先看演示，请运行 npm start。';

async function openData({ dataDir, cluster }: StationConfig): Promise<StationData | string> {
	try {
		return await (cluster ? openClusterData(cluster, dataDir) : openStationData(dataDir));
	} catch (error) {
		if (error instanceof StorageUnreachable) return clusterSilent;
		if (error instanceof StorageInUse) return busy;
		throw error;
	}
}

async function openDoor(config: StationConfig): Promise<StationDoor | string> {
	const { dataDir, cluster } = config;
	const running = readRunning(dataDir);
	const door = running && (await doorOfRunning(running));
	if (door) return door;
	if (!cluster && !existsSync(join(dataDir, 'station.sqlite'))) return noCommunity;
	const data = await openData(config);
	if (typeof data === 'string') return data;
	if (!data.access.community()) {
		await data.close();
		return noCommunity;
	}
	const token = randomBytes(32).toString('base64url');
	const station = await openStation({ ...data, version: '', adminToken: token, reachesOut: false });
	return doorOver(
		station.handle,
		{ url: 'http://station', token },
		{
			running: false,
			async close() {
				await station.router.idle();
				await station.close();
				await data.close();
			}
		}
	);
}

const config = readConfig(process.env);
if (!config.ok) {
	process.stderr.write(`${config.refusal}\n`);
	process.exit(1);
}
const { text, code } = await runCommand(process.argv.slice(2), {
	openDoor: () => openDoor(config.value),
	openAccess: () => openData(config.value),
	show: (shown) => process.stdout.write(`${shown}\n`),
	dataDir: config.value.dataDir,
	isInCluster: config.value.cluster !== undefined,
	environment: process.env
});
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
