/** Hands the desk to the parts of its house: the pages beside the list know its names and clocks. */
import { getContext, hasContext, setContext } from 'svelte';
import type { Desk } from './desk.svelte.ts';

const key = Symbol('desk');

export function setDesk(desk: Desk): void {
	setContext(key, desk);
}

/** False for whoever followed a link of the desk and works elsewhere. */
export function hasDesk(): boolean {
	return hasContext(key);
}

export function getDesk(): Desk {
	if (!hasDesk()) throw new Error('There is no desk around this screen.');
	return getContext<Desk>(key);
}
