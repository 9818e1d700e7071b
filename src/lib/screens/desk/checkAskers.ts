/** Who may be asked to look in on a door: the heads of its building first, then the informants. */
import type { Post } from '#lib/domain/loopDocuments.ts';
import type { DoorId } from '#lib/domain/ids.ts';
import { communityOfGrid, gridOfDoor } from '#lib/domain/ids.ts';

export function whoCanLook(door: DoorId, posts: readonly Post[], today: string): Post[] {
	const grid = gridOfDoor(door);
	const holds = ({ from, until }: Post) =>
		(from === '' || from <= today) && (until === '' || until >= today);
	const [estate, address = ''] = door.slice(grid.length + 1).split('/');
	// `xk/3-2-501` lies in `xk/3`; the longest that fits is the house.
	const isOfHouse = ({ scope }: Post) => {
		const house = scope.slice(grid.length + 1);
		const [ofEstate, building = ''] = house.split('/');
		return (
			scope.startsWith(`${grid}/`) &&
			ofEstate === estate &&
			(address === building || address.startsWith(`${building}-`))
		);
	};
	const heads = posts.filter((post) => post.role === 'building_head' && isOfHouse(post));
	const informants = posts.filter(
		({ role, scope }) => role === 'informant' && scope.startsWith(`${communityOfGrid(grid)}/`)
	);
	return [...heads, ...informants].filter(holds);
}
