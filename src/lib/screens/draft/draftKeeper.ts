/**
 * Keeps one half-filled form on the phone, at every field. Writes never overtake one another, the
 * last word is always kept, and what was saved for good or thrown away does not come back.
 */
import type { App, Draft } from '#lib/app/app.ts';

type Desk = Pick<App, 'saveDraft' | 'dropDraft'>;
type Kept = Pick<Draft, 'value' | 'pictures' | 'sounds'>;

export class DraftKeeper {
	#app: Desk;
	#key: string;
	#form: Draft['form'];
	#onFailure: (cause: unknown) => void;
	#next: Kept | undefined;
	#writing: Promise<void> = Promise.resolve();
	#isBusy = false;
	#isOver = false;

	constructor(
		app: Desk,
		{ key, form }: Pick<Draft, 'key' | 'form'>,
		onFailure: (cause: unknown) => void
	) {
		this.#app = app;
		this.#key = key;
		this.#form = form;
		this.#onFailure = onFailure;
	}

	keep(kept: Kept): void {
		if (this.#isOver) return;
		this.#next = kept;
		if (!this.#isBusy) this.#writing = this.#write();
	}

	/** Resolves when what was kept so far lies on the phone. */
	async settled(): Promise<void> {
		await this.#writing;
	}

	async drop(): Promise<void> {
		this.#isOver = true;
		this.#next = undefined;
		await this.#writing;
		await this.#app.dropDraft(this.#key);
	}

	async #write(): Promise<void> {
		this.#isBusy = true;
		try {
			for (let kept = this.#next; kept; kept = this.#next) {
				this.#next = undefined;
				await this.#app.saveDraft({ key: this.#key, form: this.#form, ...kept });
			}
		} catch (cause) {
			this.#onFailure(cause);
		} finally {
			this.#isBusy = false;
		}
	}
}
