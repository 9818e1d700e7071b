// axe reads a page as people do who do not see it as we do: contrast, names, roles, order.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another look of the same page can change: its colours, its sizes, what scrolls. */
const rulesOfLook = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

export const looks = [
	{ name: 'light', scheme: 'light', size: '', width: 412, byLookOnly: false },
	{ name: 'dark', scheme: 'dark', size: '', width: 412, byLookOnly: true },
	{ name: 'large type', scheme: 'light', size: 'large', width: 412, byLookOnly: true },
	{ name: 'two panes', scheme: 'light', size: '', width: 1280, byLookOnly: false }
] as const;

export async function findsNothing(page: Page, byLookOnly: boolean): Promise<void> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (
		byLookOnly ? axe.withRules(rulesOfLook) : axe.withTags(rules)
	).analyze();
	const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
	expect(told, page.url()).toEqual([]);
}
