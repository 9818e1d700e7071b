// axe reads a page as people do who do not see it as we do: contrast, names, roles, order. The same
// page is read in its other looks without signing in or loading it again.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What colours and sizes alone can change; another width is another page. */
const rulesOfColours = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

interface Wear {
	isDark?: boolean;
	isLarge?: boolean;
	width?: number;
}

const looks = {
	dark: { isDark: true },
	'large type': { isLarge: true },
	'in two panes': { width: 1280 },
	'wide in dark': { width: 1280, isDark: true },
	'on a phone in large type': { width: 412, isLarge: true }
} satisfies Record<string, Wear>;

export type Look = keyof typeof looks;

/** By every rule as it stands (light, usual type), then in each of the others; it stands as before afterwards. */
export async function findsNothing(page: Page, also: readonly Look[] = []): Promise<void> {
	await analyse(page, 'as it stands', reader(page).withTags(rules));
	if (also.length === 0) return;
	const { width = 412, height = 900 } = page.viewportSize() ?? {};
	const before = await looksLike(page);
	for (const look of also) {
		const wear: Wear = looks[look];
		if (wear.width !== undefined) await page.setViewportSize({ width: wear.width, height });
		await wears(page, wear);
		await expect.poll(async () => looksLike(page), `${page.url()} ${look}`).not.toBe(before);
		if (wear.width !== undefined) await isStill(page);
		const axe = reader(page);
		const by = wear.width === undefined ? axe.withRules(rulesOfColours) : axe.withTags(rules);
		await analyse(page, look, by);
		if (wear.width !== undefined) await page.setViewportSize({ width, height });
	}
	await wears(page, {});
	await expect.poll(async () => looksLike(page)).toBe(before);
	await isStill(page);
}

/** Faults are told whole, what passed by its first place: naming a thousand good places took most of the time. */
function reader(page: Page): AxeBuilder {
	return new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
}

async function analyse(page: Page, look: string, axe: AxeBuilder): Promise<void> {
	await layOutAll(page);
	// The other mode opens a page beside this one for frames of other sites; there are none.
	const { violations, passes } = await axe.setLegacyMode().analyze();
	const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
	expect(told, `${page.url()} ${look}`).toEqual([]);
	// A page that is not there has no faults either.
	expect(
		passes.map(({ id }) => id),
		`${page.url()} ${look}`
	).toContain('color-contrast');
	const isWider = await page.evaluate(
		() => document.documentElement.scrollWidth > document.documentElement.clientWidth
	);
	expect(isWider, `${page.url()} ${look} is wider than the screen`).toBe(false);
}

/** Rows far below have a guessed height until they come near; axe would find one over another. */
async function layOutAll(page: Page): Promise<void> {
	await page.evaluate(() => {
		for (const one of document.querySelectorAll<HTMLElement>('*')) {
			if (getComputedStyle(one).contentVisibility === 'auto') {
				one.style.contentVisibility = 'visible';
			}
		}
	});
}

/** As the phone's setting and the app's own (appearance.ts) do it. */
async function wears(page: Page, { isDark = false, isLarge = false }: Wear): Promise<void> {
	await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light', reducedMotion: 'reduce' });
	await page.evaluate((size) => {
		const { dataset } = document.documentElement;
		if (size) dataset['size'] = 'large';
		else delete dataset['size'];
	}, isLarge);
}

async function looksLike(page: Page): Promise<string> {
	return page.evaluate(() => {
		const { color, backgroundColor, fontSize } = getComputedStyle(document.body);
		return [color, backgroundColor, fontSize, window.innerWidth].join(' ');
	});
}

/** What another width brings beside the page has come. */
async function isStill(page: Page): Promise<void> {
	let last = -1;
	const grows = async () => {
		const now = await page.evaluate(() => document.querySelectorAll('*').length);
		const isSame = now === last;
		last = now;
		return isSame;
	};
	await expect.poll(grows, { intervals: [100] }).toBe(true);
}
