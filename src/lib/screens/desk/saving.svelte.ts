/** One act being saved: pressed twice it is written once, and what went wrong is said in words. */
import type { Saved } from '#lib/app/app.ts';
import type { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { wordsOfRefusal } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export class Saving {
	readonly #notices: Notices;
	trouble = $state('');
	isSaving = $state(false);

	constructor(notices: Notices) {
		this.#notices = notices;
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
		this.trouble = '';
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
			this.trouble = wordsOfRefusal(saved.refusal.kind);
			return undefined;
		} finally {
			this.isSaving = false;
		}
	}
}
