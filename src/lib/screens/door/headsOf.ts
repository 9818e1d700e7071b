/** The building heads of a door, as the community's directory names them; a stand-in while it is his turn. */
import type { OrganisationDocument, Post } from '#lib/domain/documents.ts';
import type { DoorRow } from '#lib/projections/rows.ts';

export function headsOf(
	known: Pick<OrganisationDocument, 'posts'> | undefined,
	{ grid, building }: Pick<DoorRow, 'grid' | 'building'>,
	today: string
): Post[] {
	const scope = `${grid}/${building}`;
	return (known?.posts ?? []).filter(
		(post) => post.role === 'building_head' && post.scope === scope && isOn(post, today)
	);
}

function isOn({ from, until }: Pick<Post, 'from' | 'until'>, today: string): boolean {
	return (from === '' || from <= today) && (until === '' || until >= today);
}
