/** The name of this build, handed in by the route that knows it. */
import { createContext } from 'svelte';

export const [getVersion, setVersion] = createContext<string>();
