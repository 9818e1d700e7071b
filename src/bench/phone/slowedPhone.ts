/** A small, slow phone that holds a whole feed: 360 × 740, its processor a sixth of this one. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Page } from '@playwright/test';
import type { BenchGround } from '../lane.ts';
import { startSlowProxy } from '../link/slowProxy.ts';
import { startCommunity } from './communityStation.ts';
import { loadedPhone } from './loadedPhone.ts';

const slower = 6;

export const slowPhoneWords = `phone: 360 × 740, CPU ÷ ${slower}`;

/** The page's thread is slowed; Chromium slows no worker. */
export async function slowedPhone(
	bench: BenchGround,
	documents: readonly LedgerDocument[]
): Promise<Page> {
	const proxy = await startSlowProxy(bench, await startCommunity(bench, documents));
	const look = { viewport: { width: 360, height: 740 }, hasTouch: true };
	const { page, context } = await loadedPhone(bench, proxy, 'phone', look);
	// As after the first day: the shell comes out of the phone, not over the line.
	await page.reload();
	await page.locator('li a[href^="/door/"]').first().waitFor();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
	return page;
}
