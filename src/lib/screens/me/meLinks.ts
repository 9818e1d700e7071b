/** Where 我的 leads beside what it shows itself, and for whom. */
import type { Hat } from '#lib/screens/shell/hats.ts';
import { campaignsPath, rightsPath } from '#lib/screens/shell/paths.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import type { IconName } from '#lib/ui/iconPaths.ts';

export interface MeLink {
	path: string;
	word: string;
	icon: IconName;
	hats: readonly Hat[];
}

const everybody: readonly Hat[] = ['grid', 'handler', 'head', 'informant', 'desk', 'street'];

const links: readonly MeLink[] = [
	{ path: '/me/records', word: screenWords.me.records, icon: 'change', hats: everybody },
	{ path: campaignsPath, word: campaignWords.title, icon: 'doors', hats: ['grid', 'desk'] },
	{ path: rightsPath, word: rightsWords.desk.title, icon: 'speak', hats: ['desk'] }
];

export function linksFor(hat: Hat | undefined): MeLink[] {
	return links.filter(({ hats }) => hat !== undefined && hats.includes(hat));
}
