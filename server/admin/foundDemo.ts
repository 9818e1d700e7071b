/**
 * Makes the demo community in an empty station, by the ways a real one takes: its roster comes as a
 * spreadsheet through the importer, its history as documents through the feeds. It may be broken off
 * and begun again.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '#lib/domain/calendar.ts';
import { communityLedger, gridFeed } from '#lib/domain/feeds.ts';
import type { AccessStore } from '../access/accessStore.ts';
import type { Community } from '../access/community.ts';
import { databasesOf } from '../access/community.ts';
import { defaultCost } from '../access/passwords.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { demoCommunity } from '../demo/demoCommunity.ts';
import type { DemoSize } from '../demo/demoSize.ts';
import { makeHistory } from '../demo/history.ts';
import { demoOrganisationXlsx } from '../demo/organisationSpreadsheet.ts';
import { demoPlacesXlsx } from '../demo/placesSpreadsheet.ts';
import { demoRosterXlsx } from '../demo/rosterSpreadsheet.ts';
import { openCircleKeeper } from '../circle/circleKeeper.ts';
import { openOrganiser } from '../organisation/organiser.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import { editOf, sha256 } from '../storage/ledgerEdit.ts';
import { nobodyErased } from '../router/erasureBook.ts';
import { openImporter } from './importer.ts';
import { documentsOf } from '../storage/ledgerReading.ts';

export const demoPassword = 'qingge-demo';

/** Written last: while it is missing, the demo is begun again. */
const madeFact = 'demo made';

export function needsDemo(access: AccessStore): boolean {
	const community = access.community();
	return !community || (community.demo && access.fact(madeFact) === undefined);
}

export async function foundDemo(
	{ storage, access }: { storage: StationStorage; access: AccessStore },
	nowMs: () => number,
	size: DemoSize = 'whole'
): Promise<void> {
	const { id, name, street, phone, grids } = demoCommunity;
	const community: Community = { id, name, street, phone, grids: [...grids], demo: true };
	access.saveCommunity(community);
	// What a broken-off beginning left behind.
	for (const database of databasesOf(community)) {
		await storage.drop(database);
		await storage.create(database);
	}
	await importRoster(storage, community, nowMs, size);
	await writeHistory(storage, community, nowMs);
	await importOrganisation({ storage, access }, community, nowMs);
	await importPlaces(storage, community, nowMs);
	access.saveFact(madeFact, new Date(nowMs()).toISOString());
}

async function importRoster(
	storage: StationStorage,
	community: Community,
	nowMs: () => number,
	size: DemoSize
): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'qingge-demo-'));
	try {
		const file = join(folder, 'roster.xlsx');
		const roster = await demoRosterXlsx(dayOf(new Date(nowMs()).toISOString()), size);
		await writeFile(file, new Uint8Array(roster));
		const importer = openImporter({
			...{ storage, community: () => community, nowMs },
			recognise: async () => nobodyErased
		});
		const proposal = await importer.propose(new Uint8Array(await readFile(file)));
		if (!proposal.ok) throw new Error(`The demo roster was refused: ${proposal.refusal.kind}.`);
		const { kind } = await importer.confirm(proposal.value.id);
		if (kind !== 'done') throw new Error(`The demo roster was not imported: ${kind}.`);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Who acts there, and the accounts of all of them. */
async function importOrganisation(
	{ storage, access }: { storage: StationStorage; access: AccessStore },
	community: Community,
	nowMs: () => number
): Promise<void> {
	const organiser = openOrganiser({
		...{ storage, access, nowMs, cost: defaultCost },
		allAccounts: () => access.accounts(),
		community: () => community,
		// A demo begins without a past.
		audit: { note: () => undefined },
		makePassword: () => demoPassword
	});
	const table = await demoOrganisationXlsx(dayOf(new Date(nowMs()).toISOString()));
	const proposal = await organiser.propose(new Uint8Array(table));
	if (!proposal.ok) throw new Error(`The demo organisation was refused: ${proposal.refusal.kind}.`);
	const refused = proposal.value.report.refused.at(-1);
	if (refused) throw new Error(`Row ${refused.row} of the demo organisation: ${refused.reason}.`);
	const { kind } = await organiser.confirm(proposal.value.id);
	if (kind !== 'done') throw new Error(`The demo organisation was not imported: ${kind}.`);
}

/** What lies around, for every phone. */
async function importPlaces(
	storage: StationStorage,
	community: Community,
	nowMs: () => number
): Promise<void> {
	const circle = openCircleKeeper({ storage, community: () => community, nowMs });
	const proposal = await circle.propose(new Uint8Array(await demoPlacesXlsx()));
	if (!proposal.ok) throw new Error(`The demo places were refused: ${proposal.refusal.kind}.`);
	const refused = proposal.value.report.refused.at(-1);
	if (refused) throw new Error(`Row ${refused.row} of the demo places: ${refused.reason}.`);
	const { kind } = await circle.confirm(proposal.value.id);
	if (kind !== 'done') throw new Error(`The demo places were not imported: ${kind}.`);
}

/** As if the phones of the demo had delivered it; the router carries it on. */
async function writeHistory(
	storage: StationStorage,
	community: Community,
	nowMs: () => number
): Promise<void> {
	const ledger = await opened(storage, communityLedger(community.id));
	const roster = [
		...(await documentsOf(ledger, 'door')),
		...(await documentsOf(ledger, 'household')),
		...(await documentsOf(ledger, 'resident'))
	];
	const history = makeHistory({ roster, now: new Date(nowMs()).toISOString(), sha256 });
	const ofWorkers = new Set(demoAccounts.map(({ name }) => name));
	const [delivered, others] = [true, false].map((isWorkers) =>
		history.filter(({ author }) => ofWorkers.has(author) === isWorkers)
	);
	for (const [grid, documents] of Map.groupBy(delivered ?? [], (document) => document.grid)) {
		const feed = await opened(storage, gridFeed(grid));
		await feed.write(documents.map(editOf), { newEdits: false });
	}
	// The other feeds are made of the ledger when somebody first may read them.
	await ledger.write((others ?? []).map(editOf), { newEdits: false });
}

async function opened(storage: StationStorage, name: string): Promise<DocumentStore> {
	const store = await storage.open(name);
	if (!store) throw new Error(`There is no database ${name}.`);
	return store;
}
