/**
 * Starts the station: reads its settings, opens its data, makes the demo community where there is
 * none, listens, and stops cleanly. It must never answer after its medium failed.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TokenKeys } from './access/tokens.ts';
import { readTokenKeys } from './access/tokens.ts';
import { accountLines } from './admin/demoGreeting.ts';
import { foundDemo, needsDemo } from './admin/foundDemo.ts';
import { forgetRunning, noteRunning, readRunning } from './admin/runningStation.ts';
import type { StationConfig } from './config.ts';
import { isLoopback, readConfig } from './config.ts';
import type { TlsPair } from './http/nodeAdapter.ts';
import { listen, sentenceOfPort } from './listening.ts';
import { openBuiltApp } from './shell/builtApp.ts';
import type { Station } from './stationOptions.ts';
import { openStation } from './station.ts';
import type { StationData } from './stationData.ts';
import { openClusterData, openStationData } from './stationData.ts';
import { factsOfError, openStationLog } from './stationLog.ts';
import { roomPart } from './stationApi/roomPart.ts';
import { openDiskUse } from './storage/diskUse.ts';
import { StorageFull, StorageInUse, StorageUnreachable } from './storage/storageErrors.ts';
import { readTlsPair, watchTls } from './tlsFiles.ts';

/** Somebody at a terminal reads the greeting instead. */
const quiet = process.stderr.isTTY ? (['info'] as const) : [];
const log = openStationLog((line) => process.stderr.write(line), quiet);

function stopWith(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

function stopBroken(error: unknown): never {
	log('error', 'broken', factsOfError(error));
	stopWith('存储介质出错，同步站已停止，以免确认没有写下的内容。请检查磁盘后重新启动。');
}

/** Below what service managers wait before they kill. */
const longestStopMs = 20_000;

process.on('uncaughtException', (error) => {
	log('error', 'defect', factsOfError(error));
	process.exit(1);
});

const clusterSilent =
	'连不上 CouchDB 集群。请检查集群是否在运行，以及 COUCHDB_URL 里的地址、用户名和密码。';
const noCommunityInCluster =
	'集群里还没有社区。请用同样的 STORE、COUCHDB_URL、COUCHDB_PREFIX 先运行一次：npm run station -- init';

async function openData({ dataDir, cluster }: StationConfig): Promise<StationData> {
	try {
		if (!cluster) return await openStationData(dataDir);
		const data = await openClusterData(cluster, dataDir);
		if (!data.access.community()) stopWith(noCommunityInCluster);
		return data;
	} catch (error) {
		if (error instanceof StorageUnreachable) stopWith(clusterSilent);
		if (error instanceof StorageFull)
			stopWith(`磁盘空间不足，同步站无法启动。请先腾出空间：${dataDir}`);
		if (!(error instanceof StorageInUse)) throw error;
		const running = readRunning(dataDir);
		stopWith(
			`数据目录 ${dataDir} 正被另一个同步站使用${running ? `（${running.url}）` : ''}。请先停止它，或用 DATA_DIR 指定别的目录。`
		);
	}
}

async function readKeys(file: string): Promise<TokenKeys> {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		stopWith(`JWT_KEYS 指定的文件 ${file} 无法读取。`);
	}
	const keys = await readTokenKeys(text);
	if (!keys.ok) stopWith(`JWT_KEYS 指定的文件 ${file} 不能用：${keys.refusal}。`);
	return keys.value;
}

async function makeDemo(data: StationData, { demoSize }: StationConfig): Promise<void> {
	process.stdout.write('第一次启动：正在建立演示社区（只需一次）…\n');
	await foundDemo(data, Date.now, demoSize);
}

function refuseOpenDemo({ host, dataDir }: StationConfig): never {
	stopWith(
		`演示社区的密码人人都知道，只能在本机使用：HOST=${host} 不是本机地址，已拒绝启动。\n` +
			`要给真实社区使用，请换一个数据目录并先运行：DATA_DIR=… npm run station -- init（现在的目录是 ${dataDir}）`
	);
}

function readTls({ tls }: StationConfig): TlsPair | undefined {
	if (!tls) return undefined;
	const pair = readTlsPair(tls);
	if (!pair.ok) stopWith(`${pair.refusal}TLS_CERT=${tls.certFile} TLS_KEY=${tls.keyFile}`);
	return pair.value;
}

function greet(url: string, data: StationData): void {
	const community = data.access.community();
	const lines = [`青格同步站已启动：${url}`, `社区：${community?.name ?? ''}`];
	if (community?.demo) {
		const names = data.access.accounts().filter(({ demo }) => demo);
		lines.push('演示账号（只在本机可用）：');
		lines.push(...accountLines(names).map((line) => `  ${line}`));
	}
	lines.push('按 Ctrl+C 停止。');
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function main(): Promise<void> {
	const config = readConfig(process.env);
	if (!config.ok) stopWith(config.refusal);
	const { dataDir, host, cluster, tls, behindProxy, metricsToken, logRequests } = config.value;
	const { tokenKeysFile } = config.value;
	const tokenKeys = tokenKeysFile === undefined ? undefined : await readKeys(tokenKeysFile);
	const pair = readTls(config.value);
	const data = await openData(config.value);
	// The demo drops what it finds of itself; in a cluster others may stand on it.
	const wantsDemo = !cluster && needsDemo(data.access);
	if ((wantsDemo || data.access.community()?.demo) && !isLoopback(host)) {
		await data.close();
		refuseOpenDemo(config.value);
	}
	if (wantsDemo) await makeDemo(data, config.value);
	const token = randomBytes(32).toString('base64url');
	const certificate =
		tls &&
		pair &&
		watchTls(pair, {
			files: tls,
			onTrouble: () => log('error', 'certificate_refused')
		});
	const station = await openStation({
		storage: data.storage,
		access: data.access,
		...(data.copies ? { copies: data.copies } : {}),
		moreHealth: [
			...(data.hasRoom ? [roomPart(data.hasRoom)] : []),
			...(certificate ? [certificate.part] : [])
		],
		version: versionOf(),
		shell: openBuiltApp(config.value.buildDir),
		adminToken: token,
		origins: config.value.origins,
		feedWindowDays: config.value.feedWindowDays,
		...(tokenKeys ? { tokenKeys } : {}),
		...(cluster ? {} : { disk: openDiskUse(dataDir) }),
		metrics: { token: metricsToken, trustLoopback: !behindProxy },
		log,
		logEveryRequest: logRequests,
		onDefect: (error) => log('error', 'defect', factsOfError(error)),
		onBroken: stopBroken
	});
	if (wantsDemo) await station.router.idle();
	const told = {
		onBroken: stopBroken,
		onDefect: (error: unknown) => log('error', 'defect', factsOfError(error))
	};
	const server = await listen({ config: config.value, station, tls: pair, ...told }).catch(
		(error: unknown) => {
			const sentence = sentenceOfPort(error, config.value);
			if (sentence === undefined) throw error;
			stopWith(sentence);
		}
	);
	certificate?.onRenewed((renewed) => {
		server.renew(renewed);
		log('info', 'certificate_renewed');
	});
	noteRunning(dataDir, { url: server.localUrl, token });

	let stopping = false;
	async function stop(signal: string): Promise<void> {
		if (stopping) process.exit(1);
		stopping = true;
		log('info', 'stopping', { signal, ...trailOf(station) });
		forgetRunning(dataDir);
		setTimeout(() => {
			log('error', 'not stopped in time');
			process.exit(1);
		}, longestStopMs).unref();
		certificate?.close();
		// Open lines end first, then what is under way, then the files.
		const closed = station.close();
		await server.close();
		await closed;
		await data.close();
		log('info', 'stopped');
		process.exit(0);
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => void stop(signal));
	}
	// A service manager's word for reading again; without a certificate a terminal has gone.
	process.on('SIGHUP', () => {
		if (certificate) certificate.reload();
		else void stop('SIGHUP');
	});
	// Whoever reads this may stop us at once.
	log('info', 'started', { port: server.port, tls: pair !== undefined, ...trailOf(station) });
	greet(server.url, data);
}

/** The log lies elsewhere than the trail: lines cut off its end would show. */
function trailOf({ audit }: Station): { auditEntries: number; auditHead: string } {
	const { entries, head } = audit.head();
	return { auditEntries: entries, auditHead: head };
}

function versionOf(): string {
	const file = new URL('../package.json', import.meta.url);
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

await main();
