/** The door of the app, for those who sign in again while it is open. */
import { createContext } from 'svelte';
import type { Entrance } from '#lib/app/app.ts';

export const [getEntrance, setEntrance] = createContext<Entrance>();
