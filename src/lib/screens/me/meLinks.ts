/** Where 我的 leads beside what it shows itself, and for whom. */
import type { Hat } from '#lib/screens/shell/hats.ts';
import {
	campaignsPath,
	exportPath,
	ordersPath,
	rightsPath,
	settingsPath
} from '#lib/screens/shell/paths.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import { orderWords } from '#lib/text/orderWords.ts';
import { badgeWords } from '#lib/text/badgeWords.ts';
import { placesWords } from '#lib/text/placesWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { settingsWords } from '#lib/text/settingsWords.ts';
import type { IconName } from '#lib/ui/iconPaths.ts';

export interface MeLink {
	path: string;
	word: string;
	icon: IconName;
	hats: readonly Hat[];
}

const everybody: readonly Hat[] = ['grid', 'handler', 'head', 'informant', 'desk', 'street'];

/** A street has no places of its own: each community has. */
const inCommunity: readonly Hat[] = ['grid', 'handler', 'head', 'informant', 'desk'];
/** Who goes to doors, or vouches for who does. */
const atDoors: readonly Hat[] = ['grid', 'head', 'informant', 'desk'];

const links: readonly MeLink[] = [
	{ path: '/me/badge', word: badgeWords.badge, icon: 'badge', hats: atDoors },
	{ path: '/leaflet/notice', word: badgeWords.notice, icon: 'paper', hats: atDoors },
	{
		path: '/leaflet/slip',
		word: badgeWords.slip,
		icon: 'nobody',
		hats: ['grid', 'head', 'informant']
	},
	{ path: '/places', word: placesWords.title, icon: 'map', hats: inCommunity },
	{ path: '/me/records', word: screenWords.me.records, icon: 'change', hats: everybody },
	{ path: campaignsPath, word: campaignWords.title, icon: 'doors', hats: ['grid', 'desk'] },
	{ path: rightsPath, word: rightsWords.desk.title, icon: 'speak', hats: ['desk'] },
	{ path: exportPath, word: exportWords.title, icon: 'table', hats: ['grid', 'desk', 'handler'] },
	{ path: ordersPath, word: orderWords.title, icon: 'table', hats: ['desk'] },
	{ path: settingsPath, word: settingsWords.title, icon: 'tools', hats: ['desk'] }
];

export function linksFor(hat: Hat | undefined): MeLink[] {
	return links.filter(({ hats }) => hat !== undefined && hats.includes(hat));
}
