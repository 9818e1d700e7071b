// Brings a fresh clone to life: the pinned packages, among them the pinned Node, and for the tests
// a browser. Runs on the machine's own Node (20 or newer) before anything is installed, so it uses
// nothing but Node itself. Does nothing, quickly, when nothing changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureCompiler, ensureChromium } from './systemPackages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binaries = join(root, 'node_modules', '.bin');
const stampFile = join(root, 'node_modules', '.setup-done');
/** node:sqlite and type stripping without flags. */
const leastNode = [22, 18];

/** What node_modules is made from: another lock file or another machine means installing anew. */
function stampOfLock() {
	const lock = readFileSync(join(root, 'package-lock.json'));
	return createHash('sha256')
		.update(lock)
		.update(`${process.platform}-${process.arch}`)
		.digest('hex');
}

/**
 * @param {string} chinese
 * @param {string} english
 * @returns {never}
 */
function giveUp(chinese, english) {
	process.stderr.write(`\n${chinese}\n${english}\n`);
	process.exit(1);
}

function installPackages() {
	const stamp = stampOfLock();
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
	process.stdout.write(
		'正在安装依赖（首次约一分钟）… Installing packages (about a minute, once)…\n'
	);
	const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
	const words = ['ci', '--ignore-scripts', ...flags];
	// npm's own Node, named by npm itself: node_modules may be deleted under the pinned one.
	const npm = process.env.npm_execpath;
	const node = process.env.npm_node_execpath ?? process.execPath;
	const done = npm
		? spawnSync(node, [npm, ...words], { cwd: root, stdio: 'inherit' })
		: spawnSync('npm', words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
	if (done.status !== 0) {
		giveUp(
			'依赖没有装上。请检查网络（或 npm 镜像设置：npm config get registry），然后再运行一次。',
			'The packages could not be installed. Check the network (or the registry: npm config get registry) and run the command again.'
		);
	}
	checkNode();
	writeFileSync(stampFile, stamp);
}

/** The Node that npm scripts will find: the pinned one, or the machine's where none is made for it. */
function checkNode() {
	const path = `${binaries}${delimiter}${process.env.PATH ?? ''}`;
	const answer = spawnSync('node', ['-p', 'process.versions.node'], {
		env: { ...process.env, PATH: path },
		encoding: 'utf8',
		shell: process.platform === 'win32'
	});
	const version = answer.status === 0 ? answer.stdout.trim() : '';
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
	giveUp(
		`需要 Node ${leastNode.join('.')} 或更新，找到的是 ${version || '无法运行的版本'}。本项目自带的 Node 不支持 ${process.platform}-${process.arch}，请先安装新版 Node。`,
		`Node ${leastNode.join('.')} or newer is needed, found ${version || 'none that runs'}. The Node that comes with this project has no build for ${process.platform}-${process.arch}; please install a newer Node.`
	);
}

installPackages();
if (process.argv.includes('--with-browser')) {
	const refusal = ensureChromium();
	if (refusal) giveUp(refusal.chinese, refusal.english);
	const missing = ensureCompiler();
	if (missing) process.stdout.write(`${missing.chinese}\n${missing.english}\n`);
}
