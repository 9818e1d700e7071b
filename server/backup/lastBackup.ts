/** When this station was last backed up, and how large that was: for the health page and `status`. */
import type { AccessStore } from '../access/accessStore.ts';

export interface LastBackup {
	/** When copying began, ISO. */
	at: string;
	/** Of the encrypted file. */
	bytes: number;
}

const factName = 'lastBackup';

export function readLastBackup(access: Pick<AccessStore, 'fact'>): LastBackup | undefined {
	const text = access.fact(factName);
	return text === undefined ? undefined : (JSON.parse(text) as LastBackup);
}

export function noteLastBackup(
	access: Pick<AccessStore, 'saveFact'>,
	{ at, bytes }: LastBackup
): void {
	access.saveFact(factName, JSON.stringify({ at, bytes }));
}
