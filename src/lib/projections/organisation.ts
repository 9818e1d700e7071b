/** Who acts in a community and how to call them, as the community last said; never a resident. */
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import type { CommunityId } from '#lib/domain/ids.ts';
import { communityOfGrid } from '#lib/domain/ids.ts';
import type { ProjectionDatabase } from './database.ts';

/** The newest by its clock; of one community where several are known here (a street). */
export async function organisation(
	database: ProjectionDatabase,
	community?: CommunityId
): Promise<OrganisationDocument | undefined> {
	return await database.organisations
		.orderBy('clock')
		.reverse()
		.filter(({ grid }) => community === undefined || communityOfGrid(grid) === community)
		.first();
}

/** As people call a unit or, where an account handles by itself, a person; the code where nobody knows. */
export function unitName(
	known: Pick<OrganisationDocument, 'units' | 'posts'> | undefined,
	code: string
): string {
	return (
		known?.units.find((unit) => unit.code === code)?.name ??
		known?.posts.find((post) => post.account === code)?.name ??
		code
	);
}
