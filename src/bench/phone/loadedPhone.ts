/** A phone that is signed in and holds its whole feed, loaded over a fast line so as not to wait. */
import type { BenchGround } from '../lane.ts';
import type { SlowProxy } from '../link/slowProxy.ts';
import { localLine, mobileLine } from '../link/slowProxy.ts';
import type { Phone, PhoneLook } from './phoneBrowser.ts';
import { openPhone, signIn, smallFeed, wholeFeed } from './phoneBrowser.ts';

/** Afterwards the line is a mobile one. */
export async function loadedPhone(
	bench: BenchGround,
	proxy: SlowProxy,
	name: string,
	look: PhoneLook = {}
): Promise<Phone> {
	const phone = await openPhone(bench, name, look);
	proxy.setSpeed(localLine);
	await signIn(phone.page, proxy.url, look.account);
	// Only the worker's feed holds a register.
	await (look.account === undefined ? wholeFeed(phone.page) : smallFeed(phone.page));
	// Its worker and its shell lie in the browser from here on: it starts without a station.
	await phone.page.evaluate(() => navigator.serviceWorker.ready);
	proxy.setSpeed(mobileLine);
	return phone;
}
