/**
 * Where tests of Svelte state run: Node, but modules compiled and resolved as for the browser. A
 * document is not needed, since what holds state shows nothing.
 */
import type { Environment } from 'vitest/runtime';

const environment: Environment = {
	name: 'runes',
	viteEnvironment: 'client',
	setup: () => ({ teardown: () => undefined })
};

// Vitest asks for a default export.
// eslint-disable-next-line no-restricted-syntax
export default environment;
