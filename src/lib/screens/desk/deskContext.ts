/** Hands the desk to the parts of its house: the pages beside the list know its names and clocks. */
import { createContext } from 'svelte';
import type { Desk } from './desk.svelte.ts';

export const [getDesk, setDesk] = createContext<Desk>();
