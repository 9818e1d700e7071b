/** The building heads of a door, as the community's directory names them; a stand-in while it is his turn. */
import type { OrganisationDocument, Post } from '#lib/domain/loopDocuments.ts';
import type { DoorRow } from '#lib/projections/rows.ts';
import { screenWords } from '#lib/text/screenWords.ts';

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

/** `兴康小区1号楼1单元201`: whoever is asked has no register, and knows the door by its address. */
export function checkLabel({
	buildingName,
	unit,
	room
}: Pick<DoorRow, 'buildingName' | 'unit' | 'room'>): string {
	return [buildingName, screenWords.doors.unit(unit).replace(' ', ''), room].join('');
}
