// The name of what the app is built from: a hash over every file that goes into the build.
// Plain JavaScript without dependencies, since svelte.config.js and the start script share it.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const builtFrom = [
	'src',
	'server/setup/chunkPlan.mjs',
	'server/setup/shellAdapter.mjs',
	'static',
	'package-lock.json',
	'package.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Stand in src but never reach a phone. */
const neverShipped = /\.(?:test|e2e)\.ts$|^src\/(?:stories|bench)\//;

/**
 * Twelve hex digits over the names and bytes of all sources under `root`.
 * @param {string} root
 * @returns {string}
 */
export function contentStamp(root) {
	const hash = createHash('sha256');
	for (const path of builtFrom.flatMap((name) => filesAt(join(root, name))).sort()) {
		const name = relative(root, path).split(sep).join('/');
		if (neverShipped.test(name)) continue;
		// A plain Uint8Array: a library's types spoil those of Buffer (server/http/bytes.ts).
		const bytes = new Uint8Array(readFileSync(path));
		hash.update(`${name}\0${String(bytes.length)}\0`).update(bytes);
	}
	return hash.digest('hex').slice(0, 12);
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesAt(path) {
	const found = statSync(path, { throwIfNoEntry: false });
	if (!found) return [];
	if (found.isFile()) return [path];
	return readdirSync(path).flatMap((name) => filesAt(join(path, name)));
}
