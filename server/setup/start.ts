// What `npm start` does after installing: builds the app when its sources changed, then runs the
// station and ends as the station ends.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentStamp } from './contentStamp.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The build carries the stamp of its sources as its version; its shell is written last. */
function buildIsCurrent(): boolean {
	const versionFile = join(root, 'build/_app/version.json');
	if (!existsSync(join(root, 'build/index.html')) || !existsSync(versionFile)) return false;
	const { version } = JSON.parse(readFileSync(versionFile, 'utf8')) as { version?: string };
	return version === contentStamp(root);
}

function build(): void {
	process.stdout.write('正在构建界面（约十秒）… Building the app (about ten seconds)…\n');
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		encoding: 'utf8'
	});
	if (done.status === 0) return;
	process.stderr.write(`${done.stdout}${done.stderr}\n构建没有成功。The build failed.\n`);
	process.exit(1);
}

function runStation(): void {
	const station = spawn(
		process.execPath,
		[join(root, 'server/main.ts'), ...process.argv.slice(2)],
		{ cwd: root, stdio: 'inherit' }
	);
	// The terminal tells the station too; it closes its files and ends, and so do we.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => station.kill(signal));
	}
	station.on('exit', (code) => {
		process.exitCode = code ?? 1;
	});
}

if (!buildIsCurrent()) build();
runStation();
