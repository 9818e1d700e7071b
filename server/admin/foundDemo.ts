/**
 * Makes the demo community in an empty station, by the ways a real one takes: its roster comes as a
 * spreadsheet through the importer, its history as documents through the feeds. It may be broken off
 * and begun again.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '#lib/domain/calendar.ts';
import type { AccessStore } from '../access/accessStore.ts';
import type { Community } from '../access/community.ts';
import { databasesOf } from '../access/community.ts';
import { hashPassword } from '../access/passwords.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { demoCommunity } from '../demo/demoCommunity.ts';
import { demoRosterXlsx } from '../demo/rosterSpreadsheet.ts';
import type { StationStorage } from '../storage/documentStore.ts';
import { openImporter } from './importer.ts';

export const demoPassword = 'qingge-demo';

/** Written last: while it is missing, the demo is begun again. */
const madeFact = 'demo made';

export function needsDemo(access: AccessStore): boolean {
	const community = access.community();
	return !community || (community.demo && access.fact(madeFact) === undefined);
}

export async function foundDemo(
	{ storage, access }: { storage: StationStorage; access: AccessStore },
	nowMs: () => number
): Promise<void> {
	const { id, name, street, phone, grids } = demoCommunity;
	const community: Community = { id, name, street, phone, grids: [...grids], demo: true };
	access.saveCommunity(community);
	// What a broken-off beginning left behind.
	for (const database of databasesOf(community)) {
		await storage.drop(database);
		await storage.create(database);
	}
	await importRoster(storage, community, nowMs);
	// Everybody knows the password, so one hash for all tells nothing.
	const hash = await hashPassword(demoPassword);
	for (const account of demoAccounts) access.saveAccount({ ...account, demo: true }, hash);
	access.saveFact(madeFact, new Date(nowMs()).toISOString());
}

async function importRoster(
	storage: StationStorage,
	community: Community,
	nowMs: () => number
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'qingge-demo-'));
	try {
		const file = join(folder, 'roster.xlsx');
		const roster = await demoRosterXlsx(dayOf(new Date(nowMs()).toISOString()));
		await writeFile(file, new Uint8Array(roster));
		const importer = openImporter({ storage, community: () => community, nowMs });
		const proposal = await importer.propose(new Uint8Array(await readFile(file)));
		if (!proposal.ok) throw new Error(`The demo roster was refused: ${proposal.refusal.kind}.`);
		const { kind } = await importer.confirm(proposal.value.id);
		if (kind !== 'done') throw new Error(`The demo roster was not imported: ${kind}.`);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
