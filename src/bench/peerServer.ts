/**
 * pouchdb-server 4.2, the peer on Node. It is installed into a folder of its own the first time, and
 * is no dependency of anything: CouchDB itself cannot be installed by npm.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildServer } from './childServer.ts';
import { stop, usageOf } from './childServer.ts';
import type { BenchGround } from './lane.ts';

export const peerName = 'pouchdb-server 4.2';

const installingMs = 8 * 60_000;
const startingMs = 30_000;

export async function startPeer(bench: BenchGround): Promise<ChildServer> {
	const program = await installPeer(bench);
	const folder = join(bench.scratch, 'peer');
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const child = spawn(
		process.execPath,
		[program, '-p', String(port), '-o', '127.0.0.1', '--dir', folder, '--no-stdout-logs'],
		// It keeps its configuration and its log where it stands.
		{ cwd: folder, stdio: 'ignore' }
	);
	const stopPeer = () => stop(child);
	bench.onEnd(stopPeer);
	const url = `http://127.0.0.1:${port}`;
	const startedMs = performance.now();
	while (!(await answers(url))) {
		if (child.exitCode !== null || performance.now() - startedMs > startingMs) {
			throw new Error(`${peerName} did not start`);
		}
		await pause(100);
	}
	return { url, ...usageOf(child), stop: stopPeer };
}

async function installPeer({ cache, say }: BenchGround): Promise<string> {
	const home = join(cache, 'peer');
	const program = join(home, 'node_modules/pouchdb-server/bin/pouchdb-server');
	// npm writes this list last: without it the folder is half filled.
	if (existsSync(program) && existsSync(join(home, 'node_modules/.package-lock.json'))) {
		return program;
	}
	say(`installing ${peerName} into ${home} (once, some minutes)`);
	await rm(home, { recursive: true, force: true });
	await mkdir(home, { recursive: true });
	await writeFile(join(home, 'package.json'), '{"name":"peer","private":true}\n');
	const npm = npmProgram();
	const words = ['install', '--no-audit', '--no-fund', '--save-exact', 'pouchdb-server@4.2.0'];
	const child = spawn(npm[0], [...npm.slice(1), ...words], {
		cwd: home,
		stdio: ['ignore', 'ignore', 'pipe'],
		timeout: installingMs
	});
	let complaint = '';
	child.stderr.on(
		'data',
		(text: Buffer) => (complaint = `${complaint}${text.toString()}`.slice(-2_000))
	);
	const [code] = (await once(child, 'close')) as [number | null];
	if (code === 0) return program;
	throw new Error(
		`${peerName} could not be installed (${String(code)}): ${complaint.slice(0, 300)}`
	);
}

/** The npm that runs us, or the one beside the machine's Node. */
function npmProgram(): [string, ...string[]] {
	const running = process.env['npm_execpath'];
	if (running?.endsWith('.js')) return [process.execPath, running];
	const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
	return existsSync(beside) ? [process.execPath, beside] : ['npm'];
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url)).ok;
	} catch {
		// Nobody listens there yet.
		return false;
	}
}

async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('There is no free port.');
	return address.port;
}
