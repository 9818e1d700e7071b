/**
 * Who may sign in to the demo community. The names are made up; the password is set where the
 * station is opened, and a station with these accounts listens on loopback only.
 */
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { demoCommunity } from './demoCommunity.ts';

export interface DemoAccount {
	name: string;
	displayName: string;
	grants: RoleGrant[];
}

const displayNames = ['苏日娜', '刘艳', '韩志明', '图雅', '白海燕'];

export const demoAccounts: readonly DemoAccount[] = demoCommunity.grids.map(({ id }, at) => ({
	name: `wangge${at + 1}`,
	displayName: displayNames[at] ?? '',
	grants: [{ role: 'grid_worker', scope: id }]
}));

/** Who looks after the station and who may let her look into records; they have no feed. */
export const demoOffice: readonly DemoAccount[] = [
	{
		name: 'zhan',
		displayName: '同步站管理员',
		grants: [{ role: 'station_keeper', scope: demoCommunity.id }]
	},
	{
		name: 'shuji',
		displayName: '社区书记',
		grants: [{ role: 'community_lead', scope: demoCommunity.id }]
	}
];
