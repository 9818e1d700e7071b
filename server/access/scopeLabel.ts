/** How people call a scope: from the register and the organisation, in the words of a screen. */
import { buildingName } from '#lib/domain/doorId.ts';
import type { DoorDocument } from '#lib/domain/documents.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import { memberOf } from '#lib/domain/feedOfGrant.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { DocumentStore, StationStorage } from '../storage/documentStore.ts';
import type { Community } from './community.ts';

const mostOrganisations = 1_000;

/** `''` where nothing says it yet. */
export async function scopeLabel(
	storage: StationStorage,
	{ id, street }: Community,
	{ role, scope }: Pick<RoleGrant, 'role' | 'scope'>
): Promise<string> {
	const ledger = await storage.open(communityLedger(id));
	if (!ledger) return '';
	switch (role) {
		case 'building_head': {
			const [door] = await beginningWith<DoorDocument>(ledger, documentId.door(`${scope}-`), 1);
			return door ? buildingName(door.estate, door.building) : '';
		}
		case 'handler_property':
		case 'handler_dept': {
			const all = await beginningWith<OrganisationDocument>(
				ledger,
				documentId.organisation(''),
				mostOrganisations
			);
			const [newest] = all.sort((a, b) => (a.clock < b.clock ? 1 : -1));
			return newest?.units.find(({ code }) => code === memberOf(scope))?.name ?? '';
		}
		case 'street_staff':
			return street;
		default:
			return '';
	}
}

async function beginningWith<D>(store: DocumentStore, from: string, limit: number): Promise<D[]> {
	const rows = await store.rowsById({ from, to: `${from}\uffff`, limit, bodies: true });
	return rows.map(({ body }) => JSON.parse(body) as D);
}
