/**
 * Tells when a newer version of the app waits, and takes it when the person says so. Never takes
 * one by itself: a form may be half filled.
 */
import { Workbox } from 'workbox-window';

export interface Updates {
	/** Resolves just before the page is loaded anew. */
	take(): Promise<void>;
	/** Asks the station whether there is a newer version. */
	look(): Promise<void>;
}

/**
 * Undefined where the browser has no service worker (an address without TLS), and while developing,
 * where the worker would serve yesterday's files.
 */
export async function openUpdates(onReady: () => void): Promise<Updates | undefined> {
	if (!('serviceWorker' in navigator) || import.meta.env.DEV) return undefined;
	const workbox = new Workbox('/service-worker.js', { scope: '/' });
	let taking = false;
	workbox.addEventListener('waiting', onReady);
	workbox.addEventListener('controlling', (event) => {
		if (taking) {
			location.reload();
			return;
		}
		if (!event.isUpdate) return;
		// Another tab took it. This page's parts are gone, so it is loaded anew as soon as nobody
		// looks at it; what was typed lies in the drafts.
		const reloadUnseen = () => {
			if (document.visibilityState === 'hidden') location.reload();
		};
		document.addEventListener('visibilitychange', reloadUnseen);
		onReady();
		reloadUnseen();
	});
	const registration = await workbox.register();
	return {
		async take() {
			taking = true;
			if (registration?.waiting) workbox.messageSkipWaiting();
			else location.reload();
		},
		async look() {
			await workbox.update();
		}
	};
}
