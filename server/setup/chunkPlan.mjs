// Into which files the app is cut: few, because each costs a round trip on a phone's line, and no
// file twice, because the phone keeps them all. What the sign-in screen needs must stay apart from
// everything that can follow it.

/** Workers are entries of the app's own graph, so that they share files with the page. */
const worker = /new URL\('(\.\/[\w/]+\.worker\.ts)', import\.meta\.url\)/g;

const firstEntries = [
	/\/@sveltejs\/kit\/src\/runtime\/client\/entry\.js$/,
	/\/client-optimized\/app\.js$/,
	// The layout, the error page and the page at / are asked for by every start.
	/\/client-optimized\/nodes\/[012]\.js$/
];
const accountEntries = [
	/\/src\/lib\/app\/openEntrance\.ts$/,
	/\/src\/lib\/screens\/entrance\/Inside\.svelte$/
];
const houseEntries = [/\/src\/lib\/screens\/shell\/House\.svelte$/];
const page = /\/client-optimized\/nodes\/\d+\.js$/;

/**
 * A module belongs to the first file of this list that wants it. Each set holds whatever its
 * modules import, so no two files ever wait for one another.
 */
const files = ['core', 'door', 'phone', 'entrance', 'house', 'pages'];

/** @returns {import('vite').Plugin} */
export function chunkPlan() {
	/** @type {Map<string, string>} */
	const fileOf = new Map();
	let isForPhones = false;
	return {
		name: 'qingge:chunk-plan',
		apply: 'build',
		enforce: 'pre',
		configResolved(config) {
			isForPhones = !config.build.ssr;
		},
		outputOptions: (options) =>
			isForPhones
				? {
						...options,
						codeSplitting: {
							groups: files.map((name, index) => ({
								name,
								test: (/** @type {string} */ id) => fileOf.get(id) === name,
								priority: files.length - index
							}))
						}
					}
				: undefined,
		async transform(code, id) {
			if (!isForPhones || !code.includes('.worker.ts')) return undefined;
			/** @type {Map<string, string>} */
			const addresses = new Map();
			for (const [written = '', path = ''] of code.matchAll(worker)) {
				const found = await this.resolve(path, id);
				if (!found) throw new Error(`${id} names a worker that is not there: ${path}`);
				const name = path.replace('./', 'workers/').replace(/\.ts$/, '');
				const reference = this.emitFile({ type: 'chunk', id: found.id, name });
				addresses.set(written, `import.meta.ROLLUP_FILE_URL_${reference}`);
			}
			return code.replace(worker, (written) => addresses.get(written) ?? written);
		},
		generateBundle(_options, bundle) {
			// Vite notes the workers' names before they are known; they stand in its list as entries.
			for (const chunk of Object.values(bundle)) {
				const noted = chunk.type === 'chunk' ? chunk.viteMetadata?.importedAssets : undefined;
				for (const name of noted ?? []) if (name.includes('!~{')) noted?.delete(name);
			}
		},
		buildEnd() {
			fileOf.clear();
			const ids = [...this.getModuleIds()];
			const importsOf = (/** @type {string} */ id) => this.getModuleInfo(id)?.importedIds ?? [];
			const reach = (/** @type {RegExp[]} */ starts) =>
				closure(
					ids.filter((id) => starts.some((start) => start.test(id))),
					importsOf
				);
			const first = reach(firstEntries);
			const account = reach(accountEntries);
			const house = reach(houseEntries);
			const workers = reach([/\.worker\.ts$/]);
			/** @type {Map<string, number>} */
			const pagesThatWant = new Map();
			for (const id of ids.filter((one) => page.test(one))) {
				for (const wanted of closure([id], importsOf)) {
					pagesThatWant.set(wanted, (pagesThatWant.get(wanted) ?? 0) + 1);
				}
			}
			for (const id of ids) {
				const ofPages = pagesThatWant.get(id) ?? 0;
				if (first.has(id)) fileOf.set(id, workers.has(id) ? 'core' : 'door');
				else if (workers.has(id) && (account.has(id) || house.has(id) || ofPages > 0))
					fileOf.set(id, 'phone');
				else if (account.has(id)) fileOf.set(id, 'entrance');
				else if (house.has(id)) fileOf.set(id, 'house');
				else if (ofPages > 1) fileOf.set(id, 'pages');
			}
		}
	};
}

/**
 * @param {readonly string[]} starts
 * @param {(id: string) => readonly string[]} importsOf
 * @returns {Set<string>}
 */
function closure(starts, importsOf) {
	const found = new Set(starts);
	for (const id of found) for (const next of importsOf(id)) found.add(next);
	return found;
}
