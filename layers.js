// The walls of the house: which room may use which. Written once; ESLint reads them in the editor
// and in the checks. Inside a room `./x.ts`; into another room of src `#lib/<room>/x.ts`.

/**
 * Rooms of src/lib and beside it. `may` names rooms; `packages` are matched from the start of the
 * import's name.
 * @type {Record<string, {files: string, may: string[], packages: string[], why: string}>}
 */
const rooms = {
	domain: {
		files: 'src/lib/domain/**',
		may: [],
		packages: [],
		why: 'domain/ is pure and runs on phone and station alike: take what you need as an argument'
	},
	ui: {
		files: 'src/lib/ui/**',
		may: [],
		packages: ['svelte', 'uqr'],
		why: 'ui/ knows no domain word: hand it texts and snippets as props'
	},
	text: {
		files: 'src/lib/text/**',
		may: ['domain'],
		packages: [],
		why: 'text/ holds words only'
	},
	device: {
		files: 'src/lib/device/**',
		may: ['domain'],
		packages: ['dexie'],
		why: 'device/ is this one phone: it knows browser APIs and its own database, no ledger'
	},
	ledger: {
		files: 'src/lib/ledger/**',
		may: ['domain'],
		packages: ['pouchdb-', '@noble/hashes'],
		why: 'ledger/ is the only room that knows PouchDB, and knows nothing of screens or station'
	},
	projections: {
		files: 'src/lib/projections/**',
		may: ['domain', 'ledger'],
		packages: ['dexie', 'pinyin-pro', 'svelte/reactivity'],
		why: 'projections/ draws rows from ledger changes; it never writes a document'
	},
	commands: {
		files: 'src/lib/commands/**',
		may: ['domain', 'ledger'],
		packages: [],
		why: 'commands/ takes clock and ids through its WritingDesk'
	},
	replication: {
		files: 'src/lib/replication/**',
		may: ['domain', 'ledger'],
		packages: [],
		why: 'replication/ carries documents between ledger and station and decides nothing'
	},
	sheets: {
		files: 'src/lib/sheets/**',
		may: ['domain'],
		packages: ['comlink', 'fflate', 'papaparse', 'read-excel-file', 'write-excel-file'],
		why: 'sheets/ knows files of spreadsheets and nothing of what stands in them'
	},
	app: {
		files: 'src/lib/app/**',
		may: ['domain', 'ledger', 'projections', 'commands', 'replication', 'device', 'text'],
		packages: ['svelte', 'comlink', 'ulid', 'workbox-window'],
		why: 'app/ puts the house together; show things from screens/'
	},
	screens: {
		files: 'src/lib/screens/**',
		may: ['domain', 'app', 'projections', 'sheets', 'ui', 'text'],
		packages: ['svelte'],
		why: 'screens read projections and ask app/ to act; get it by getApp()'
	},
	routes: {
		files: 'src/routes/**',
		may: ['screens', 'app', 'ui', 'text'],
		packages: ['svelte', '$app/'],
		why: 'routes/ owns URLs only: put what is shown into screens/'
	},
	'service-worker': {
		files: 'src/service-worker/**',
		may: [],
		packages: ['workbox-', '$service-worker'],
		why: 'the service worker serves the shell and never touches records'
	}
};

/**
 * Rooms of the station. They may always use #lib/domain; other rooms as `../<room>/x.ts`.
 * @type {Record<string, {may: string[], why: string}>}
 */
const stationRooms = {
	http: {
		may: ['access', 'mango', 'storage'],
		why: 'http/ speaks CouchDB over the storage port and the gate'
	},
	mango: {
		may: ['storage'],
		why: 'mango/ answers questions about documents over the storage port and knows no HTTP'
	},
	storage: { may: [], why: 'storage/ keeps documents and knows no caller' },
	access: { may: ['http', 'storage'], why: 'access/ knows accounts and permissions' },
	router: { may: ['storage'], why: 'router/ follows the storage port and asks domain/routing' },
	loop: {
		may: ['router', 'storage'],
		why: 'loop/ writes what the station itself says of a concern, over the storage port'
	},
	stationApi: {
		may: ['http', 'access', 'storage', 'router', 'upstream'],
		why: 'stationApi/ answers /station calls from what the other rooms offer'
	},
	backup: {
		may: ['http', 'access', 'storage', 'router'],
		why: 'backup/ copies and brings back files whole; it reads no document'
	},
	upstream: {
		may: ['http', 'access', 'storage'],
		why: 'upstream/ sends what the storage port holds to another CouchDB, and takes nothing'
	},
	keeper: {
		may: ['http', 'access', 'storage', 'router', 'stationApi'],
		why: 'keeper/ is what whoever looks after the station may see and decide'
	},
	exports: {
		may: ['http', 'access', 'storage', 'stationApi'],
		why: 'exports/ makes tables out of the ledger for whoever may have them, and writes nothing in it'
	},
	check: {
		may: ['http', 'access', 'storage'],
		why: 'check/ answers residents who scan a badge, and nobody about anything else'
	},
	shell: { may: ['http'], why: 'shell/ serves the built app and knows no document' },
	admin: {
		may: [
			...['http', 'access', 'storage', 'router', 'backup', 'upstream', 'stationApi', 'demo'],
			...['organisation', 'circle']
		],
		why: 'admin/ is the keeper at the command line'
	},
	organisation: {
		may: ['access', 'storage', 'admin'],
		why: 'organisation/ turns a table of who acts here into directory and accounts'
	},
	circle: {
		may: ['access', 'storage', 'admin'],
		why: 'circle/ turns a table of the places around into one document'
	},
	demo: { may: ['access', 'storage', 'admin'], why: 'demo/ makes a community as an import would' },
	setup: { may: [], why: 'setup/ runs before anything is installed or built' }
};

/** Modules that only the named files may know; everybody else goes through them. */
const guardedModules = [
	{
		module: 'node:(?:http|https|http2|net|tls)',
		only: ['server/http/nodeAdapter.ts'],
		message: 'Only server/http/nodeAdapter.ts knows sockets: write Request → Response.'
	},
	{
		module: 'node:sqlite',
		only: ['server/storage', 'server/access'],
		message: 'Only server/storage and server/access know SQLite: use the DocumentStore port.'
	},
	{
		module: 'jose(?:/.*)?',
		only: ['server/access'],
		message: 'Only server/access reads tokens: ask the gate who calls.'
	},
	{
		module: 'pouchdb-[^/]+(?:/.*)?',
		// Merging revisions and the order of values are PouchDB's, so that phone and station agree.
		only: ['server/storage', 'server/mango'],
		message: 'PouchDB stays on the phone (src/lib/ledger); the station has its own store.'
	}
];

/** Where the walls between packages do not hold: what checks a room may use any tool. */
export const testFiles = ['**/*.test.ts', '**/*.e2e.ts', '**/*Contract.ts'];

/** @typedef {import('eslint').Linter.Config} Config */
/** @typedef {{ regex: string, message: string }} Pattern */

/**
 * @param {Pattern[]} patterns
 * @returns {Partial<import('eslint').Linter.RulesRecord>}
 */
const importWall = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/**
 * `svelte` means svelte and svelte/…; a name that ends in - or / is a beginning.
 * @param {string} name
 */
const packagePattern = (name) =>
	name.replaceAll('$', '\\$') + (/[-/]$/.test(name) ? '' : '(?:/|$)');

/**
 * @param {[string, (typeof rooms)[string]]} room
 * @returns {Config[]}
 */
function wallsOfRoom([name, { files, may, packages, why }]) {
	const ours = ['\\./', ...[name, ...may].map((room) => `#lib/${room}/`)];
	const message = `${name}/ may use only ${['./', ...may, ...packages].join(' · ')}. ${why} (layers.js)`;
	/** @param {string[]} allowed */
	const onlyFrom = (allowed) => importWall([{ regex: `^(?!${allowed.join('|')})`, message }]);
	return [
		{ files: [files], rules: onlyFrom([...ours, ...packages.map(packagePattern)]) },
		{ files: testFiles.map((test) => `${files}/${test}`), rules: onlyFrom([...ours, '[^.#$]']) }
	];
}

/** The Mongolian words stand once, so that a translator passes each of them once. */
const fromDomainOnly = {
	regex: '^(?:#lib/(?!domain/|text/mongolianWords\\.ts$)|(?:\\.\\./)+src/)',
	message:
		'The station shares only #lib/domain/… and the Mongolian words with the phone (layers.js).'
};
const oneLevelUp = {
	regex: '^\\.\\./(?:[^/]+$|\\.\\.)',
	message: 'Only main.ts and station.ts put rooms together: take what you need as an argument.'
};

/** @param {string} place */
function guardsFor(place) {
	return guardedModules
		.filter(({ only }) => !only.includes(place))
		.map(({ module, message }) => ({ regex: `^${module}$`, message }));
}

/**
 * @param {[string, (typeof stationRooms)[string]]} room
 * @returns {Config}
 */
function wallOfStationRoom([name, { may, why }]) {
	const others = Object.keys(stationRooms).filter((room) => room !== name && !may.includes(room));
	const message = `server/${name}/ may use only ${['./', '#lib/domain', ...may].join(' · ')}. ${why} (layers.js)`;
	const rooms = { regex: `^\\.\\./(?:${others.join('|')})/`, message };
	return {
		files: [`server/${name}/**`],
		ignores: testFiles,
		rules: importWall([fromDomainOnly, oneLevelUp, rooms, ...guardsFor(`server/${name}`)])
	};
}

/**
 * The walls as ESLint configurations.
 * @type {Config[]}
 */
export const walls = [
	...Object.entries(rooms).flatMap(wallsOfRoom),
	{ files: ['server/*.ts'], rules: importWall([fromDomainOnly, ...guardsFor('server')]) },
	...Object.entries(stationRooms).map(wallOfStationRoom),
	{
		files: ['server/http/nodeAdapter.ts'],
		rules: importWall([fromDomainOnly, oneLevelUp, ...guardsFor('server/http/nodeAdapter.ts')])
	}
];
