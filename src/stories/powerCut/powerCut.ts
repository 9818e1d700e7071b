// Cuts the power of a program as far as its files are concerned: everything dies at once, and only
// what was synced is still there (powerCut.c holds the model). Linux with a C compiler only;
// `noPowerCut` says in words why a machine cannot, so that a test is skipped and never passed.
import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	realpathSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Why the power cannot be cut on this machine; nothing where it can. */
export const noPowerCut: string | undefined =
	process.platform !== 'linux'
		? 'the power-cut shim is for Linux'
		: spawnSync('cc', ['--version']).status !== 0
			? 'no C compiler (cc) on this machine'
			: undefined;

export interface PowerCut {
	/** What a program must be started with, beside its own environment. */
	env: Record<string, string>;
	/** From now on every sync fails with EIO. */
	breakDisk(): void;
	/** Kills every program started with `env`, and waits until none is left. */
	cut(): Promise<void>;
	/** Puts what was synced in place of what was written. Call it after `cut`. */
	restore(): { kept: number; emptied: number };
}

/**
 * `root` is the folder whose files lie on the imagined disk; what is in it now counts as synced.
 * `shadow` is a folder that does not exist yet, beside `root` and outside of it.
 */
export function openPowerCut({ root, shadow }: { root: string; shadow: string }): PowerCut {
	mkdirSync(root, { recursive: true });
	const disk = realpathSync(root);
	cpSync(disk, shadow, { recursive: true, verbatimSymlinks: true });
	const synced = realpathSync(shadow);
	const mark = `POWER_CUT_ROOT=${disk}`;
	return {
		env: {
			LD_PRELOAD: compileShim(`${synced}.so`),
			POWER_CUT_ROOT: disk,
			POWER_CUT_SHADOW: synced,
			// Syncs through io_uring would pass by the shim unseen.
			UV_USE_IO_URING: '0'
		},
		breakDisk() {
			writeFileSync(`${synced}.eio`, '');
		},
		async cut() {
			const deadline = performance.now() + 10_000;
			for (let left = killMarked(mark); left > 0; left = killMarked(mark)) {
				if (performance.now() > deadline) throw new Error(`${left} programs do not die`);
				await pause(20);
			}
		},
		restore() {
			const count = { kept: 0, emptied: 0 };
			for (const path of filesIn(disk)) {
				const remembered = join(synced, relative(disk, path));
				if (existsSync(remembered)) {
					cpSync(remembered, path);
					count.kept += 1;
				} else {
					truncateSync(path, 0);
					count.emptied += 1;
				}
			}
			return count;
		}
	};
}

/** A fraction of a second; the library lies beside the shadow and goes with the test's folder. */
function compileShim(library: string): string {
	const source = join(import.meta.dirname, 'powerCut.c');
	const flags = ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror'];
	const done = spawnSync('cc', [...flags, '-o', library, source, '-ldl'], { encoding: 'utf8' });
	if (done.status !== 0) throw new Error(`The power-cut shim does not compile:\n${done.stderr}`);
	return library;
}

/**
 * Programs carry the mark in their environment. A browser's children overwrite theirs with a title,
 * but stay in the process group of the browser.
 */
function killMarked(mark: string): number {
	const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	const marked = all.filter((pid) => readProc(pid, 'environ').split('\0').includes(mark));
	const ourGroup = groupOf(String(process.pid));
	const groups = new Set(marked.map(groupOf).filter((group) => group && group !== ourGroup));
	const doomed = all.filter((pid) => marked.includes(pid) || groups.has(groupOf(pid)));
	const alive = doomed.filter((pid) => !isZombie(pid));
	for (const pid of alive) {
		try {
			process.kill(Number(pid), 'SIGKILL');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
	return alive.length;
}

/** State, parent, group: what follows the name, which may itself hold brackets. */
function statOf(pid: string): string[] {
	const stat = readProc(pid, 'stat');
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function groupOf(pid: string): string {
	return statOf(pid)[2] ?? '';
}

function isZombie(pid: string): boolean {
	return ['Z', 'X', ''].includes(statOf(pid)[0] ?? '');
}

function readProc(pid: string, name: string): string {
	try {
		return readFileSync(`/proc/${pid}/${name}`, 'utf8');
	} catch {
		// The program ended while we looked, or is somebody else's.
		return '';
	}
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
