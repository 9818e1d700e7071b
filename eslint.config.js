// One linter for everything. The walls come from layers.js; sizes and habits from the house style
// (ARCHITECTURE.md). A second bug of one kind earns a rule here.
import './server/setup/typedComponents.mjs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import globals from 'globals';
import ts from 'typescript-eslint';
import { testFiles, walls } from './layers.js';
import svelteConfig from './svelte.config.js';

const plainScripts = ['**/*.js', '**/*.mjs', '**/*.cjs'];
const toolConfigs = ['*.config.{js,ts}', '.dependency-cruiser.cjs'];

const namedExports = [
	{
		selector: 'ExportDefaultDeclaration',
		message: 'Export by name, so that one word finds every use.'
	},
	{ selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' }
];
const noEffects = {
	selector: 'CallExpression[callee.name="$effect"]',
	message:
		'Compute with $derived, touch the DOM with {@attach}, act where the event is; $effect stays in bridges (projections, device, app).'
};
const noClock = [
	{
		selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
		message: 'domain/ reads no clock: take the instant as an argument.'
	},
	{
		selector: 'CallExpression[callee.name="Date"]',
		message: 'domain/ reads no clock: take the instant as an argument.'
	}
];
const noIntl = {
	name: 'Intl',
	message:
		'Its first formatters took nearly all of the time of the first script: text/writtenDays.ts writes days and numbers.'
};
const pureOnly = [
	...['crypto', 'fetch', 'performance', 'setTimeout', 'setInterval', 'queueMicrotask'],
	...['indexedDB', 'localStorage', 'navigator', 'window', 'process', 'console']
].map((name) => ({
	name,
	message: `domain/ is pure and runs anywhere: take what ${name} would give as an argument.`
}));

export default defineConfig(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
			'data/',
			'bench-results/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	ts.configs.strictTypeChecked,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		plugins: { house: { rules: { 'max-lines': builtinRules.get('max-lines') } } },
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			// Two severities of one rule: look twice at 250, divide at 400.
			'max-lines': ['warn', 250],
			'house/max-lines': ['error', 400],
			'no-restricted-syntax': ['error', ...namedExports, noEffects],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `DoorId | ''` tells the reader more than `string` does.
			'@typescript-eslint/no-redundant-type-constituents': 'off',
			'@typescript-eslint/no-duplicate-type-constituents': 'off',
			'@typescript-eslint/no-unnecessary-type-parameters': 'off',
			// No enums here, and no class that only looks like another; together a fifth of the linter's time.
			'@typescript-eslint/no-unsafe-enum-assignment': 'off',
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			// Ports are closures here, not classes: nothing depends on `this`.
			'@typescript-eslint/unbound-method': 'off',
			// A port's memory twin answers at once but keeps the port's promise.
			'@typescript-eslint/require-await': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/button-has-type': 'error',
			'svelte/require-each-key': 'error',
			'svelte/no-unused-props': 'error',
			'svelte/no-at-html-tags': 'error',
			// Decided once: both are noisy in an app whose every page is one shell.
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	walls,
	{
		files: ['src/lib/{projections,device,app}/**/*.svelte.ts'],
		rules: { 'no-restricted-syntax': ['error', ...namedExports] }
	},
	{
		files: ['src/**'],
		ignores: testFiles,
		rules: { 'no-restricted-globals': ['error', noIntl] }
	},
	{
		files: ['src/lib/domain/**'],
		ignores: testFiles,
		rules: {
			'no-restricted-globals': ['error', ...pureOnly, noIntl],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'domain/ reads no clock: take the instant.' },
				{ object: 'Math', property: 'random', message: 'domain/ throws no dice: take the id.' }
			],
			'no-restricted-syntax': ['error', ...namedExports, ...noClock]
		}
	},
	{
		files: [...testFiles, 'src/stories/**', 'src/lib/text/**'],
		rules: { 'max-lines': 'off', 'house/max-lines': 'off' }
	},
	{
		files: [...testFiles, 'src/stories/**'],
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off'
		}
	},
	{
		files: ['server/main.ts', 'server/admin/**', 'server/setup/**', 'src/bench/**'],
		rules: { 'no-console': 'off' }
	},
	{ files: toolConfigs, rules: { 'no-restricted-syntax': 'off' } },
	{ files: plainScripts, extends: [ts.configs.disableTypeChecked] }
);
