// axe reads a page as people do who do not see it as we do: contrast, names, roles, order. The same
// page is read in its other looks without loading it again.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another look of the same page can change: its colours, its sizes, what scrolls. */
const rulesOfLook = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

export type Look = 'light' | 'dark' | 'large type';

export const widths: readonly { name: string; width: number; also: readonly Look[] }[] = [
	{
		name: 'on a phone, in light, in dark and in large type',
		width: 412,
		also: ['dark', 'large type']
	},
	{ name: 'in two panes', width: 1280, also: [] }
];

/** By every rule as it stands, then by those of a look in each of the others; it stands in light afterwards. */
export async function findsNothing(page: Page, also: readonly Look[] = []): Promise<void> {
	await analyse(page, 'as it stands', new AxeBuilder({ page }).withTags(rules));
	if (also.length === 0) return;
	const light = await looksLike(page);
	for (const look of also) {
		await wears(page, look);
		await expect.poll(async () => looksLike(page), `${page.url()} ${look}`).not.toBe(light);
		await analyse(page, look, new AxeBuilder({ page }).withRules(rulesOfLook));
	}
	await wears(page, 'light');
	await expect.poll(async () => looksLike(page)).toBe(light);
}

async function analyse(page: Page, look: string, axe: AxeBuilder): Promise<void> {
	const { violations, passes } = await axe.analyze();
	const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
	expect(told, `${page.url()} ${look}`).toEqual([]);
	// A page that is not there has no faults either.
	expect(
		passes.map(({ id }) => id),
		`${page.url()} ${look}`
	).toContain('color-contrast');
}

/** As the phone's setting and the app's own (appearance.ts) do it. */
async function wears(page: Page, look: Look): Promise<void> {
	await page.emulateMedia({
		colorScheme: look === 'dark' ? 'dark' : 'light',
		reducedMotion: 'reduce'
	});
	await page.evaluate((isLarge) => {
		const { dataset } = document.documentElement;
		if (isLarge) dataset['size'] = 'large';
		else delete dataset['size'];
	}, look === 'large type');
}

async function looksLike(page: Page): Promise<string> {
	return page.evaluate(() => {
		const { color, backgroundColor, fontSize } = getComputedStyle(document.body);
		return [color, backgroundColor, fontSize].join(' ');
	});
}
