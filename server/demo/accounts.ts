/**
 * The grid workers of the demo, as its history needs them. That they may sign in, like everybody else
 * of the demo, comes by the table of who acts there (demoOrganisation.ts).
 */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import {
	buildingFeed,
	communityFeed,
	handlerFeed,
	informantFeed,
	streetFeed
} from '#lib/domain/feeds.ts';
import { demoCommunity } from './demoCommunity.ts';
import { demoUnits } from './demoOrganisation.ts';

interface DemoAccount {
	name: string;
	grants: RoleGrant[];
}

export const demoAccounts: readonly DemoAccount[] = demoCommunity.grids.map(({ id }, at) => ({
	name: `wangge${at + 1}`,
	grants: [{ role: 'grid_worker', scope: id }]
}));

/** Into which feed somebody of the demo writes; undefined for grid workers and the station. */
export function demoFeedOf(
	author: string,
	{ grid, buildingKey }: { grid: string; buildingKey: string }
): string | undefined {
	const { id } = demoCommunity;
	const number = Number(/\d+$/.exec(author)?.[0] ?? 1);
	switch (author.replace(/\d+$/, '')) {
		case 'shequ':
		case 'shuji':
			return communityFeed(id);
		case 'jiedao':
			return streetFeed(id.slice(0, 9));
		case 'louzhang':
			return buildingFeed(`${grid}/${buildingKey}`);
		case 'xinxiyuan':
			return informantFeed(`${id}/${author}`);
		case 'wuye':
			return handlerFeed(id, demoUnits[number - 1]?.code ?? '');
		case 'bumen':
			return handlerFeed(id, demoUnits[number + 2]?.code ?? '');
		default:
			return undefined;
	}
}
