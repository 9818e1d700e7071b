/** What a building head found at a door, in words and said, kept until one of the answers is tapped. */
import type { App } from '#lib/app/app.ts';
import { localPart } from '#lib/domain/ids.ts';
import type { CheckOutcome } from '#lib/domain/loopDocuments.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';

type Desk = Pick<App, 'answerCheck' | 'saveDraft' | 'dropDraft'>;

export class CheckAnswerForm extends KeptForm<{ label: string; note: string }> {
	#app: Desk;
	#id: string;

	constructor(app: Desk, { id, label }: { id: string; label: string }) {
		super(app, { key: draftKey('check', localPart(id)), form: 'check' }, { label, note: '' });
		this.#app = app;
		this.#id = id;
	}

	/** True when it was written; else the trouble is said. */
	async save(outcome: CheckOutcome): Promise<boolean> {
		const saved = await this.saving(undefined, () =>
			this.#app.answerCheck(this.#id, {
				...{ outcome, note: this.value.note.trim(), pictures: [] },
				...(this.sounds.length > 0 && { sounds: this.sounds })
			})
		);
		return saved !== undefined;
	}
}
