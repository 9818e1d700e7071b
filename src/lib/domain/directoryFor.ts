/** What of the organisation a reader of a cut feed needs: whom to call, and never everybody's phone. */
import type { CutFor } from './envelope.ts';
import type { OrganisationDocument } from './loopDocuments.ts';
import type { GridId } from './ids.ts';

type Directory = Pick<OrganisationDocument, 'kind' | 'units' | 'posts' | 'branches'>;

const atCommunity = ['community_staff', 'community_lead'];
/** Whose names and duty phones each reader needs. */
const postsFor: Readonly<Record<CutFor, readonly string[]>> = {
	handler: atCommunity,
	building: [...atCommunity, 'grid_worker'],
	informant: atCommunity,
	street: [...atCommunity, 'street_staff']
};

export function directoryFor(
	{ units, posts, branches }: OrganisationDocument,
	cut: CutFor,
	{ grid, holders }: { grid?: GridId; holders: readonly string[] }
): Directory {
	const isOfGrid = (scope: string) => grid === undefined || !scope.includes('-') || scope === grid;
	return {
		kind: 'organisation',
		units: cut === 'informant' ? [] : units,
		posts: posts.filter(
			({ role, scope, account }) =>
				(postsFor[cut].includes(role) && isOfGrid(scope)) || holders.includes(account)
		),
		branches: cut === 'building' ? branches : []
	};
}
