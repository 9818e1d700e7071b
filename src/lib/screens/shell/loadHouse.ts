/**
 * The house is fetched beside the door, not before it: somebody who signs in for the first time
 * reads the form while the rest arrives. Asked for twice it is fetched once; after a failure, again.
 */
import type { Component, Snippet } from 'svelte';

export type House = Component<{ children: Snippet }>;

let house: Promise<House> | undefined;

export function loadHouse(): Promise<House> {
	house ??= import('./House.svelte').then(
		(module) => module.default,
		(cause: unknown) => {
			house = undefined;
			throw cause;
		}
	);
	return house;
}
