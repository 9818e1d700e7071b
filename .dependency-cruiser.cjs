// Circles are not allowed, not even of types: they are the first sign that a thing lives in the
// wrong room. The walls between rooms are ESLint's (layers.js).
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Move what both need into a file of its own, or hand it over as an argument.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'not-to-unresolvable',
			comment: 'This import leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^\\$(?:app|service-worker|env)' }
		},
		{
			name: 'station-stays-off-the-phone',
			comment: 'What runs on the phone never imports the station; only stories and the bench do.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/(?:stories|bench)/' },
			to: { path: '^server/' }
		}
	],
	options: {
		doNotFollow: { path: ['node_modules'] },
		exclude: { path: ['^\\.svelte-kit/', '^build/'] },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json']
		}
	}
};
