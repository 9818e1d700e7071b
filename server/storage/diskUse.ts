/** How much of the disk a folder takes and how much is left. Looks at names and sizes only. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskUse {
	files: number;
	bytes: number;
	freeBytes: number;
}

/** Whoever watches asks every few seconds; a thousand databases are three thousand files. */
const trueForMs = 5_000;

export function openDiskUse(
	folder: string,
	nowMs: () => number = Date.now
): () => Promise<DiskUse> {
	let known: { atMs: number; use: Promise<DiskUse> } | undefined;
	return () => {
		if (!known || nowMs() - known.atMs > trueForMs) {
			known = { atMs: nowMs(), use: readDiskUse(folder) };
		}
		return known.use;
	};
}

async function readDiskUse(folder: string): Promise<DiskUse> {
	const { bavail, bsize } = await statfs(folder);
	let files = 0;
	let bytes = 0;
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		// A log that was merged meanwhile is no file any more.
		const size = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
		if (!size) continue;
		files += 1;
		bytes += size.size;
	}
	return { files, bytes, freeBytes: bavail * bsize };
}
