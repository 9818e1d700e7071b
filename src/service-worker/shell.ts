/** The app's own files, kept whole: a version is there from the first byte to the last or not at all. */
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

interface ShellFiles {
	/** Named by their content: never changing under one name. */
	build: readonly string[];
	/** From static/: the same name may hold something else in the next version. */
	files: readonly string[];
	version: string;
}

const page = '/index.html';
/** Shown by stores, browsers and launchers, which fetch them when they install; no screen has them. */
const notForPhones =
	/\/screenshots?[-/]|\/shortcut-|\/icon-(?:maskable-)?512|\/apple-touch-|\.map$/;

export function serveShell({ build, files, version }: ShellFiles): void {
	precacheAndRoute([
		{ url: page, revision: version },
		...build.map((url) => ({ url, revision: null })),
		...files.filter((url) => !notForPhones.test(url)).map((url) => ({ url, revision: version }))
	]);
	cleanupOutdatedCaches();
	// Every address of the app is the same page; the station's own addresses are not.
	registerRoute(
		new NavigationRoute(createHandlerBoundToURL(page), {
			denylist: [/^\/db(?:\/|$)/, /^\/station(?:\/|$)/, /^\/check(?:\/|$)/, /^\/metrics$/]
		})
	);
}
