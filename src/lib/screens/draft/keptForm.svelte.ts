/**
 * What every half-filled form has in common: a value, pictures and sounds that are kept on the phone at every
 * change, one saving at a time, and the trouble in words. What was saved or dropped is kept no longer.
 */
import type { App, Draft, Saved } from '#lib/app/app.ts';
import type { SoundIntent } from '#lib/app/speaking.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { DraftKeeper } from './draftKeeper.ts';

/** What is not filled in: where, as `data-field` names it on the screen, and in words. */
export interface Lack {
	field: string;
	words: string;
}

export abstract class KeptForm<V extends object> {
	#keeper: DraftKeeper;
	#draft: Pick<Draft, 'key' | 'form'>;
	#value: V = $state.raw({} as V);
	#pictures: Blob[] = $state.raw([]);
	#sounds: SoundIntent[] = $state.raw([]);
	#finishSpeaking: (() => Promise<void>) | undefined;
	#trouble = $state('');
	#refusal = $state('');
	#lack: { field: string } | undefined = $state.raw();
	#isSaving = $state(false);
	#isTouched = $state(false);

	constructor(
		app: Pick<App, 'saveDraft' | 'dropDraft'>,
		draft: Pick<Draft, 'key' | 'form'>,
		value: V
	) {
		this.#value = value;
		this.#draft = draft;
		this.#keeper = new DraftKeeper(app, draft, () => {
			this.#trouble = wordsOfRefusal('storage_full');
		});
	}

	get value(): V {
		return this.#value;
	}

	get pictures(): Blob[] {
		return this.#pictures;
	}

	get sounds(): SoundIntent[] {
		return this.#sounds;
	}

	/** In words, or `''`. */
	get trouble(): string {
		return this.#trouble;
	}

	/** Kind of the no that saving last met, or `''`: for screens that have more to ask than to say. */
	get refusal(): string {
		return this.#refusal;
	}

	/** Which field the trouble is about, where it is about one; a new object each time. */
	get lack(): { field: string } | undefined {
		return this.#lack;
	}

	get isSaving(): boolean {
		return this.#isSaving;
	}

	/** True when something would be lost by closing it. */
	get isTouched(): boolean {
		return this.#isTouched;
	}

	/** As it stands now. */
	get draft(): Omit<Draft, 'savedAt'> {
		return { ...this.#draft, value: this.#value, ...this.#attached };
	}

	/** Takes up what was not finished; fields that a newer form knows keep what they begin with. */
	takeUp({ value, pictures, sounds = [] }: Pick<Draft, 'value' | 'pictures' | 'sounds'>): void {
		this.#value = { ...this.#value, ...(value as Partial<V>) };
		this.#pictures = pictures;
		this.#sounds = sounds;
		this.#isTouched = true;
	}

	/**
	 * Takes up what was kept, where it belongs here and nobody writes in the form yet; answers whether it
	 * did. For forms that stand before the draft has been read.
	 */
	async resume(
		app: Pick<App, 'draft'>,
		belongs: (value: Partial<V>) => boolean = () => true
	): Promise<boolean> {
		const draft = await app.draft(this.#draft.key);
		if (!draft || this.#isTouched || !belongs(draft.value as Partial<V>)) return false;
		this.takeUp(draft);
		return true;
	}

	set(change: Partial<V>): void {
		this.#value = { ...this.#value, ...change };
		this.#trouble = '';
		this.#refusal = '';
		this.#lack = undefined;
		this.#keep();
	}

	/** Where the field is one of words. */
	setText(field: keyof V & string, text: string): void {
		this.set({ [field]: text } as unknown as Partial<V>);
	}

	setPictures(pictures: Blob[]): void {
		this.#pictures = pictures;
		this.#keep();
	}

	setSounds(sounds: SoundIntent[]): void {
		this.#sounds = sounds;
		this.#keep();
	}

	/** While somebody speaks: how to bring it to an end, so that saving takes the whole of it. */
	speaking(finish: (() => Promise<void>) | undefined): void {
		this.#finishSpeaking = finish;
	}

	async drop(): Promise<void> {
		await this.#keeper.drop();
	}

	/** The answer of what is written, or undefined with the trouble said. */
	protected async saving<T>(
		lack: Lack | undefined,
		write: () => Promise<Saved<T>>
	): Promise<T | undefined> {
		if (this.#isSaving) return undefined;
		this.#trouble = lack?.words ?? '';
		this.#lack = lack && { field: lack.field };
		this.#refusal = '';
		if (lack) return undefined;
		this.#isSaving = true;
		try {
			await this.#finishSpeaking?.();
			const saved = await write();
			if (!saved.ok) {
				this.#refusal = saved.refusal.kind;
				this.#trouble = wordsOfRefusal(saved.refusal.kind);
				// What the rules refuse for one field they name by it.
				this.#lack = { field: saved.refusal.field ?? saved.refusal.kind };
				return undefined;
			}
			await this.#keeper.drop();
			return saved.value;
		} finally {
			this.#isSaving = false;
		}
	}

	#keep(): void {
		this.#isTouched = true;
		this.#keeper.keep({ value: this.#value, ...this.#attached });
	}

	get #attached(): { pictures: Blob[]; sounds: SoundIntent[] } {
		return { pictures: this.#pictures, sounds: this.#sounds };
	}
}
