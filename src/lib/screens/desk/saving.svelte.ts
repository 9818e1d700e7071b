/** One act being saved: pressed twice it is written once, and what went wrong is said in words, by its field. */
import type { Saved } from '#lib/app/app.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export class Saving {
	readonly #notices: Notices;
	#trouble = $state('');
	/** Which field the trouble is about, where it is about one; a new object each time. */
	#lack: { field: string } | undefined = $state.raw();
	isSaving = $state(false);

	constructor(notices: Notices) {
		this.#notices = notices;
	}

	get trouble(): string {
		return this.#trouble;
	}

	get lack(): { field: string } | undefined {
		return this.#lack;
	}

	/** Nothing can be saved before this is filled in. */
	lacks({ field, words }: Lack): void {
		this.#trouble = words;
		this.#lack = { field };
	}

	/** Something else was filled in: the trouble of before is said no longer. */
	hush(): void {
		this.#trouble = '';
		this.#lack = undefined;
	}

	/** Answers the id that was saved; undefined where nothing was. */
	async run(
		work: () => Promise<Saved<{ id: string }>>,
		done: string,
		/** Takes back what was saved under this id. */
		undo?: (id: string) => Promise<void>
	): Promise<string | undefined> {
		if (this.isSaving) return undefined;
		this.isSaving = true;
		this.hush();
		try {
			const saved = await work();
			if (saved.ok) {
				const { id } = saved.value;
				this.#notices.show({
					tone: 'saved',
					text: screenWords.notices.saved(done),
					...(undo && { undo: () => undo(id) })
				});
				return id;
			}
			this.#trouble = wordsOfRefusal(saved.refusal.kind);
			this.#lack = { field: saved.refusal.field ?? saved.refusal.kind };
			return undefined;
		} finally {
			this.isSaving = false;
		}
	}
}
