/** Her own phrases under a note field: read once when the form opens, and those she put away left out. */
import type { App } from '#lib/app/app.ts';
import type { OwnText } from '#lib/domain/phrases.ts';
import { phrasesOf } from '#lib/domain/phrases.ts';
import { knownNames, ownTexts } from '#lib/projections/ownTexts.ts';

type Desk = Pick<App, 'me' | 'own' | 'database'>;

/** So many phrases are put away before the oldest may come back. */
const mostHidden = 200;

export class OwnPhrases {
	#app: Pick<App, 'own'>;
	#texts: OwnText[] = $state.raw([]);
	#hidden: string[] = $state.raw([]);
	#names: string[] = [];
	#phrases = $derived(phrasesOf(this.#texts, { hidden: this.#hidden, names: this.#names }));

	constructor(app: Desk) {
		this.#app = app;
		void this.#open(app);
	}

	get phrases(): string[] {
		return this.#phrases;
	}

	async hide(phrase: string): Promise<void> {
		this.#hidden = [...this.#hidden, phrase].slice(-mostHidden);
		await this.#app.own.keep('phrases', this.#hidden);
	}

	async #open({ own, database, me }: Desk): Promise<void> {
		const [kept, texts, names] = await Promise.all([
			own.read('phrases'),
			ownTexts(database, me.account),
			knownNames(database)
		]);
		this.#names = names;
		this.#hidden = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
		this.#texts = texts;
	}
}
