/**
 * Runs in every page before its own scripts: keeps what the page's worker says of itself and how
 * long tasks kept the main thread. It must stand alone, since only its text is carried over.
 */
interface PageWatch {
	/** Station's documents of the first load: done of total; when it was said, ms since 1970. */
	statuses: WatchedStatus[];
	/** ms, only those above 50, as the browser tells them. */
	longTasks: number[];
	/** ms since 1970, with fractions. */
	now(): number;
	/** When the condition first held: asked at every change of the page, then once its frame is drawn. Rejects after a minute. */
	seen(condition: () => boolean): Promise<number>;
	/** The first line of an open door's visits; another object as soon as another visit stands there. */
	newestVisit(): Element | null;
}

interface WatchedStatus {
	atMs: number;
	done: number;
	total: number;
	usable: boolean;
	waiting: number;
	lastMetAt: string;
	meeting: boolean;
}

declare global {
	interface Window {
		qinggeBench: PageWatch;
	}
}

export function watchPage(account: string): void {
	const now = () => performance.timeOrigin + performance.now();
	const watch: PageWatch = {
		statuses: [],
		longTasks: [],
		now,
		newestVisit: () => document.querySelector('section[aria-label="走访记录"] ol > li'),
		seen: (condition) =>
			new Promise((resolve, reject) => {
				const late = setTimeout(() => {
					observer.disconnect();
					reject(new Error(`not seen: ${condition.toString()}`));
				}, 60_000);
				const look = () => {
					if (!condition()) return false;
					observer.disconnect();
					clearTimeout(late);
					requestAnimationFrame(() => resolve(now()));
					return true;
				};
				const observer = new MutationObserver(look);
				if (look()) return;
				const options = { childList: true, subtree: true, characterData: true, attributes: true };
				observer.observe(document, options);
			})
	};
	window.qinggeBench = watch;
	new PerformanceObserver((list) => {
		watch.longTasks.push(...list.getEntries().map(({ duration }) => duration));
	}).observe({ type: 'longtask', buffered: true });
	new BroadcastChannel(`qingge-${account}`).addEventListener('message', (event) => {
		const said = event.data as {
			type: string;
			status?: {
				loading: { done: number; total: number };
				usable: boolean;
				waiting: number;
				lastMetAt: string;
				meeting: boolean;
			};
		};
		if (said.type !== 'status' || !said.status) return;
		const { loading, usable, waiting, lastMetAt, meeting } = said.status;
		watch.statuses.push({ atMs: now(), ...loading, usable, waiting, lastMetAt, meeting });
	});
}
