// Most unit tests share a process with the file before and the file after. This fails a file that
// leaves that process otherwise than it found it, so that no test passes by what another left.
// It never prints a variable's value.
import { createRequire } from 'node:module';
import { afterAll, expect, vi } from 'vitest';

/** They keep plugins or whole databases for the process: such files stand `apart` (vite.config.ts). */
const worlds = /[\\/]node_modules[\\/](?:fake-indexeddb|pouchdb-core)[\\/]/;
const signals = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'];

/** By identity; a getter is compared, not called. */
function globalsNow(): Map<string, unknown> {
	const names = Object.getOwnPropertyNames(globalThis).filter((name) => !/^__vitest/.test(name));
	return new Map(
		names.map((name) => {
			const own = Object.getOwnPropertyDescriptor(globalThis, name);
			return [name, own?.get ?? (own?.value as unknown)];
		})
	);
}

const variablesNow = (): Map<string, unknown> => new Map(Object.entries(process.env));
const worldsNow = (): string[] =>
	Object.keys(createRequire(import.meta.url).cache).filter((file) => worlds.test(file));
const listenersNow = (): number[] => signals.map((signal) => process.listenerCount(signal));

function changedNames(before: Map<string, unknown>, after: Map<string, unknown>): string[] {
	const names = new Set([...before.keys(), ...after.keys()]);
	return [...names].filter((name) => !Object.is(before.get(name), after.get(name)));
}

const globals = globalsNow();
const variables = variablesNow();
const lastingWorlds = worldsNow();
const folder = process.cwd();
const listeners = listenersNow();

afterAll(() => {
	expect({
		changedGlobals: changedNames(globals, globalsNow()),
		changedVariables: changedNames(variables, variablesNow()),
		standingTimers: vi.isFakeTimers(),
		lastingWorlds: worldsNow(),
		folder: process.cwd(),
		listeners: listenersNow()
	}).toEqual({
		changedGlobals: [],
		changedVariables: [],
		standingTimers: false,
		lastingWorlds,
		folder,
		listeners
	});
});
