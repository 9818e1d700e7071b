/** Holds unpacked files against their manifest, whole, and puts them on the medium. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isWholeDatabase } from '../storage/wholeDatabase.ts';
import type { ArchivedFile, Manifest } from './archive.ts';
import { accessName, manifestName, readManifest } from './archive.ts';

/** Undefined where a file is missing, is not as it was, or is one too many. */
export async function verifyFiles(folder: string): Promise<Manifest | undefined> {
	const text = await readFile(join(folder, manifestName), 'utf8').catch(() => '');
	const manifest = readManifest(text);
	if (!manifest) return undefined;
	await rm(join(folder, manifestName));
	const expected = manifest.files.map(({ name }) => name).sort();
	if (!expected.includes(accessName)) return undefined;
	if (JSON.stringify(namesIn(folder)) !== JSON.stringify(expected)) return undefined;
	for (const file of manifest.files) {
		if (!(await isAsItWas(folder, file))) return undefined;
		if (!isWholeDatabase(join(folder, file.name))) return undefined;
	}
	return manifest;
}

async function isAsItWas(folder: string, { name, bytes, sha256 }: ArchivedFile): Promise<boolean> {
	const handle = await open(join(folder, name), 'r+');
	try {
		if ((await handle.stat()).size !== bytes) return false;
		const hash = createHash('sha256');
		for await (const chunk of handle.createReadStream({ autoClose: false })) {
			hash.update(chunk as Uint8Array);
		}
		await handle.sync();
		return hash.digest('hex') === sha256;
	} finally {
		await handle.close();
	}
}

function namesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
		.sort();
}
