/**
 * Brings a station back from a backup. Nothing is put in place before the whole file was unpacked
 * and verified, and nothing that is there is overwritten unless it was said so. Each database begins
 * a new epoch, so that phones read again and offer what the backup missed.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { openSqliteAccessStore } from '../access/sqliteAccessStore.ts';
import { routerPlace } from '../router/router.ts';
import { holdStorage, openSqliteStorage } from '../storage/sqliteStorage.ts';
import { StorageInUse } from '../storage/storageErrors.ts';
import type { Manifest } from './archive.ts';
import { accessName } from './archive.ts';
import { noteLastBackup } from './lastBackup.ts';
import { openSealed } from './openSealed.ts';
import { beginUnpacking, declareVerified, holdsStation, putInPlace } from './putInPlace.ts';
import { verifyFiles } from './verifyFiles.ts';

export interface RestoreAsked {
	file: string;
	/** Of the file, for the note of the last backup. */
	bytes: number;
	passphrase: string;
	dataDir: string;
	overwrite: boolean;
	/** Every phone must sign in again, since a sign-in that was ended may be in the backup. */
	signOut: boolean;
}

export interface Restored {
	madeAt: string;
	community: string;
	databases: number;
	/** Where the data lies that was there before, if any was. */
	aside: string | undefined;
}

export type RestoreRefusal = 'running' | 'not_empty' | 'wrong_passphrase' | 'damaged';

export async function restoreStation(
	asked: RestoreAsked
): Promise<Outcome<Restored, RestoreRefusal>> {
	const { dataDir, overwrite } = asked;
	// One that was left in the middle is the station that is there.
	await putInPlace(dataDir);
	const occupied = holdsStation(dataDir);
	const hold = occupied ? holdIfFree(dataDir) : undefined;
	if (hold === 'in_use') return refused('running');
	try {
		if (occupied && !overwrite) return refused('not_empty');
		const prepared = await unpackAndPrepare(asked);
		if (!prepared.ok) return prepared;
		// Somebody may have begun a station here while we unpacked.
		if (!occupied && holdsStation(dataDir)) return refused('not_empty');
		await declareVerified(dataDir);
		return accepted({ ...prepared.value, aside: await putInPlace(dataDir) });
	} finally {
		hold?.release();
		rmSync(join(dataDir, 'restoring'), { recursive: true, force: true });
	}
}

function holdIfFree(dataDir: string): { release(): void } | 'in_use' | undefined {
	try {
		return holdStorage(join(dataDir, 'db'));
	} catch (error) {
		if (error instanceof StorageInUse) return 'in_use';
		throw error;
	}
}

async function unpackAndPrepare(
	asked: RestoreAsked
): Promise<Outcome<Omit<Restored, 'aside'>, RestoreRefusal>> {
	const folder = beginUnpacking(asked.dataDir);
	const unsealing = await openSealed(asked.file, asked.passphrase, folder);
	if (unsealing !== 'unpacked') return refused(unsealing);
	const manifest = await verifyFiles(folder);
	if (!manifest) return refused('damaged');
	return accepted(await prepare(folder, manifest, asked));
}

async function prepare(
	folder: string,
	{ madeAt }: Manifest,
	{ bytes, signOut }: RestoreAsked
): Promise<Omit<Restored, 'aside'>> {
	// Opening a database under a lifetime it does not know begins its new epoch.
	const storage = await openSqliteStorage({ directory: join(folder, 'db') });
	const names = await storage.names();
	for (const name of names) {
		const store = await storage.open(name);
		// The databases were copied one after the other, so what this one calls delivered another may
		// not hold. Delivering anew does no harm; missing one would.
		await store?.removeLocal(routerPlace);
	}
	await storage.close();
	const access = openSqliteAccessStore(join(folder, accessName));
	noteLastBackup(access, { at: madeAt, bytes });
	if (signOut) access.dropSessionsBefore(Number.MAX_SAFE_INTEGER);
	const community = access.community()?.name ?? '';
	access.close();
	return { madeAt, community, databases: names.length };
}
