// adapter-static, with two more files named in the page's head: the error page and the page at /,
// which every start asks for before it draws anything. Named there they cost no round trip.
import adapter from '@sveltejs/adapter-static';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '_app/immutable/nodes';
const askedForByEveryStart = /^[12]\.[\w-]+\.js$/;

/**
 * @param {{ folder: string, page: string }} where
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function shellAdapter({ folder: build, page }) {
	const shell = adapter({ pages: build, assets: build, fallback: page, precompress: false });
	return {
		...shell,
		async adapt(builder) {
			await shell.adapt(builder);
			const path = join(build, page);
			const html = readFileSync(path, 'utf8');
			const links = readdirSync(join(build, folder))
				.filter((name) => askedForByEveryStart.test(name))
				.map((name) => `<link href="/${folder}/${name}" rel="modulepreload">`);
			writeFileSync(path, html.replace('</head>', `\t${links.join('\n\t\t')}\n\t</head>`));
		}
	};
}
