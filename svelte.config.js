// How the app is built: one static shell for every route (the phone renders, the station only serves).
// The content security policy is not set here: the station sends it as a header.
import adapter from '@sveltejs/adapter-static';
import { contentStamp } from './server/setup/contentStamp.mjs';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({
			pages: 'build',
			assets: 'build',
			fallback: 'index.html',
			precompress: false
		}),
		// A build of the same sources has the same name, so phones are offered an update only when
		// something changed.
		version: { name: contentStamp(import.meta.dirname ?? process.cwd()), pollInterval: 0 },
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
