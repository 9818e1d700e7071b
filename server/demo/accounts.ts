/**
 * The grid workers of the demo, as its history needs them. That they may sign in, like everybody else
 * of the demo, comes by the table of who acts there (demoOrganisation.ts).
 */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { demoCommunity } from './demoCommunity.ts';

interface DemoAccount {
	name: string;
	grants: RoleGrant[];
}

export const demoAccounts: readonly DemoAccount[] = demoCommunity.grids.map(({ id }, at) => ({
	name: `wangge${at + 1}`,
	grants: [{ role: 'grid_worker', scope: id }]
}));
