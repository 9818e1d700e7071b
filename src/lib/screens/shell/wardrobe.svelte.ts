/** Which hat is worn now; the choice is kept on the phone. */
import { createContext } from 'svelte';
import type { App } from '#lib/app/app.ts';
import type { Hat } from './hats.ts';
import { hatOf, hatsOf } from './hats.ts';

type Desk = Pick<App, 'me' | 'preference' | 'setPreference'>;

export class Wardrobe {
	#app: Desk;
	#preferred = $state('');

	constructor(app: Desk) {
		this.#app = app;
		this.#preferred = app.preference('hat');
	}

	get hats(): Hat[] {
		return hatsOf(this.#app.me);
	}

	/** Undefined where an account has no work here. */
	get hat(): Hat | undefined {
		return hatOf(this.hats, this.#preferred);
	}

	async wear(hat: Hat): Promise<void> {
		this.#preferred = hat;
		await this.#app.setPreference('hat', hat);
	}
}

export const [getWardrobe, setWardrobe] = createContext<Wardrobe>();
