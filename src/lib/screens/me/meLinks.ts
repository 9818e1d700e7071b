/** Where 我的 leads beside what it shows itself, and for whom. */
import type { Hat } from '#lib/screens/shell/hats.ts';
import { settingsPath } from '#lib/screens/shell/paths.ts';
import { exportPath, ordersPath } from '#lib/screens/shell/paths.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import { orderWords } from '#lib/text/orderWords.ts';
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

const links: readonly MeLink[] = [
	{ path: '/me/records', word: screenWords.me.records, icon: 'change', hats: everybody },
	{ path: settingsPath, word: settingsWords.title, icon: 'tools', hats: ['desk'] },
	{ path: exportPath, word: exportWords.title, icon: 'table', hats: ['grid', 'desk', 'handler'] },
	{ path: ordersPath, word: orderWords.title, icon: 'table', hats: ['desk'] }
];

export function linksFor(hat: Hat | undefined): MeLink[] {
	return links.filter(({ hats }) => hat !== undefined && hats.includes(hat));
}
