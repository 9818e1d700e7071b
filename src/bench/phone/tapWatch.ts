/**
 * One tap as a person makes it, and how long until the frame after it is painted in which something
 * stands. The clock begins with the browser's own time of the tap, not when the page hears of it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';

export interface Sight {
	selector: string;
	/** Part of its words; any where missing. */
	text?: string;
}

/** ms until something of the kind stands on the page. */
export async function tapUntil(target: Locator, awaited: Sight): Promise<number> {
	const waiting = await target.page().evaluateHandle(({ selector, text = '' }) => {
		const stands = () =>
			[...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text));
		const painted = new Promise<number>((resolve, reject) => {
			const late = setTimeout(() => reject(new Error(`not seen: ${selector} ${text}`)), 60_000);
			let tappedMs: number | undefined;
			const tapped = ({ timeStamp }: Event) => (tappedMs = timeStamp);
			document.addEventListener('click', tapped, { capture: true, once: true });
			// Made ready before the tap: what the watch itself does is not to be counted.
			const observer = new MutationObserver(() => {
				const beganMs = tappedMs;
				if (beganMs === undefined || !stands()) return;
				observer.disconnect();
				clearTimeout(late);
				requestAnimationFrame(() => {
					// What is posted in a frame is heard once that frame is handed over to be shown.
					const { port1, port2 } = new MessageChannel();
					port1.onmessage = () => resolve(performance.now() - beganMs);
					port2.postMessage(undefined);
				});
			});
			const options = { childList: true, subtree: true, characterData: true };
			observer.observe(document, { ...options, attributes: true });
		});
		return { painted };
	}, awaited);
	await tap(target);
	return await waiting.evaluate(({ painted }) => painted);
}

/** Short for a finger. Phones tell of a tap when it is lifted. */
const fingerRestsMs = 60;

async function tap(target: Locator): Promise<void> {
	// Scrolls until nothing lies over it.
	await target.tap({ trial: true });
	const box = await target.boundingBox();
	if (!box) throw new Error('what is to be tapped is not on the page');
	const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	const cdp = await target.page().context().newCDPSession(target.page());
	await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
	await pause(fingerRestsMs);
	await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await cdp.detach();
}

/** The longest time between two frames while the list is flung, ms. */
export async function longestGapOfFlings(page: Page, flings: number): Promise<number> {
	const cdp = await page.context().newCDPSession(page);
	const watched = await page.evaluateHandle(() => {
		const watch = { longest: 0, last: performance.now(), isOver: false };
		const frame = (now: number) => {
			watch.longest = Math.max(watch.longest, now - watch.last);
			watch.last = now;
			if (!watch.isOver) requestAnimationFrame(frame);
		};
		requestAnimationFrame((now) => {
			watch.last = now;
			requestAnimationFrame(frame);
		});
		return watch;
	});
	for (let fling = 0; fling < flings; fling += 1) {
		await cdp.send('Input.synthesizeScrollGesture', {
			...{ x: 180, y: 500, yDistance: -1_500, speed: 6_000 },
			...{ gestureSourceType: 'touch' as const, preventFling: false }
		});
	}
	return await watched.evaluate((watch) => {
		watch.isOver = true;
		return watch.longest;
	});
}
