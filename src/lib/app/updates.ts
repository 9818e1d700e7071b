/**
 * Has the browser keep the app's own files on this phone, tells how far that is and when a newer
 * version waits, and takes it when the person says so. Never takes one by itself: a form may be half
 * filled. Never says the files are kept before all of them are.
 */
import { Workbox } from 'workbox-window';
import type { ShellNews } from './app.ts';

export interface Updates {
	/** Resolves just before the page is loaded anew. */
	take(): Promise<void>;
	/** Asks the station whether there is a newer version; begins anew where keeping the first one failed. */
	look(): Promise<void>;
}

const script = '/service-worker.js';
const scope = '/';

/**
 * Undefined where the browser has no service worker (an address without TLS), and while developing,
 * where the worker would serve yesterday's files.
 */
export async function openUpdates(
	hear: (news: Partial<ShellNews>) => void
): Promise<Updates | undefined> {
	if (!('serviceWorker' in navigator) || import.meta.env.DEV) {
		hear({ shell: 'impossible' });
		return undefined;
	}
	const workers = navigator.serviceWorker;
	hear({ shell: 'fetching' });
	// One is active only after it has fetched every file of its list.
	void workers.ready.then(() => {
		hear({ shell: 'kept' });
	});
	const workbox = new Workbox(script, { scope });
	let taking = false;
	const onReady = () => {
		hear({ updateReady: true });
	};
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
	// Without a line there is none yet; the next look tries again.
	const registration = await workbox.register().catch(() => undefined);
	return {
		async take() {
			taking = true;
			if (registration?.waiting) workbox.messageSkipWaiting();
			else location.reload();
		},
		async look() {
			if (registration?.active) await workbox.update();
			else await workers.register(script, { scope });
		}
	};
}
