/**
 * What of the organisation a reader of a cut feed needs: whom to call, the names of those whose steps
 * he reads, and never everybody's phone.
 */
import type { CutFor } from './envelope.ts';
import type { GridId } from './ids.ts';
import { gridPattern } from './ids.ts';
import type { OrganisationDocument } from './loopDocuments.ts';

type Directory = Pick<OrganisationDocument, 'kind' | 'units' | 'posts' | 'branches'>;

const atCommunity = ['community_staff', 'community_lead'];
const handlers = ['handler_property', 'handler_dept'];
/** Whose names and duty phones each reader needs. */
const calledBy: Readonly<Record<CutFor, readonly string[]>> = {
	handler: atCommunity,
	building: [...atCommunity, 'grid_worker'],
	informant: atCommunity,
	street: [...atCommunity, 'street_staff']
};
/** Whose names stand in what each reader is sent; their phones are none of his business. */
const namedTo: Readonly<Record<CutFor, readonly string[]>> = {
	handler: [...handlers, 'grid_worker', 'street_staff'],
	building: handlers,
	informant: [],
	street: [...handlers, 'grid_worker']
};

export function directoryFor(
	{ units, posts, branches }: OrganisationDocument,
	cut: CutFor,
	{ grid, holders }: { grid?: GridId; holders: readonly string[] }
): Directory {
	const isHere = (scope: string) =>
		grid === undefined || !gridPattern.test(scope) || scope === grid;
	return {
		kind: 'organisation',
		// Who only reports is told who acts, and calls the community.
		units: cut === 'informant' ? units.map((unit) => ({ ...unit, phone: '' })) : units,
		posts: posts.flatMap((post) => {
			const { role, scope, account } = post;
			if (holders.includes(account)) return [post];
			if (!isHere(scope)) return [];
			if (calledBy[cut].includes(role)) return [post];
			return namedTo[cut].includes(role) ? [{ ...post, phone: '' }] : [];
		}),
		branches: cut === 'building' ? branches : []
	};
}
