// Asks the system's package manager for what npm cannot bring: a browser with Chinese letters for
// the browser tests, a C compiler for the power-cut tests. Installs only where it may do so without
// asking anybody (root, sudo without a password, brew); otherwise it says what to type.
import { spawnSync } from 'node:child_process';
import { findChromium } from './findChromium.mjs';

/** @typedef {{ chinese: string, english: string }} Words */
/** @typedef {{ name: string, asRoot: boolean, before: string[], install: string[], browser: string[], compiler: string[] }} PackageManager */

/** @type {PackageManager[]} */
const managers = [
	{
		name: 'apt-get',
		asRoot: true,
		before: ['update', '-q'],
		install: ['install', '-y', '-q', '--no-install-recommends'],
		browser: ['chromium', 'fonts-noto-cjk'],
		compiler: ['gcc', 'libc6-dev']
	},
	{
		name: 'dnf',
		asRoot: true,
		before: [],
		install: ['install', '-y', '-q'],
		browser: ['chromium', 'google-noto-sans-cjk-fonts'],
		compiler: ['gcc', 'glibc-devel']
	},
	{
		name: 'brew',
		asRoot: false,
		before: [],
		install: ['install', '--quiet'],
		browser: ['--cask', 'chromium'],
		compiler: ['gcc']
	}
];

/**
 * A browser is on the machine when this answers nothing.
 * @returns {Words | undefined}
 */
export function ensureChromium() {
	if (findChromium()) return undefined;
	const how = install('browser', 'Chromium');
	if (findChromium()) return undefined;
	return {
		chinese: `浏览器测试需要 Chromium，本机没有。${how.chinese}装好后再运行一次；若已装在别处，请设 CHROME_PATH=完整路径。`,
		english: `The browser tests need Chromium and none was found. ${how.english} Then run the command again; if it stands elsewhere, set CHROME_PATH to its full path.`
	};
}

/**
 * A C compiler is on the machine when this answers nothing.
 * @returns {Words | undefined}
 */
export function ensureCompiler() {
	if (canRun('cc', ['--version'])) return undefined;
	const how = install('compiler', 'gcc');
	if (canRun('cc', ['--version'])) return undefined;
	return {
		chinese: `没有 C 编译器：断电测试将计为“跳过”。${how.chinese}`,
		english: `No C compiler: the power-cut tests will be counted as skipped. ${how.english}`
	};
}

/**
 * @param {'browser' | 'compiler'} what
 * @param {string} name
 * @returns {Words} what a person can do where this program may not
 */
function install(what, name) {
	const manager = managers.find((candidate) => canRun(candidate.name, ['--version']));
	if (!manager) return { chinese: `请自行安装 ${name}。`, english: `Please install ${name}.` };
	const words = [...manager.install, ...manager[what]];
	const sudo = manager.asRoot && process.getuid?.() !== 0;
	const byHand = `${sudo ? 'sudo ' : ''}${manager.name} ${words.join(' ')}`;
	const advice = { chinese: `请运行：${byHand} 。`, english: `Run: ${byHand}` };
	if (sudo && !canRun('sudo', ['-n', 'true'])) return advice;
	const run = (/** @type {string[]} */ args) => {
		const command = sudo ? ['sudo', '-n', manager.name, ...args] : [manager.name, ...args];
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync(command[0] ?? '', command.slice(1), { stdio: 'inherit', env });
	};
	process.stdout.write(`正在安装 ${name} … Installing ${name}…\n`);
	if (manager.before.length > 0) run(manager.before);
	run(words);
	return advice;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function canRun(command, args) {
	return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
