/**
 * The last step of a restore: moves what was verified to where the station looks for it, and what
 * was there aside. Everything stays in one folder, which may be a mounted volume. A crash between two
 * moves is made good by the next start, which must call this before it looks at its data.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './syncFolder.ts';

const unpackingName = 'restoring';
/** Has this name only once all of it is verified and on the medium. */
const verifiedName = 'restored';
const asidePrefix = 'before-restore-';
/** The accounts come last: without them a folder counts as empty, and with them as whole. */
const parts = ['db', 'station.sqlite-wal', 'station.sqlite-shm', 'station.sqlite'];

/** An empty folder to unpack into; what an earlier try left there is gone. */
export function beginUnpacking(dataDir: string): string {
	const folder = join(dataDir, unpackingName);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return folder;
}

export function holdsStation(dataDir: string): boolean {
	return parts.some((name) => existsSync(join(dataDir, name)));
}

/** From here on the restore happens, whatever happens to this process. */
export async function declareVerified(dataDir: string): Promise<void> {
	const unpacked = join(dataDir, unpackingName);
	for (const folder of [join(unpacked, 'db'), unpacked]) await syncFolder(folder);
	renameSync(unpacked, join(dataDir, verifiedName));
	await syncFolder(dataDir);
}

/** Does nothing where no restore was left in the middle. Answers where the old data lies now. */
export async function putInPlace(dataDir: string): Promise<string | undefined> {
	const verified = join(dataDir, verifiedName);
	if (!existsSync(verified)) return undefined;
	const aside = join(dataDir, asidePrefix + asFileName(new Date().toISOString()));
	let moved = false;
	for (const name of parts) {
		const [fresh, current] = [join(verified, name), join(dataDir, name)];
		// One that is gone from `verified` lies in place already.
		const isJournal = name.startsWith('station.sqlite-');
		const replaced =
			existsSync(fresh) || (isJournal && existsSync(join(verified, 'station.sqlite')));
		if (replaced && existsSync(current)) {
			mkdirSync(aside, { recursive: true, mode: 0o700 });
			renameSync(current, join(aside, name));
			moved = true;
		}
		if (existsSync(fresh)) renameSync(fresh, current);
	}
	await syncFolder(dataDir);
	rmSync(verified, { recursive: true, force: true });
	return moved ? aside : undefined;
}

function asFileName(instant: string): string {
	return instant.slice(0, 19).replaceAll(/[-:]/g, '');
}
