/** What a station knows of itself for all its life: its community, and what it made up once. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessStore } from './access/accessStore.ts';
import type { Community } from './access/community.ts';

export function communityOf(access: AccessStore): Community {
	const community = access.community();
	if (!community) throw new Error('This station has no community yet.');
	return community;
}

/** Replications recognise the station by this. */
export function uuidOf(access: AccessStore): string {
	return factOf(access, 'uuid', () => randomUUID().replaceAll('-', ''));
}

/** Never leaves the station but in its backups. */
export function secretOf(access: AccessStore, name: string): string {
	return factOf(access, name, () => randomBytes(32).toString('base64url'));
}

function factOf(access: AccessStore, name: string, make: () => string): string {
	const known = access.fact(name);
	if (known !== undefined) return known;
	const made = make();
	access.saveFact(name, made);
	return made;
}
