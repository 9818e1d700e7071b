// How the app is built: one static shell for every route (the phone renders, the station only serves).
// The content security policy is not set here: the station sends it as a header.
import { contentStamp } from './server/setup/contentStamp.mjs';
import { shellAdapter } from './server/setup/shellAdapter.mjs';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	compilerOptions: { runes: true },
	kit: {
		adapter: shellAdapter({ folder: 'build', page: 'index.html' }),
		// A build of the same sources has the same name, so phones are offered an update only when
		// something changed.
		version: { name: contentStamp(import.meta.dirname ?? process.cwd()), pollInterval: 0 },
		// What the first screen looks like comes with the page; one file less to wait for.
		inlineStyleThreshold: 16_384,
		// The app registers its worker itself, after the first screen stands.
		serviceWorker: { register: false },
		typescript: {
			config: (generated) => ({
				...generated,
				include: [...generated.include, '../server/**/*.ts', '../*.config.ts']
			})
		}
	}
};

export default config;
