/** Hands the opened app to the screens below; a screen without one is a defect and throws. */
import { createContext } from 'svelte';
import type { App } from './app.ts';

export const [getApp, setApp] = createContext<App>();
